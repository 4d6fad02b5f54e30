"""The kinds of file that have a form: their JSON Schemas and their reference pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rightsgate.handbook.form_page import FormPage
from rightsgate.handbook.form_schema import FormSchema
from rightsgate.handbook.schema import DIALECT
from rightsgate.handbook.schema_definitions import Schema
from rightsgate.rules.forms.tables.policy import POLICY
from rightsgate.rules.model.pack import Pack
from rightsgate.text.form import Form

FILES: Final[Mapping[str, tuple[Form, ...]]] = {"policy": (POLICY,)}
POLICY_PAGE: Final = """\
# The form of a policy

Which keys a policy has and what stands there. [Policies](../policies.md) says what they do.
`rightsgate reference policy` prints this page, and `rightsgate schema policy` the JSON Schema of policies. An editor
that speaks to the YAML language server completes and checks a policy that begins with

```yaml
# yaml-language-server: $schema=policy.schema.json
```
"""
PAGES: Final[Mapping[str, str]] = {"policy": POLICY_PAGE}


def file_schema(kind: str, pack: Pack) -> Schema:
    """Return the JSON Schema of a kind of file, with the names that a pack declares."""
    writer = FormSchema(names_in(pack), {})
    (form,) = FILES[kind]
    head = {"$schema": DIALECT, "title": f"rightsgate {kind}", **writer.mapping(form)}
    return {**head, "$defs": dict(sorted(writer.defs.items()))}


def file_page(kind: str) -> str:
    """Return the reference page of a kind of file."""
    return FormPage({}).page(PAGES[kind], FILES[kind])


def names_in(pack: Pack) -> dict[str, Sequence[str]]:
    """Return what a pack declares and forms name, but for the ids of rules, of which there are too many to choose."""
    return {
        "attribution method": [method.id for method in pack.attributions],
        "remedy table": [table.id for table in pack.remedies],
        "document": _sorted(duty.source.document for duty in pack.duties),
        "section": _sorted(duty.source.section for duty in pack.duties),
        "framework": _sorted(duty.framework for duty in pack.duties),
        "stage": _sorted(duty.stage for duty in pack.duties),
        "role": _sorted(role for duty in pack.duties for role in duty.binds),
        "parameter": _sorted(pack.vocabulary.parameters),
    }


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted({*names} - {""})
