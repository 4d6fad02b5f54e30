"""The codes of faults as a reference page."""

from collections.abc import Iterator
from typing import Final

from rightsgate.errors import MAX_FAULTS
from rightsgate.handbook.blocks import Block, Column, Listing, Paragraph, Ref, Section, Table
from rightsgate.handbook.faults import call, config, engine, form, manifest, pack, policy
from rightsgate.handbook.faults.model import CALL, Example, Explanation
from rightsgate.handbook.prose import prose

GROUPS: Final = (
    ("RG0", "The command, the files that it names, and the machine", call.TABLE),
    ("RG1", "The text and the form of any file", form.TABLE),
    ("RG2", "Manifests", manifest.TABLE),
    ("RG3", "Rule packs", pack.TABLE),
    ("RG4", "Policies and waivers", policy.TABLE),
    ("RG5", "Engines, and what follows from rules", engine.TABLE),
    ("RG6", "Configuration", config.TABLE),
)
ABOUT: Final = """\
The errors that rightsgate reports for input that it cannot use. If there is an error, nothing is checked, and the exit
code is 2. A manifest that does not meet a duty is a finding, not an error. Mistakes in the command itself, such as an
unknown option, have no code. `rightsgate reference faults` prints this page."""
SAMPLE: Final = "error[RG101]: manifest.yaml:2:1: unknown key 'actorz' (did you mean 'actors'?)"
LINES: Final = f"""\
A line on standard error has the severity, the code, what the fault is about (a file with line and column, an option,
the machine), what is wrong, and in brackets what was probably meant. All faults of all files are listed together, of
one file at most {MAX_FAULTS}. In Python, `InputError.faults` has the same, and where the key or value at fault ends."""
PROMISE: Final = """\
**A code never changes its meaning**, and a code that is no longer used is not reused. Messages and hints
may change with every release; programs should not rely on them."""
EXAMPLES: Final = f"An example without a command gives the error with `{CALL}`."
COLUMNS: Final = (Column(title="Code", brief=True), Column(title="What it is"))


def faults_page() -> Section:
    """Return the page."""
    codes = tuple(((Ref(one.code),), (one.name,)) for _, _, table in GROUPS for one in table)
    return Section(
        title=("Faults",),
        blocks=(
            Paragraph(prose(ABOUT)),
            Listing(SAMPLE, "text"),
            *(Paragraph(prose(text)) for text in (LINES, PROMISE, EXAMPLES)),
            Table(COLUMNS, codes),
            *(_group(f"{prefix}xx: {title}", table) for prefix, title, table in GROUPS),
        ),
    )


def _group(title: str, table: tuple[Explanation, ...]) -> Section:
    return Section(title=(title,), blocks=tuple(map(_section, table)))


def _section(one: Explanation) -> Section:
    said = (Paragraph(prose(one.means)), Paragraph(("What to do: ", *prose(one.do))))
    return Section(id=one.code, title=(one.name,), blocks=(*said, *_example(one.example)))


def _example(example: Example | None) -> Iterator[Block]:
    if example is not None:
        for name, text in example.files.items():
            if name != "manifest.yaml" or len(example.files) == 1:  # beside others it is an ordinary one
                yield Listing(f"# {name}\n{text}")
        if example.call != CALL:
            yield Listing(example.call, "sh")
