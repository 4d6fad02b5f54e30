"""``rightsgate fill``: which question comes, what an answer changes, and that nothing else changes."""

import difflib
from pathlib import Path
from typing import Final

import pytest
import yaml
from click.testing import CliRunner, Result

from checkout.terminal import Screen, typed
from rightsgate.advise.filling.questions import Filling
from rightsgate.checker.checker import Checker
from rightsgate.cli import application
from rightsgate.cli.desk import Desk
from rightsgate.errors import InputError
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin

MANIFEST: Final = """\
# Ours, with comments that stay.
rightsgate: 1
subject: larkfield
actors:
  - {id: ostrel, name: Ostrel Models, activities: [model_pretraining, release_decision]}
  - id: larkfield           # we
    name: Larkfield Software
    activities: [app_building]
    governance: {safety_core: unknown}
    mitigations: {reviewed: A quarterly review}
    engagement: {groups: [affected_stakeholders], direct: true}
models:
  - {id: ostrel-3, developer: ostrel, released: true, release: api}
applications:
  - {id: answers, developer: larkfield, built_on: [ostrel-3], domain: customer_service, audience: [b2b], markets: [uk]}
deployments: none
impacts: unknown
"""
POLICY: Final = ("--policy", "musts-only", "--as-of", "2026-11-30")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rights.yaml").write_text(MANIFEST)
    return tmp_path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def fill(here: Path, cache: Path, *answers: str) -> Screen:
    return typed(here, cache, answers, "fill", "rights.yaml", *POLICY)


def changed(here: Path) -> list[str]:
    """Return the lines that are not as they were."""
    new = (here / "rights.yaml").read_text()
    found = difflib.ndiff(MANIFEST.splitlines(), new.splitlines())
    return [line for line in found if line.startswith(("+", "-"))]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, arguments, standalone_mode=False)


def test_an_answer_changes_its_own_place_and_nothing_else(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "A release board", "handbook/board.md", "quit")
    assert screen.code == 0, screen.text
    assert "Place: actors.larkfield.governance.safety_core" in screen.text
    assert "Asked because of:" in screen.text
    assert changed(here) == [
        "-     governance: {safety_core: unknown}",
        "+     governance: {safety_core: {value: A release board, evidence: handbook/board.md}}",
    ]
    assert "Wrote 1 answer into rights.yaml." in screen.text


def test_a_no_is_stated_and_what_is_not_known_is_not(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "no", "not known", "quit")
    assert screen.code == 0, screen.text
    assert changed(here) == [
        "-     governance: {safety_core: unknown}",
        "+     governance: {safety_core: none}",
    ]


def test_back_takes_the_last_answer_back(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "Wrong", "", "back", "quit")
    assert screen.code == 0, screen.text
    assert changed(here) == []
    assert "rights.yaml is as it was." in screen.text


def test_help_says_more_and_a_wrong_answer_is_asked_again(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "skip", "?", "perhaps", "quit")
    assert "Harm to people's rights that may happen" in screen.text
    assert "not known  leaves it not stated" in screen.text
    assert "'perhaps' is not an answer here; type yes or no" in screen.text
    assert changed(here) == []


def test_the_end_of_the_input_keeps_what_is_answered(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "A release board", "")
    assert screen.code == 0, screen.text
    assert yaml.safe_load((here / "rights.yaml").read_text())["actors"][1]["governance"] == {
        "safety_core": "A release board"
    }


def test_an_entry_is_listed_with_what_tells_it(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "skip", "yes", "Wrong advice", *[""] * 9, "quit")
    assert screen.code == 0, screen.text
    (impact,) = yaml.safe_load((here / "rights.yaml").read_text())["impacts"]
    assert (impact["id"], impact["name"]) == ("wrong-advice", "Wrong advice")


def test_that_there_is_none_is_stated_if_a_person_says_so(here: Path, cache: Path) -> None:
    screen = fill(here, cache, "skip", "no", "quit")
    assert screen.code == 0, screen.text
    assert changed(here) == ["- impacts: unknown", "+ impacts: none"]


