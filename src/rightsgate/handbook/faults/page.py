"""The reference page of faults, in Markdown."""

from collections.abc import Iterator
from typing import Final

from rightsgate.errors import MAX_FAULTS
from rightsgate.handbook.faults import call, engine, form, manifest, pack, policy
from rightsgate.handbook.faults.model import CALL, Example, Explanation

GROUPS: Final = (
    ("RG0", "The call, the files that it names, and the machine", call.TABLE),
    ("RG1", "The text and the form of any file", form.TABLE),
    ("RG2", "Manifests", manifest.TABLE),
    ("RG3", "Rule packs", pack.TABLE),
    ("RG4", "Policies", policy.TABLE),
    ("RG5", "Engines, and what follows from rules", engine.TABLE),
)
TOP: Final = f"""\
<!-- Written by `rightsgate reference faults`; it will be overwritten. -->
# Faults

What rightsgate says of an input that it cannot use. A call that meets a fault judges nothing and ends with exit code 2.
A manifest that falls short of a duty is no fault but a finding.

```
error[RG101]: manifest.yaml:2:1: unknown key 'actorz' (did you mean 'actors'?)
```

A line on standard error has the severity, the code, what the fault is about (a file with line and column, an option,
the machine), what is wrong, and in brackets what was probably meant. All faults of all files are listed together, of
one file at most {MAX_FAULTS}. In Python, `InputError.faults` has the same, and where the key or value at fault ends
([api.md](../api.md)).

**A code never changes its meaning**, and one that is no longer used is not given to anything else. Messages and hints
may change with every release; do not read them with a program.

An example that comes without a call gives the fault on `{CALL}`.
"""


def faults_page() -> str:
    """Return the page."""
    lines = [TOP.rstrip("\n"), "", "| code | what it is |", "|---|---|"]
    lines += [f"| [{one.code}](#{one.code.lower()}) | {one.name} |" for _, _, table in GROUPS for one in table]
    for prefix, title, table in GROUPS:
        lines += ["", f"## {prefix}xx: {title[0].lower()}{title[1:]}"]
        for one in table:
            lines += ["", *_section(one)]
    return "\n".join(lines) + "\n"


def _section(one: Explanation) -> Iterator[str]:
    yield from (f"### {one.code}", "", f"**{one.name[0].upper()}{one.name[1:]}.** {one.means}")
    yield from ("", f"What to do: {one.do}")
    if one.example is not None:
        yield from _example(one.example)


def _example(example: Example) -> Iterator[str]:
    for name, text in example.files.items():
        if name != "manifest.yaml" or len(example.files) == 1:  # beside others it is an ordinary one
            yield from ("", "```yaml", f"# {name}", *text.rstrip("\n").split("\n"), "```")
    if example.call != CALL:
        yield from ("", "```sh", example.call, "```")
