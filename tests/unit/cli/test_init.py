"""``rightsgate init``: what it asks, what it writes, and what it leaves alone."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from checkout.command import without_codes
from checkout.paths import ROOT
from checkout.terminal import typed
from rightsgate.cli import application
from rightsgate.cli.init import FIRST_POLICY
from rightsgate.errors import InputError
from rightsgate.rules.model.pack import Pack

MODEL: Final = {"name": "Ostrel 3", "by": "Ostrel Models", "release": "api"}
APPLICATION: Final = {"name": "Minutely", "by": "Brevis", "audience": ["b2b"], "domain": "finance", "markets": ["eu"]}
PRODUCT: Final = {"name": "Answerdesk", "audience": ["b2c"], "domain": "healthcare", "markets": ["eu", "us"]}
# What an organization does, what it makes and what it builds on.
COMBINATIONS: Final[dict[str, dict[str, Any]]] = {
    "supplies data": {"does": ["supplies_data"], "makes": {"dataset": {"name": "Letters"}}},
    "labels data": {"does": ["labels_data"]},
    "trains models": {"does": ["trains_models"], "makes": {"model": {"name": "Ostrel 3", "release": "open_weights"}}},
    "adapts models": {"does": ["adapts_models"], "makes": {"model": {"name": "Tuned"}}, "builds_on": {"model": MODEL}},
    "hosts models": {"does": ["hosts_models"], "builds_on": {"model": MODEL}},
    "builds for others": {
        "does": ["builds_applications"],
        "makes": {"application": PRODUCT},
        "builds_on": {"model": MODEL},
        "passed_to": "Northmere Water",
    },
    "resells": {"does": ["resells"], "builds_on": {"application": APPLICATION}, "passed_to": "Northmere Water"},
    "uses it itself": {"does": ["integrates"], "builds_on": {"application": APPLICATION}},
    "builds and serves": {
        "does": ["builds_applications", "serves_users"],
        "makes": {"application": PRODUCT},
        "builds_on": {"model": MODEL},
    },
    "adapts, builds and uses": {
        "does": ["adapts_models", "builds_applications", "integrates"],
        "makes": {"model": {"name": "Tuned", "release": "internal"}, "application": PRODUCT},
        "builds_on": {"model": MODEL},
    },
    "all of the chain": {
        "does": ["supplies_data", "trains_models", "builds_applications", "serves_users"],
        "makes": {"dataset": {"name": "Letters"}, "model": {"name": "Ostrel 3"}, "application": PRODUCT},
    },
    "knows little": {"does": ["builds_applications"]},
}
QUESTION: Final = re.compile(r"^ *# (\d+)\. (\(must\) )?", re.MULTILINE)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application, arguments, standalone_mode=False)


def init(folder: Path, answers: dict[str, Any], *arguments: str) -> Result:
    (folder / "answers.json").write_text(json.dumps({"organization": "Larkfield Software", **answers}))
    return run("init", "--answers", "answers.json", *arguments)


@pytest.mark.parametrize("answers", COMBINATIONS.values(), ids=COMBINATIONS)
def test_a_first_manifest_is_short_valid_and_can_be_checked(answers: dict[str, Any], here: Path) -> None:
    result = init(here, answers)
    assert result.return_value == 0, result.exception or result.output
    text = (here / "rights.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 45
    assert max(map(len, text.splitlines())) <= 120
    schema = json.loads((ROOT / "docs" / "manifest.schema.json").read_text(encoding="utf-8"))
    data = yaml.safe_load(text)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
    checked = run("check", "--format", "json")
    (part,) = json.loads(checked.output)["manifests"]
    assert part["verdict"] == "undecided", checked.output  # nothing is met or broken by what nobody has said
    assert part["subject"] == data["subject"] == "larkfield-software"


@pytest.mark.parametrize("answers", COMBINATIONS.values(), ids=COMBINATIONS)
def test_what_decides_most_comes_first(answers: dict[str, Any], here: Path) -> None:
    init(here, answers)
    found = QUESTION.findall((here / "rights.yaml").read_text(encoding="utf-8"))
    musts = sorted(int(number) for number, must in found if must)
    assert sorted(int(number) for number, _ in found) == [*range(1, len(found) + 1)]
    assert musts == [*range(1, len(musts) + 1)]


def test_open_statements_say_no_more_than_silence(here: Path) -> None:
    """A report on a first manifest is the same if its questions are taken out, but that a relation is listed then."""

    def outcomes() -> dict[str, str]:
        (part,) = json.loads(run("check", "--policy", "all-duties", "--format", "json").output)["manifests"]
        return {one["id"]: one["outcome"] for one in part["findings"] if not one["rule"].startswith("rg-2")}

    init(here, COMBINATIONS["builds and serves"])
    with_questions = outcomes()
    path = here / "rights.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    actors = [{key: said for key, said in one.items() if not isinstance(said, dict)} for one in data["actors"]]
    without = {key: said for key, said in data.items() if said != "unknown" and key != "relations"}
    path.write_text(json.dumps({**without, "actors": actors}), encoding="utf-8")
    assert outcomes() == with_questions


def test_a_configuration_is_written_beside_it(here: Path) -> None:
    init(here, {"id": "lark", "does": ["integrates"]}, "new/service")
    config = (here / "new" / "service" / "rightsgate.toml").read_text()
    assert config == f'manifests = ["rights.yaml"]\nsubject = "lark"\npolicy = "{FIRST_POLICY}"\n'


def test_what_is_no_folder_is_refused(here: Path) -> None:
    (here / "service").write_text("mine")
    result = init(here, {"does": ["integrates"]}, "service")
    assert isinstance(result.exception, InputError)
    assert result.exception.faults[0].message == "it is not a folder"
    assert (here / "service").read_text() == "mine"


def test_no_file_is_replaced(here: Path) -> None:
    (here / "rights.yaml").write_text("mine")
    result = init(here, {"does": ["integrates"]})
    assert isinstance(result.exception, InputError)
    assert "init replaces none" in result.exception.faults[0].message
    assert (here / "rights.yaml").read_text() == "mine"
    assert not (here / "rightsgate.toml").exists()


def test_a_configuration_that_is_there_is_left_and_told_what_it_lacks(here: Path) -> None:
    (here / ".git").mkdir()
    config = here / "pyproject.toml"
    config.write_text('[tool.rightsgate]\npolicy = "audit"\n')
    result = init(here, {"does": ["integrates"]})
    assert "pyproject.toml is your configuration already" in result.output
    assert '  manifests = ["rights.yaml"]\n  subject = "larkfield-software"\n' in result.output
    assert config.read_text() == '[tool.rightsgate]\npolicy = "audit"\n'
    assert not (here / "rightsgate.toml").exists()


def test_without_a_terminal_and_without_answers_nothing_is_asked(here: Path) -> None:
    result = run("init")
    assert "--answers FILE" in str(result.exception)
    assert list(here.iterdir()) == []


WRONG: Final = [
    ("does: [bilds_applications]", "unknown part 'bilds_applications' (did you mean 'builds_applications'?)"),
    ("does: [integrates]\nmakes: {aplication: {name: x}}", "unknown kind of entry 'aplication' (did you mean"),
    ("does: [integrates]\nbuilds_on: {application: {markets: [gb]}}", "unknown code of 'markets' 'gb' (known: eu"),
    ("does: [integrates]\nbuilds_on: {application: {nme: x}}", "unknown key 'nme' in the application (did you mean"),
    (
        "does: [integrates]\nbuilds_on: {model: {name: x}}",
        "'model' in 'builds_on' is not asked of an organization that",
    ),
    ("does: [integrates]\npassed_to: Somebody", "'passed_to' is not asked of an organization that does integrates"),
    ("does: []", "'does' in the answers is empty"),
]


@pytest.mark.parametrize(("answers", "said"), WRONG, ids=[answers for answers, _ in WRONG])
def test_wrong_answers_are_named_with_their_place(answers: str, said: str, here: Path) -> None:
    (here / "a.yaml").write_text(f"organization: Us\n{answers}\n")
    result = run("init", "--answers", "a.yaml")
    assert isinstance(result.exception, InputError)
    faults = without_codes("\n".join(fault.labelled() for fault in result.exception.faults) + "\n")
    assert said in faults
    assert re.search(r"a\.yaml:[23]:\d+", faults)
    assert sorted(path.name for path in here.iterdir()) == ["a.yaml"]


CARD: Final = "---\nbase_model: ostrel/ostrel-3\nlicense: mit\n---\n# Letterwise\n\nA model.\n"
BILL: Final = {
    "bomFormat": "CycloneDX",
    "metadata": {"component": {"type": "application", "name": "Answerdesk"}},
    "components": [{"type": "machine-learning-model", "name": "Ostrel 3", "supplier": {"name": "Ostrel Models"}}],
}


def test_what_documents_say_is_offered_and_named(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (here / "bom.json").write_text(json.dumps(BILL))
    (here / "MODEL_CARD.md").write_text(CARD)
    (here / "broken.json").write_text("{")
    answers = ["Larkfield", "", "builds_applications", "", *["not known"] * 3, "", "", "not known", "not known"]
    screen = typed(here, tmp_path_factory.mktemp("cache"), answers, "init")
    assert screen.code == 0, screen.text
    assert "bom.json says: Answerdesk" in screen.text
    assert "MODEL_CARD.md says: ostrel-3" in screen.text
    text = (here / "rights.yaml").read_text()
    assert "#  - {kind: model_card, owner: larkfield, evidence: MODEL_CARD.md}" in text
    data = yaml.safe_load(text)
    assert data["applications"][0]["name"] == "Answerdesk"
    assert data["models"][0]["id"] == "ostrel-3"
    assert "documents" not in data or data["documents"] == "unknown"  # nobody has said whose card it is


def test_a_person_is_asked_one_thing_at_a_time_and_can_go_back(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    answers = [
        *("Larkfield Software", "lark", "?", "nothing", "1", "back", "6", "Answerdesk", "businesses, public bodies"),
        *("customer service", "3", "Ostrel 3", "Ostrel Models", "api", "not known"),
    ]
    screen = typed(here, tmp_path_factory.mktemp("cache"), answers, "init")
    assert screen.code == 0, screen.text
    assert "Its roles, and with them its duties, follow from what it does." in screen.text
    assert "'nothing' is not an answer here" in screen.text
    data = yaml.safe_load((here / "rights.yaml").read_text())
    assert data["actors"][0]["activities"] == ["app_building"]
    assert data["applications"][0]["audience"] == ["b2b", "b2g"]
    assert data["applications"][0]["markets"] == ["uk"]
    assert "deployments" not in data


def test_who_ends_the_questions_has_nothing_written(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for answers in (["Larkfield Software", "quit"], ["Larkfield Software"]):  # the second ends the input
        screen = typed(here, tmp_path_factory.mktemp("cache"), answers, "init")
        assert (screen.code, "Nothing was written." in screen.text) == (2, True), screen.text
        assert list(here.iterdir()) == []


def test_every_part_can_be_played(pack: Pack) -> None:
    """What the answers come to is data: each part has its words, and each maker's part is one that lists such things."""
    first = pack.first_manifest
    assert first is not None
    tried = {part for answers in COMBINATIONS.values() for part in answers["does"]}
    assert tried == {part.id for part in first.parts}
    assert all(first.part(name).lists == kind for kind, name in first.made_by.items())


def test_the_reference_names_all_that_can_be_answered(pack: Pack) -> None:
    first = pack.first_manifest
    assert first is not None
    page = (ROOT / "docs" / "reference" / "answers.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith("| `makes`"))
    fields = [path.rpartition(".")[2] for path in first.asks]
    assert all(name in row for name in (*pack.vocabulary.artefacts, *fields))
