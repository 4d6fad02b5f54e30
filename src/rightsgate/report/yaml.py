"""Statements as YAML that can be pasted."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate.text.edit.manner import Manner
from rightsgate.text.edit.writing import dashed, entry

MANNER: Final = Manner(
    json=False,
    eol="\n",
    ended=True,
    step=2,
    dash=2,
    item=2,
    quote='"',
    unit="  ",
    inline=True,
    colon=": ",
    comma=", ",
    pad="",
    brace="",
)


def yaml_lines(value: Any) -> list[str]:
    """Return a mapping, or a list of mappings, as lines of YAML."""
    if isinstance(value, Mapping):
        written = [entry(str(key), one, MANNER, 0) for key, one in value.items()]
    else:
        written = [dashed(one, MANNER, 0) for one in value]
    return "\n".join(written).split("\n")
