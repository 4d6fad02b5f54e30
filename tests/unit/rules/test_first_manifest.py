"""Files that say what a first manifest is made of, and the faults that they can have."""

from typing import Final

import pytest

from rightsgate.errors import Fault
from rightsgate.rules.forms.first_manifest import FirstManifestReader
from rightsgate.rules.model.pack import Pack
from rightsgate.text.located import parse
from rightsgate.text.reader import Reader

WHOLE: Final = """\
title: What a first manifest is made of
parts:
- {id: builds, does: Builds, activities: [app_building], lists: application, builds_on: model, passes_to: uses}
- {id: uses, does: Uses, activities: [integration], lists: deployment, builds_on: application}
made_by: {application: builds}
asks: [application.markets]
"""


def faults_in(text: str, pack: Pack) -> tuple[list[Fault], FirstManifestReader]:
    faults: list[Fault] = []
    reading = FirstManifestReader(pack.vocabulary)
    reading.read(Reader("x.yaml", faults), parse(text, "x.yaml"))
    return faults, reading


def test_what_a_file_says_is_read(pack: Pack) -> None:
    faults, reading = faults_in(WHOLE, pack)
    assert faults == []
    assert reading.found is not None
    assert reading.found.part("builds").passes_to == "uses"
    assert reading.found.asked_of("application") == ("markets",)


# What is replaced by what, in which line, and what is said.
FAULTS: Final = [
    ("app_building", "app_bilding", 3, "unknown activity 'app_bilding' (did you mean 'app_building'?)"),
    ("lists: application", "lists: aplication", 3, "unknown kind of entity 'aplication' (did you mean 'application'?)"),
    ("builds_on: model", "builds_on: channel", 3, "unknown kind of entity 'channel'"),
    ("passes_to: uses", "passes_to: use", 3, "unknown part 'use' (did you mean 'uses'?)"),
    ("id: uses", "id: builds", 4, "the part 'builds' is there already"),
    ("{application: builds}", "{application: bilds}", 5, "unknown part 'bilds' (did you mean 'builds'?)"),
    ("{application: builds}", "{channel: builds}", 5, "unknown kind of entity 'channel'"),
    ("application.markets", "application.market", 6, "application has no field 'market'"),
]


@pytest.mark.parametrize(("old", "new", "line", "said"), FAULTS, ids=[new for _, new, _, _ in FAULTS])
def test_a_fault_is_named_with_its_line(old: str, new: str, line: int, said: str, pack: Pack) -> None:
    faults, _ = faults_in(WHOLE.replace(old, new, 1), pack)
    assert any(fault.line == line and said in fault.labelled() for fault in faults), faults


def test_all_packs_together_say_it_once(pack: Pack) -> None:
    faults: list[Fault] = []
    reading = FirstManifestReader(pack.vocabulary)
    for name in ("x.yaml", "y.yaml"):
        reading.read(Reader(name, faults), parse(WHOLE, name))
    assert [(fault.path, fault.line) for fault in faults] == [("y.yaml", 2)]
