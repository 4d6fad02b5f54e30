"""What a call names: files as they are, and in folders the manifests among what else lies there."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.files.inputs import Found, find_manifests
from rightsgate.text.globs import Globs
from rightsgate.text.located import parse
from rightsgate.text.shallow import decoded, top_keys

MANIFEST = "rightsgate: 1\nactors: [{id: a, activities: [integration]}]\n"
SECTIONS = ("actors", "models", "applications")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of manifests, hidden files and other files, and go there."""
    manifests = ("b.yaml", "a.yml", "sub/d.yaml", ".hidden.yaml", ".git/e.yaml", "sub/.venv/f.yaml", "g.txt", "yaml")
    for name in manifests:
        written(tmp_path / "in" / name, MANIFEST)
    written(tmp_path / "in" / "c.JSON", '{"rightsgate": 1}')
    (tmp_path / "in" / "h.yaml").mkdir()
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def left(found: Found) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    return {one.reason: (one.count, one.first) for one in found.skipped}


def test_a_folder_is_searched_for_manifests_in_order_and_hidden_ones_are_left(folder: Path) -> None:
    paths = ("in/a.yml", "in/b.yaml", "in/c.JSON", "in/sub/d.yaml")
    assert find_manifests(["in"]).paths == find_manifests(["in/"]).paths == paths
    assert find_manifests([folder / "in"]).paths == tuple(str(folder / name) for name in paths)
    assert left(find_manifests(["in"])) == {"hidden": (2, ("in/.hidden.yaml", "in/sub/.venv"))}
    assert find_manifests(["in"]).faults == ()


def test_a_folder_that_is_named_is_searched_though_it_is_hidden(folder: Path) -> None:
    assert (folder / "in" / ".git").is_dir()
    assert find_manifests(["in/.git"]).paths == ("in/.git/e.yaml",)


def test_a_file_that_is_named_is_read_whatever_its_name_and_content(folder: Path) -> None:
    written(folder / "in" / "other.yaml", "a: 1")
    names = ("in/.hidden.yaml", "in/g.txt", "in/other.yaml", "in/yaml")
    assert find_manifests(names, exclude=["in", "*"]).paths == names
    found = find_manifests(["in", "in/other.yaml"])
    assert "in/other.yaml" in found.paths
    assert "not_a_manifest" not in left(found)


def test_the_same_file_named_twice_is_one(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("in/b.yaml")
    names = ["in/b.yaml", "./in/b.yaml", str(folder / "in" / "b.yaml"), "in/sub/../b.yaml", "link.yaml"]
    assert find_manifests(names).paths == ("in/b.yaml",)
    assert find_manifests(["in/b.yaml", "in"]).paths == ("in/a.yml", "in/b.yaml", "in/c.JSON", "in/sub/d.yaml")
    assert find_manifests(["-", "-"]).paths == ("-",)


def test_a_path_that_is_not_there_is_left_for_reading_it_to_refuse(folder: Path) -> None:
    names = ("", "n" * 5000, str(folder / "nope.yaml"))
    assert sorted(find_manifests(names).paths) == sorted(names)


def test_a_folder_without_a_manifest_is_a_fault_that_says_what_was_left(folder: Path) -> None:
    message = "empty: the folder holds no manifest (.yaml, .yml, .json with the key 'rightsgate')"
    assert [str(fault) for fault in find_manifests(["empty"]).faults] == [message]
    written(folder / "empty" / "package.json", "{}")
    assert [str(fault) for fault in find_manifests(["empty"]).faults] == [f"{message} (left: 1 other file or folder)"]


def test_a_broken_link_in_a_folder_is_not_passed_over(folder: Path) -> None:
    (folder / "empty" / "gone.yaml").symlink_to("nowhere.yaml")
    assert find_manifests(["empty"]).paths == ("empty/gone.yaml",)


def test_what_is_no_file_and_links_to_folders_are_left_and_counted(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe.yaml")
    os.mkfifo(folder / "in" / "pipe")
    (folder / "in" / "link").symlink_to("../empty")
    (folder / "in" / "up").symlink_to("..")
    found = find_manifests(["in"], exclude=[".*"])
    assert left(found) == {
        "excluded": (2, ("in/.hidden.yaml", "in/sub/.venv")),
        "linked_folder": (2, ("in/link", "in/up")),
        "not_a_file": (1, ("in/pipe.yaml",)),
    }
    assert find_manifests(["in/link/../in", "in/up/in/sub"]).paths == (
        "in/link/../in/a.yml",
        "in/link/../in/b.yaml",
        "in/link/../in/c.JSON",
        "in/link/../in/sub/d.yaml",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to the superuser")
@pytest.mark.parametrize("mode", [0o000, 0o111, 0o444])
def test_a_folder_without_permission_is_refused(folder: Path, mode: int) -> None:
    (folder / "in" / "sub").chmod(mode)
    found = find_manifests(["in"])
    (folder / "in" / "sub").chmod(0o700)
    assert "in/sub/d.yaml" in found.paths or [fault.path for fault in found.faults] == ["in/sub"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can become another user")
@pytest.mark.parametrize(("mode", "words"), [(0o444, "/sub/b.yaml"), (0o000, "/sub"), (0o111, "/sub")])
def test_a_folder_that_an_ordinary_user_cannot_search_is_refused(mode: int, words: str) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for path in ("a.yaml", "sub/b.yaml"):
            written(folder / path, MANIFEST)
        (folder / "sub").chmod(mode)
        assert as_nobody(folder).startswith(f"{folder}{words}: cannot be read")


def as_nobody(folder: Path) -> str:
    """Return what keeps an ordinary user from checking a folder."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        found = find_manifests([folder])
        said = [str(fault) for fault in found.faults]
        said += [f"{path}: cannot be read" for path in found.paths if not os.access(path, os.R_OK)]
        os.write(writing, "\n".join(said).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        return pipe.read()


IS_ONE = [
    "rightsgate: 1",
    "rightsgate : 1",
    "rightsgate:1\nactors: []",
    "'rightsgate': 1",
    '"rightsgate":1',
    "name: x\nrightsgate: 2",
    "# a comment\n---\nrightsgate: 1",
    "%YAML 1.2\n---\nrightsgate: 1",
    "  name: x\n  rightsgate: 1",
    "? rightsgate\n: 1",
    "&a rightsgate: 1",
    "!!str rightsgate: 1",
    "rightsgate: 1\nname: [",
    "<<<<<<< HEAD\nrightsgate: 1\n",
    "a: 1\n---\nrightsgate: 1",
    "a: 1\r\nrightsgate: 1\r\n",
    "a: 1\rrightsgate: 1",
    "rightsgate: 1\tx\n",
    "- rightsgate: 1",
    "{rightsgate: 1}",
    "{a: {b: 1}, rightsgate: 1, c: [",
    "{'a': 1,\n 'rightsgate': 1,}",
    '{"rightsgate": 1',
    '{"a": {"b": [1]}, "rightsgate": 1}',
    '[{"rightsgate": 1}]',
    '{"rightsgate": 1}\n{"rightsgate": 1}',
    '{"rights\\u0067ate": 1}',
    "\ufeffrightsgate: 1",
    "rightsgate: 1".encode("utf-16"),
    "rightsgate: 1".encode("utf-16-le"),
    "rightsgate: 1\nname: \xe9".encode("latin-1"),
    b"rightsgate: 1\nname: \x00",
    "rightsgate: 1\n" + "# x\n" * 50,
]
IS_NONE = [
    "",
    "# rightsgate: 1\nname: x",
    "jobs:\n  rightsgate:\n    runs-on: x\non: push",
    "services: {rightsgate: {image: x}}",
    "run: rightsgate check .",
    "name: rightsgate",
    "a: |\n  rightsgate: 1",
    "- name: rightsgate",
    "{a: {rightsgate: 1}}",
    '{"schema": "x", "tool": {"name": "rightsgate"}}',
    '{"a": {"rightsgate": 1}}',
    '{"a": "\\"rightsgate\\": 1"}',
    "a: &x {b: 1}\nc:\n  <<: *x",
    "a: !Ref b",
    "rightsgateway: 1",
]


@pytest.mark.parametrize("content", IS_ONE, ids=[repr(one)[:40] for one in IS_ONE])
@pytest.mark.parametrize("name", ["m.yaml", "m.json"])
def test_a_file_with_our_key_is_a_manifest_whether_or_not_it_can_be_read(
    content: str | bytes, name: str, tmp_path: Path
) -> None:
    path = written(tmp_path / name, content)
    assert find_manifests([tmp_path]).paths == (str(path),)


@pytest.mark.parametrize("content", IS_NONE, ids=[repr(one)[:40] for one in IS_NONE])
@pytest.mark.parametrize("name", ["m.yaml", "m.json"])
def test_a_file_without_our_key_is_left(content: str, name: str, tmp_path: Path) -> None:
    written(tmp_path / name, content)
    written(tmp_path / "good.yaml", MANIFEST)
    found = find_manifests([tmp_path], sections=SECTIONS)
    assert (found.paths, found.faults) == ((str(tmp_path / "good.yaml"),), ())
    assert sum(one.count for one in found.skipped) == 1


NEARLY = [
    "rightgate: 1",
    "Rightsgate: 1",
    "rights-gate: 1",
    "rights_gate: 1",
    "rightsgates: 1",
    "\u200brightsgate: 1",
    "actors: []",
    "name: x\nactors: []",
    "actors: []\nmodels: []\nowner: x",
]


@pytest.mark.parametrize("content", NEARLY)
def test_what_only_lacks_the_key_of_a_manifest_is_not_passed_over(content: str, tmp_path: Path) -> None:
    path = written(tmp_path / "m.yaml", content)
    written(tmp_path / "good.yaml", MANIFEST)
    (fault,) = find_manifests([tmp_path], sections=SECTIONS).faults
    assert str(fault).startswith(f"{path}: it looks like a manifest, but lacks 'rightsgate' (begin it with")
    assert find_manifests([tmp_path], exclude=["m.yaml"], sections=SECTIONS).faults == ()


WORDS = st.sampled_from(["rightsgate", "name", "actors", "a b", "x"])
VALUES = st.recursive(
    st.sampled_from([1, "rightsgate: 1", "x", None]),
    lambda v: st.lists(v, max_size=2) | st.dictionaries(WORDS, v, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(WORDS, VALUES, max_size=4), st.sampled_from([None, 1]))
def test_the_keys_of_whatever_can_be_read_are_found(data: dict[str, object], indent: int | None) -> None:
    text = json.dumps(data, indent=indent)
    keys = {str(key) for key in parse(text, "m", json=True)}
    assert set(top_keys(decoded(text.encode()))) == keys
    block = "".join(f"{key}: {json.dumps(value)}\n" for key, value in data.items())
    assert set(top_keys(decoded(block.encode()))) == keys


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_its_keys_are_looked_for(raw: bytes) -> None:
    assert all(isinstance(key, str) for key in top_keys(decoded(raw)))


GLOBS = [
    ("b.yaml", "in/sub/b.yaml", True),
    ("*.yaml", "in/sub/b.yaml", True),
    ("sub", "in/sub", True),
    ("sub/", "in/sub", True),
    ("su", "in/sub", False),
    ("?.yaml", "in/b.yaml", True),
    ("?.yaml", "in/bb.yaml", False),
    ("[ab].yaml", "in/b.yaml", True),
    ("[!ab].yaml", "in/b.yaml", False),
    ("[.yaml", "in/[.yaml", True),
    ("[z-a].yaml", "in/b.yaml", False),
    ("sub/b.yaml", "in/sub/b.yaml", True),
    ("./sub/b.yaml", "in/sub/b.yaml", True),
    ("in/sub/b.yaml", "in/sub/b.yaml", True),
    ("sub/*", "in/sub/b.yaml", True),
    ("sub/*", "in/sub/x/b.yaml", False),
    ("sub/**", "in/sub/x/b.yaml", True),
    ("**/b.yaml", "in/sub/x/b.yaml", True),
    ("**/b.yaml", "in/b.yaml", True),
    ("x/b.yaml", "in/sub/x/b.yaml", False),
    ("B.yaml", "in/b.yaml", False),
    ("b.yaml", "in/bxyaml", False),
]


@pytest.mark.parametrize(("pattern", "path", "matches"), GLOBS)
def test_patterns_leave_out_what_they_name(pattern: str, path: str, matches: bool) -> None:  # noqa: FBT001 - a row of the table
    assert Globs([pattern]).match(path, "in") is matches
    assert Globs(["nothing", pattern]).match(f"/base/{path}", "/base/in") is matches or pattern.startswith("in/")


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_pattern_can_be_written(pattern: str, name: str) -> None:
    assert Globs([pattern]).match(f"in/{name}", "in") in (True, False)


@pytest.mark.usefixtures("folder")
def test_an_excluded_folder_is_not_entered() -> None:
    found = find_manifests(["in"], exclude=["sub", "*.JSON"])
    assert found.paths == ("in/a.yml", "in/b.yaml")
    assert left(found)["excluded"] == (2, ("in/c.JSON", "in/sub"))
    assert find_manifests(["in"], exclude=["**"]).paths == ()
    assert len(find_manifests(["in"], exclude=["**"]).faults) == 1


# Whole runs


def test_a_repository_with_other_files_is_checked_and_the_report_says_what_was_left(
    tmp_path: Path, command: Run
) -> None:
    for name, text in {
        "m.yaml": MANIFEST,
        "docker-compose.yml": "services: {}",
        "package.json": '{"name": "x"}',
        "policy.yaml": "policy: x",
        ".github/ci.yaml": "on: push",
        "vendor/m.yaml": "rightsgate: [",
    }.items():
        written(tmp_path / name, text)
    done = command(tmp_path, "check", ".", "--exclude", "vendor", "--format", "json", "--output", "report.json")
    again = command(tmp_path, "check", ".", "--exclude", "vendor", "--format", "json")
    assert (done.returncode, again.returncode) == (3, 3), done.stderr + again.stderr
    report = json.loads(again.stdout)
    assert [part["path"] for part in report["manifests"]] == ["m.yaml"]
    assert [(one["reason"], one["count"], one["first"]) for one in report["skipped"]] == [
        ("not_a_manifest", 3, ["docker-compose.yml", "package.json", "policy.yaml"]),
        ("report", 1, ["report.json"]),
        ("excluded", 1, ["vendor"]),
        ("hidden", 1, [".github"]),
    ]
    text = command(tmp_path, "check", ".", "--exclude", "vendor").stdout.decode()
    assert "\n  3 files that are not manifests: docker-compose.yml, package.json, policy.yaml\n" in text
    assert "\n  1 hidden file or folder: .github\n" in text
    assert command(tmp_path, "check", ".").returncode == 2


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", ["report.json", "report.yaml"])
def test_a_report_is_no_input_of_the_next_call(form: str, name: str, tmp_path: Path, command: Run) -> None:
    written(tmp_path / "m.yaml", MANIFEST)
    codes = [command(tmp_path, "check", ".", "--format", form, "--output", name).returncode for _ in range(2)]
    assert codes == [3, 3]
    assert b"it is a report of rightsgate, not a manifest" in command(tmp_path, "check", name).stderr


def test_a_pattern_that_says_nothing_is_refused(tmp_path: Path, command: Run) -> None:
    done = command(tmp_path, "check", ".", "--exclude", "")
    assert done.returncode == 2
    assert b"the pattern is empty; give a name or a path" in done.stderr


def test_a_pack_in_place_of_ours_is_told(tmp_path: Path, command: Run) -> None:
    written(tmp_path / "m.yaml", MANIFEST)
    ours = tmp_path / "ours"
    subprocess.run(["cp", "-r", str(ROOT / "rules"), str(ours)], check=True)
    done = command(tmp_path, "check", "m.yaml", "--rules", "ours", "--format", "json")
    note = "ours: this pack is named 'rightsgate', and is read in place of the rules that come with rightsgate"
    assert json.loads(done.stdout)["run"]["notes"] == [note]
    assert f" note: {note} " in " ".join(
        command(tmp_path, "check", "m.yaml", "--rules", "ours").stdout.decode().split()
    )
    listed = command(tmp_path, "rules", "list", "--rules", "ours")
    assert listed.stderr.decode() == f"note: {note}\n"
