"""A small pack to put a fault into, and what is said of it beside the shipped rules."""

from pathlib import Path

from rightsgate.errors import Fault, InputError
from rightsgate.rules.packs.load import builtin, load_pack

RULES = Path(builtin("rules"))
DUTY = "id: x-1.a, encodes: [X], title: T, binds: [deployer], strength: should, why: W., fix: F."
REQUIRE = "require: [{path: $.size, equals: small}]"
# A duty in a file of its own; what is said of it stands on line 7.
FILE = """\
source: {document: x, section: "1"}
title: X
recommendations:
- id: x-1
  number: 1
  title: R
  duties: [{%s}]
"""
RULE = FILE % f"{DUTY}, {REQUIRE}"
CASES = """\
as_of: 2026-06-01
given: {actors: [{id: maker, activities: [app_building]}]}
cases:
  x-1.a: {met: {actors: [{id: maker, size: small}]}}
"""


def faults(folder: Path, files: dict[str, str], *, with_cases: bool = False) -> tuple[Fault, ...]:
    """Return the faults of a pack beside the shipped one, none if it is loaded."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    try:
        load_pack([RULES, folder], with_cases=with_cases)
    except InputError as error:
        return error.faults
    return ()


def told(folder: Path, files: dict[str, str], *, with_cases: bool = False) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in faults(folder, files, with_cases=with_cases)]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder
