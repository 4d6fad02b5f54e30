"""The JUnit format: what becomes of each finding, that nothing passes in silence, and that the file is valid."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from checkout.command import Run
from checkout.formats import AS_OF, hostile_manifest, written
from checkout.paths import ROOT

SCHEMA = ROOT.parent / "shared" / "corpus" / "schemas" / "junit" / "JUnit.xsd"
SMALL = "fixtures/small/manifest.yaml"
# What the schema requires of a suite and of a test case, and what it allows in them, in order.
SUITE = {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"}
CHILDREN = ["properties", "testcase", "system-out", "system-err"]
NOTHING = "rightsgate: 1\nactors: [{id: nobody, activities: []}]\n"


def suites(command: Run, folder: Path, *arguments: str) -> list[ET.Element]:
    ended = command(folder, "check", *arguments, "--as-of", AS_OF, "--format", "junit")
    assert ended.stderr == b""
    return ET.fromstring(ended.stdout).findall("testsuite")  # noqa: S314 - we wrote it


def case_of(suite: ET.Element, name: str) -> ET.Element:
    return next(case for case in suite.findall("testcase") if case.attrib["name"].startswith(name))


def test_what_blocks_fails_with_all_that_a_person_needs(command: Run) -> None:
    (suite,) = suites(command, ROOT, SMALL)
    case = case_of(suite, "bsr-6.1-1.d@studio/downstream_developer: ")
    assert case.attrib["classname"] == "fixtures/small/manifest_yaml.studio"
    (failure,) = case
    assert (failure.tag, failure.attrib["type"]) == ("failure", "unmet")
    assert failure.attrib["message"].startswith("should, unmet: Due diligence goes on")
    text = failure.text or ""
    for label in (f"place:   {SMALL}:13:", "stated: ", "why: ", "fix: ", "source:  BSR 2025, section 6.1"):
        assert label in text
    assert "asked: ongoing" in text


def test_what_is_undecided_is_an_error_and_what_is_accepted_is_skipped(command: Run) -> None:
    (suite,) = suites(command, ROOT, "examples/start-here.yaml")
    (error,) = case_of(suite, "bsr-6.1-5.a@larkfield/downstream_developer")
    assert (error.tag, error.attrib["type"]) == ("error", "unknown")
    assert "missing: actors.larkfield.engagement.groups (" in (error.text or "")
    (accepted,) = case_of(suite, "bsr-2.3.e@larkfield/downstream_developer")
    assert (accepted.tag, accepted.attrib["message"]) == ("skipped", "accepted by this policy (should, unmet)")
    advisory = [one.attrib["message"] for one in suite.findall("testcase/skipped")]
    assert any(message.startswith("advisory: it cannot affect the result (must, ") for message in advisory)
    actors = {case.attrib["classname"].rpartition(".")[2] for case in suite.findall("testcase") if len(case) == 0}
    assert actors == {"larkfield"}, "what passes is the subject's own"


def test_a_manifest_of_which_nothing_was_checked_has_not_passed(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(NOTHING)
    (suite,) = suites(command, tmp_path, "m.yaml")
    assert (suite.attrib["tests"], suite.attrib["errors"]) == ("1", "1")
    (error,) = case_of(suite, "verdict")
    assert error.attrib["message"] == "undecided: no duty applies to any actor, so nothing was checked"


def test_names_stay_when_lines_move_and_suites_have_ids_of_their_own(command: Run, tmp_path: Path) -> None:
    text = (ROOT / SMALL).read_text(encoding="utf-8")
    names = []
    for moved in ("", "# one\n# more\n"):
        (tmp_path / "a.yaml").write_text(moved + text)
        (tmp_path / "b.yaml").write_text(moved + text)
        first, second = suites(command, tmp_path, ".")
        assert first.attrib["id"] != second.attrib["id"]
        names.append([(case.attrib["name"], case.attrib["classname"]) for case in first.findall("testcase")])
    assert names[0] == names[1]
    assert len({*names[0]}) == len(names[0])


def test_decisions_and_exceptions_stand_in_the_output(command: Run) -> None:
    (suite,) = suites(command, ROOT, "examples/audit-hiring-chain.yaml")
    output = suite.findtext("system-out") or ""
    assert "pai-x.e@shortlist: met, decided by Petra Lindqvist on 2026-11-09: " in output
    assert "48 duties left out: " in output


def test_nothing_of_a_manifest_breaks_the_file(command: Run, tmp_path: Path) -> None:
    suite = written(command, tmp_path, tmp_path, hostile_manifest(tmp_path)).junit.find("testsuite")
    assert suite is not None
    assert [child.tag for child in suite if child.tag != "testcase"] == [
        "properties",
        "system-out",
        "system-err",
    ]
    output = suite.findtext("system-out") or ""
    assert (
        '=cmd|"/c calc"!A1 : :error file=x::owned ## [add-mask]x <b>&amp;]]></failure> \N{REPLACEMENT CHARACTER}'
        in output
    )
    assert all(character.isprintable() or character == "\n" for character in output)


def _kept(path: Path) -> list[Any]:
    """Return in what a file departs from the schema, as far as it can be said without the schema."""
    root = ET.parse(path).getroot()  # noqa: S314 - as above
    found: list[Any] = [root.attrib] if root.attrib else []
    for suite in root:
        order = list(dict.fromkeys(child.tag for child in suite))
        found += [] if order == CHILDREN else [order]
        found += [suite.attrib] if {*suite.attrib} - {"skipped"} != SUITE else []
        found += [
            case.attrib
            for case in suite.findall("testcase")
            if {*case.attrib} != {"name", "classname", "time"} or len(case) > 1
        ]
    return found


@pytest.fixture(scope="module")
def every(command: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file on all fixtures and on a hostile manifest."""
    folder = tmp_path_factory.mktemp("every")
    name = hostile_manifest(folder, "a,b;=d%::x.json")
    command(ROOT, "check", "fixtures", str(folder / name), "--as-of", AS_OF, f"--format=junit={folder / 'out.xml'}")
    return folder / "out.xml"


def test_every_suite_has_what_the_schema_asks_for(every: Path) -> None:
    assert len(ET.parse(every).getroot()) > 40  # noqa: S314 - as above
    assert _kept(every) == []


@pytest.mark.skipif(not SCHEMA.is_file(), reason=f"the schema of Ant's JUnit reports is not there: {SCHEMA}")
def test_the_file_is_valid_by_the_schema(every: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="what validates XML is not installed: pip install xmlschema")
    assert [str(error) for error in xmlschema.XMLSchema(str(SCHEMA)).iter_errors(str(every))] == []
