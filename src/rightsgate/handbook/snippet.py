"""A manifest as YAML that people would have written: short things on one line, days without quotes."""

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml
from yaml.representer import SafeRepresenter

from rightsgate.logic.number import Number

WIDTH: Final = 52
# What is a number to our loader, as in YAML 1.2, and a text to PyYAML unless it is told.
NUMBER: Final = re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$")


class _Readable(yaml.SafeDumper):
    # Without these a text that is a day would be quoted; our loader reads days as they stand.
    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML has it in the class
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
        for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as PyYAML has it
        super().increase_indent(flow, False)


_Readable.add_implicit_resolver("tag:yaml.org,2002:float", NUMBER, list("-+.0123456789"))


class _Represented(SafeRepresenter):
    """Writes numbers as they were written."""

    def number(self, number: Number) -> yaml.Node:
        kind = "int" if number.text.lstrip("+-").isdigit() else "float"
        return self.represent_scalar(f"tag:yaml.org,2002:{kind}", number.text)


_Represented.add_representer(Number, _Represented.number)


def snippet(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as YAML, the version of the format first."""
    node = _Represented(sort_keys=False).represent_data(_plain({"rightsgate": 1, **manifest}))
    _lay_out(node)
    text: str = yaml.serialize(node, Dumper=_Readable, allow_unicode=True, width=WIDTH)
    return text


def _plain(value: Any) -> Any:
    """Return data without the places that located data knows, and nothing in it twice: YAML would point to it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _lay_out(node: yaml.Node) -> int | None:
    """Set the flow style of values that fit on one line; return the length, or None for several lines."""
    if isinstance(node, yaml.ScalarNode):
        return len(node.value)
    if isinstance(node, yaml.SequenceNode):
        lengths = [_lay_out(item) for item in node.value]
        whole = sum(length + 2 for length in lengths if length is not None)
        node.flow_style = all(isinstance(item, yaml.ScalarNode) for item in node.value) and whole <= WIDTH
    elif isinstance(node, yaml.MappingNode):
        parts = [(_lay_out(key), _lay_out(item)) for key, item in node.value]
        whole = sum((length or 0) + 2 for part in parts for length in part)
        inner = any(
            isinstance(item, yaml.MappingNode) or length is None
            for (_, item), (_, length) in zip(node.value, parts, strict=True)
        )
        node.flow_style = not inner and whole <= WIDTH
    else:
        return None
    return whole if node.flow_style else None
