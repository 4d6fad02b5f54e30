"""What the author of a rule pack is told: faults between its files, and what of a folder is read."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout.command import Run, without_codes
from packs.faulty import CASES, DUTY, FILE, REQUIRE, RULE, RULES, faults, told, written
from rightsgate.errors import InputError
from rightsgate.report.notes import note_of
from rightsgate.rules.packs.load import load_pack
from rightsgate.text.located import parse


def test_an_id_stands_for_one_rule_in_all_packs(tmp_path: Path) -> None:
    shipped, own = FILE % f"{DUTY.replace('x-1.a', 'bsr-6.1-1.a')}, {REQUIRE}", "title: I\ninferences:\n"
    once = "- {id: RI-1, title: T, if: [{actor: [$a]}], then: {f: [$a]}}\n"
    found = told(tmp_path, {"x.yaml": shipped, "y.yaml": RULE, "z.yaml": own + once})
    assert [line.partition(" is taken ")[0] for line in found] == [
        "x.yaml:7:13: the id 'bsr-6.1-1.a'",
        "y.yaml:4:3: the id 'x-1'",
        "z.yaml:3:4: the id 'RI-1'",
    ]
    assert f"in {RULES}/bsr-hra-2025/6.1.yaml at line 8 (give it an id of its own)" in found[0]
    assert f"in {tmp_path}/x.yaml at line 4" in found[1]


def test_kinds_of_fact_have_one_number_of_terms_in_all_files(tmp_path: Path) -> None:
    start = "title: I\ninferences:\n- {title: T, if: [{actor: [$a]}], "
    files = {"x.yaml": start + "id: x, then: {f: [$a]}}", "y.yaml": start + "id: y, then: {f: [$a, x]}}"}
    assert told(tmp_path, files) == ["y.yaml:3:49: 'f' has 1 term, not 2"]


def test_negation_through_a_circle_of_files_is_found(tmp_path: Path) -> None:
    start = "title: I\ninferences:\n- {title: T, "
    files = {
        "x.yaml": start + "id: x, if: [{actor: [$a]}, absent: {g: [$a]}], then: {f: [$a]}}",
        "y.yaml": start + "id: y, if: [{h: [$a]}], then: {g: [$a]}}",
        "z.yaml": start + "id: z, if: [{f: [$a]}], then: {h: [$a]}}",
    }
    assert told(tmp_path, files) == [
        "x.yaml:3:3: inference x negates 'g', which depends on its conclusion"
        " (what a rule negates must be settled before it)"
    ]


def test_all_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    files = {
        "a.yaml": FILE % f"{DUTY.replace('deployer', 'deploier')}, require: [{{path: $.sise, equals: small}}, {{}}]",
        "b.yaml": "title: I\ninferences:\n- {id: i, title: T, if: [{modle: [$a]}], then: {f: [$b]}}",
        "c.yaml": "recommendations: [",
        "d/e.yml": "sets: []",
    }
    assert [line.partition(": ")[0] for line in told(tmp_path, files)] == [
        *("a.yaml:7:56", "a.yaml:7:114", "a.yaml:7:144"),
        *("b.yaml:3:3", "b.yaml:3:27", "c.yaml:1:19", "d/e.yml:1:1"),
    ]


def test_where_the_vocabulary_is_broken_what_builds_on_it_is_not_judged(tmp_path: Path) -> None:
    files = {
        "v.yaml": "entity: thing\nsection: [",
        "x.yaml": FILE % f"{DUTY.replace('x-1.a', 'x-1.b')}, on: thing, require: [{{path: $.size, exists: true}}]",
    }
    assert [line.partition(": ")[0] for line in told(tmp_path, files)] == ["v.yaml:2:11"]


def test_hidden_files_and_others_are_no_part_of_a_pack(tmp_path: Path) -> None:
    files = {"x.yaml": RULE, ".git/y.yaml": "[", ".z.yaml": "[", "notes.txt": "["}
    assert faults(tmp_path, files) == ()


def test_what_of_a_pack_is_not_read_is_noted(tmp_path: Path) -> None:
    files = {".z.yaml": "[", ".old/y.yaml": RULE, ".git/y.yaml": "[", "package.json": '{"name": "x"}', "x.yaml": RULE}
    assert [note_of(note) for note in load_pack([RULES, written(tmp_path, files)]).notes] == [
        f"{tmp_path}: hidden files and folders are not read: {tmp_path}/.old, {tmp_path}/.z.yaml",
        f"{tmp_path}/package.json: skipped: none of its keys belongs to a rule file",
    ]


@pytest.mark.parametrize("name", ["y.YAML", "y.Yml", "y.json"])
def test_rules_are_read_however_the_name_of_their_file_is_spelt(name: str, tmp_path: Path) -> None:
    text = json.dumps(parse(RULE, "y")) if name.endswith("json") else RULE
    pack = load_pack([RULES, written(tmp_path, {name: text})])
    assert "x-1.a" in [duty.id for duty in pack.duties]
    assert pack.notes == ()


REFUSED_IN_A_FOLDER = [
    ("link to a folder", lambda path: path.symlink_to(".."), "a link to a folder is not followed within a rule pack"),
    ("pipe", os.mkfifo, "not a regular file"),
    ("broken link", lambda path: path.symlink_to("nowhere"), "no such file or folder"),
    (
        "second name",
        lambda path: written(path, {"pack.yaml": "pack: b"}),
        "a second file that names the pack; the first is",
    ),
]


@pytest.mark.parametrize(
    ("make", "words"), [row[1:] for row in REFUSED_IN_A_FOLDER], ids=[row[0] for row in REFUSED_IN_A_FOLDER]
)
def test_what_could_hold_rules_and_is_not_read_is_refused(
    make: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    make(written(tmp_path, {"x.yaml": RULE, "pack.yaml": "pack: a"}) / "y.yaml")
    (fault,) = faults(tmp_path, {})
    assert fault.path.startswith(str(tmp_path / "y.yaml"))
    assert words in str(fault)


def test_the_same_folder_is_read_once_however_it_is_named(tmp_path: Path) -> None:
    pack = written(tmp_path / "a", {"x.yaml": RULE})
    (tmp_path / "b").symlink_to("a")
    assert load_pack([RULES, pack, f"{pack}/", tmp_path / "b"]).names == ("rightsgate", str(pack))


def test_two_packs_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path / name, {"pack.yaml": "pack: mine", "x.yaml": RULE.replace("x-1", f"{name}-1")})
    with pytest.raises(InputError) as caught:
        load_pack([RULES, tmp_path / "a", tmp_path / "b"])
    (fault,) = caught.value.faults
    assert str(fault).startswith(f"{tmp_path}/b: the pack is called 'mine', as is the one in {tmp_path}/a (give each")


PACKS = [
    ("nothing there", {}, "missing", "missing: no such folder of rules (name a folder of YAML files)"),
    (
        "a file",
        {"x.yaml": RULE},
        "x.yaml",
        "x.yaml: no such folder of rules (it is a file; name the folder that it lies",
    ),
    (
        "a manifest",
        {"m.yaml": "rightsgate: 1"},
        "m.yaml",
        "m.yaml: it is a manifest, not a file of a rule pack (check it",
    ),
    ("no file", {"x.txt": ""}, ".", ": the folder holds no YAML file"),
    ("only cases", {"x.cases.yaml": CASES}, ".", ": the folder holds no YAML file"),
    ("only a name", {"pack.yaml": "pack: mine"}, ".", ": the pack 'mine' holds no rule (duties stand under"),
    ("only sets", {"s.yaml": "sets: {s: {means: x, values: [y]}}"}, ".", "holds no rule"),
]


@pytest.mark.parametrize(("files", "name", "words"), [row[1:] for row in PACKS], ids=[row[0] for row in PACKS])
def test_a_pack_without_a_rule_is_refused(files: dict[str, str], name: str, words: str, tmp_path: Path) -> None:
    for file, text in files.items():
        (tmp_path / file).write_text(text)
    with pytest.raises(InputError) as caught:
        load_pack([RULES, tmp_path / name])
    (fault,) = caught.value.faults
    assert words in str(fault)
    assert fault.path == str(tmp_path / name)


def test_a_pack_that_takes_the_place_of_the_shipped_one_must_bring_what_the_chain_follows(tmp_path: Path) -> None:
    found = told(tmp_path, {"pack.yaml": "pack: rightsgate", "x.yaml": RULE})
    assert found[0].startswith("--rules: no pack brings the field 'activities' of the entity kind 'actor' (does one of")
    assert all(line.startswith("--rules: no pack brings the field '") for line in found)


# Whole runs

GOOD = "rightsgate: 1\nactors: [{id: a, activities: [integration]}]\n"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "m.yaml").write_text(GOOD)
    for name, text in {"good": RULE, "bad": RULE.replace("small", "tiny"), "none": "sets: {}"}.items():
        (folder / name).mkdir()
        (folder / name / "x.yaml").write_text(text)
    (folder / "bad" / "y.yaml").write_text("recommendations: [")
    (folder / "bad" / "x.cases.yaml").write_text(CASES.replace("met", "mett"))
    return folder


RUNS = [
    (
        ["check", "m.yaml", "--rules", "bad"],
        ["bad/x.yaml:7:128: 'tiny' is not a valid value for 'size'", "bad/y.yaml:1:19: broken YAML"],
    ),
    (["check", "m.yaml", "--rules", "none"], ["none: the pack 'none' holds no rule"]),
    (["check", "m.yaml", "--rules", "nope"], ["nope: no such folder of rules"]),
    (["test", "bad"], ["bad/x.cases.yaml:4:11: unknown key 'mett'", "bad/x.yaml:7:128: ", "bad/y.yaml:1:19: "]),
]


@pytest.mark.parametrize(("arguments", "lines"), RUNS, ids=[" ".join(row[0]) for row in RUNS])
def test_a_call_with_a_faulty_pack_ends_with_2_and_a_line_for_each_fault(
    arguments: list[str], lines: list[str], packs: Path, command: Run
) -> None:
    done = command(packs, *arguments)
    printed = without_codes(done.stderr).splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line[: len(f"error: {start}")] for line, start in zip(printed, lines, strict=True)] == [
        f"error: {start}" for start in lines
    ]


def test_a_call_with_a_good_pack_judges_by_it(packs: Path, command: Run) -> None:
    done = command(packs, "check", "m.yaml", "--rules", "good", "--format", "json")
    assert done.returncode == 3, done.stderr
    assert "x-1.a" in json.dumps(json.loads(done.stdout))