def test_without_a_terminal_and_without_answers_nothing_is_asked(here: Path) -> None:
    result = run("fill", "rights.yaml")
    assert "--answers FILE" in str(result.exception)
    assert changed(here) == []


def test_answers_come_from_a_file_too(here: Path) -> None:
    (here / "a.yaml").write_text("""\
actors.larkfield.governance.safety_core: {value: A release board, evidence: handbook/board.md}
actors.larkfield.judgements:
- {rule: pai-x.e, outcome: met, decided_by: R. Osei, date: 2026-11-02, reason: The last review changed a filter}
models.ostrel-3.markets: [uk]
impacts: none
documents:
- {kind: model_card, owner: ostrel, about: [ostrel-3]}
relations:
- {kind: provides_model, from: ostrel, to: larkfield, about: [ostrel-3]}
""")
    result = run("fill", "rights.yaml", "--answers", "a.yaml", *POLICY)
    assert result.return_value == 0, result.exception
    assert "Wrote 6 answers into rights.yaml." in result.output
    data = yaml.safe_load((here / "rights.yaml").read_text())
    assert data["actors"][1]["governance"]["safety_core"]["evidence"] == "handbook/board.md"
    assert data["actors"][1]["judgements"][0]["rule"] == "pai-x.e"
    assert data["models"][0]["markets"] == ["uk"]
    assert data["impacts"] == "none"
    (here / "b.yaml").write_text("relations:\n- {kind: provides_model, from: ostrel, to: larkfield, comms: two_way}\n")
    run("fill", "rights.yaml", "--answers", "b.yaml", *POLICY)
    assert yaml.safe_load((here / "rights.yaml").read_text())["relations"] == [
        {"kind": "provides_model", "from": "ostrel", "to": "larkfield", "about": ["ostrel-3"], "comms": "two_way"}
    ]


WRONG: Final = [
    ("actrs.larkfield.size: small", "a.yaml:1:1", "unknown section 'actrs' (did you mean 'actors'?)"),
    ("actors.larkfeld.size: small", "a.yaml:1:1", "did you mean 'larkfield'?"),
    ("actors.larkfield.sise: small", "a.yaml:1:1", "unknown field 'sise' in actors (did you mean 'size'?)"),
    ("actors.larkfield.size: tiny", "a.yaml:1:1", "'tiny' is not a valid value for 'size'"),
    ("models: none", "a.yaml:1:1", "'models' must be a list of entries, or none where it has no entries yet"),
    ("actors.larkfield.judgements: none", "a.yaml:1:1", "'actors.larkfield.judgements' must be a list of entries"),
    ("{}", "a.yaml:1:1", "there is no answer in it"),
]


@pytest.mark.parametrize(("answers", "place", "said"), WRONG, ids=[answers for answers, _, _ in WRONG])
def test_wrong_answers_are_named_and_nothing_is_written(answers: str, place: str, said: str, here: Path) -> None:
    (here / "a.yaml").write_text(f"{answers}\n")
    result = run("fill", "rights.yaml", "--answers", "a.yaml", *POLICY)
    assert isinstance(result.exception, InputError)
    faults = "\n".join(fault.labelled() for fault in result.exception.faults)
    assert place in faults
    assert said in faults
    assert changed(here) == []


def test_what_somebody_else_wrote_meanwhile_is_not_lost(here: Path, pack: Pack) -> None:
    checker = Checker(pack, load_policy("musts-only", builtin("policies"), pack), "2026-11-30")
    desk = Desk(Filling(MANIFEST.encode(), "rights.yaml", checker))
    (here / "rights.yaml").write_text(f"{MANIFEST}# theirs\n")
    with pytest.raises(InputError, match="changed by somebody else"):
        desk.put(MANIFEST.replace("quarterly", "yearly").encode())
    assert (here / "rights.yaml").read_text() == f"{MANIFEST}# theirs\n"


def test_musts_come_first_under_any_policy(pack: Pack) -> None:
    checker = Checker(pack, load_policy("release-gate", builtin("policies"), pack), "2026-11-30")
    musts = [one.is_must for one in Filling(MANIFEST.encode(), "rights.yaml", checker).questions()]
    assert True in musts
    assert False in musts
    assert musts == sorted(musts, reverse=True)
