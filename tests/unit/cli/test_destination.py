"""Where reports are written: never onto what is read, whole or not at all, with the mode that a file had."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from checkout.command import Run, without_codes
from rightsgate.text.atomic import replace_file, replace_files

MANIFEST = "rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n"
POLICY = "policy: one\ntitle: One\nextends: base.yaml\n"
BASE = "policy: base\ntitle: Base\nextends: audit\n"
RULES = """\
title: Own
inferences:
- {id: own-1, title: Own, if: [{actor.activities: [$a, app_building]}], then: {own_fact: [$a]}}
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    (tmp_path / "one.yaml").write_text(POLICY)
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.yaml").write_text("pack: own\n")
    (tmp_path / "own" / "rules.yaml").write_text(RULES)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "m.yaml").write_text(MANIFEST)
    (tmp_path / "hard").hardlink_to(tmp_path / "m.yaml")
    (tmp_path / "soft").symlink_to("m.yaml")
    return tmp_path


def in_shell(here: Path, call: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which ``rg`` is the command, as with redirections."""
    line = f'rg() {{ "{sys.executable}" -m rightsgate "$@"; }}; {call}'
    environment = {**os.environ, "XDG_CACHE_HOME": str(here / "cache")}
    return subprocess.run(
        ["bash", "-c", line], cwd=here, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


READ = [
    ("m.yaml", "m.yaml"),
    ("m.yaml", "folder/../m.yaml"),
    ("m.yaml", "hard"),
    ("m.yaml", "soft"),
    ("soft", "m.yaml"),
    ("folder", "folder/m.yaml"),
    ("m.yaml --policy one.yaml", "one.yaml"),
    ("m.yaml --policy one.yaml", "base.yaml"),
    ("m.yaml --rules own", "own/rules.yaml"),
    ("m.yaml --rules own", "own/new.yaml"),
    ("- <m.yaml", "m.yaml"),
    ("- <m.yaml", "/dev/stdin"),
]


@pytest.mark.parametrize(("call", "output"), READ)
def test_what_a_call_reads_is_never_written(here: Path, call: str, output: str) -> None:
    before = {path: path.read_bytes() for path in here.rglob("*.yaml")}
    ended = in_shell(here, f"rg check {call} --format text --output {output}")
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "the report would " in ended.stderr
    assert {path: path.read_bytes() for path in here.rglob("*.yaml")} == before


def test_standard_output_that_adds_to_a_manifest_is_refused(here: Path) -> None:
    ended = in_shell(here, "rg check m.yaml >>m.yaml")
    assert (ended.returncode, without_codes(ended.stderr)) == (
        2,
        "error: standard output: the report would replace a manifest that this command reads (write it to another file)\n",
    )
    assert (here / "m.yaml").read_text() == MANIFEST


@pytest.mark.parametrize(
    "call",
    ["--format json --output folder/r.json", "--format text --output folder/r.yaml", "--format json >folder/r.json"],
)
def test_the_report_of_an_earlier_call_is_not_read(here: Path, call: str) -> None:
    assert [in_shell(here, f"rg check folder {call}").returncode for _ in range(3)] == [3, 3, 3]
    (report,) = (here / "folder").glob("r.*")
    assert "Exit code 3." in report.read_text() or json.loads(report.read_text())["summary"]["manifests"] == 1


def test_a_folder_that_holds_only_an_earlier_report_holds_no_manifest(here: Path) -> None:
    in_shell(here, "rg check m.yaml --format json --output folder/m.yaml")
    ended = in_shell(here, "rg check folder --format text --output folder/m.yaml")
    assert ended.returncode == 2
    assert "folder: the folder holds no manifest" in ended.stderr


@pytest.mark.parametrize(
    "call",
    [
        "rg check m.yaml --output -",
        "rg check m.yaml --output /dev/stdout",
        "rg check m.yaml --output /dev/stdout | cat",
        "rg check m.yaml --output >(cat)",
        "rg check m.yaml --output /dev/fd/3 3>&1 | cat",
        "rg check m.yaml --output /proc/self/fd/1",
        "ln -s /dev/stdout out; rg check m.yaml --output out | cat",
        "rg check m.yaml --output /dev/stderr 2>&1",
        "echo before >log; rg check m.yaml --output /dev/stdout >>log; cat log",
        "mkfifo pipe; cat pipe & rg check m.yaml --output pipe; wait",
    ],
)
def test_a_report_goes_into_what_is_open_or_is_a_pipe(here: Path, call: str) -> None:
    ended = in_shell(here, f"{call}; wait")
    text = ended.stdout
    assert ended.stderr == ""
    assert text.startswith("before\nrightsgate: policy " if "before" in call else "rightsgate: policy ")
    assert text.endswith("Exit code 3.\n")
    assert not (here / "-").exists()


def test_a_report_may_go_to_nothing(here: Path) -> None:
    ended = in_shell(here, "rg check - --output /dev/null <m.yaml; echo $?")
    assert (ended.stdout, ended.stderr) == ("3\n", "")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("''", "--output: the file name is empty"),
        ("folder", "folder: cannot be written: Is a directory"),
        ("new/", "new/: cannot be written: Is a directory"),
        ("m.yaml/x", "m.yaml/x: cannot be written: Not a directory"),
        ("nowhere/x", "nowhere/x: cannot be written: No such file or directory"),
    ],
)
def test_a_place_that_takes_no_report_is_named(here: Path, output: str, said: str) -> None:
    before = sorted(here.rglob("*"))
    ended = in_shell(here, f"rg check m.yaml --output {output}")
    assert (ended.returncode, without_codes(ended.stderr)) == (2, f"error: {said}\n")
    assert [path for path in sorted(here.rglob("*")) if "cache" not in path.parts] == before


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "report").write_text("old")
    (tmp_path / "report").chmod(mode)
    replace_file(str(tmp_path / "report"), [b"new"])
    assert (tmp_path / "report").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "report").stat().st_mode) == mode


def test_a_file_keeps_its_owner(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser gives files away")
    (tmp_path / "report").write_text("old")
    os.chown(tmp_path / "report", 12, 34)
    replace_file(str(tmp_path / "report"), [b"new"])
    found = (tmp_path / "report").stat()
    assert (found.st_uid, found.st_gid) == (12, 34)


def test_a_new_file_has_the_mode_that_the_user_gives_new_files(here: Path) -> None:
    in_shell(here, "umask 027; rg check m.yaml --output report")
    assert stat.S_IMODE((here / "report").stat().st_mode) == 0o640


def test_a_long_name_beyond_ascii_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("\u5831" * 84)  # 252 bytes; file systems take 255
    replace_file(str(path), [b"new"])
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


LEFT = ".report.0123abcd.tmp"
OTHERS = (".report.bak.tmp", ".report.0123ABCD.tmp", ".other.0123abcd.tmp", "report.0123abcd.tmp", ".report.0123abcd")


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (LEFT, *OTHERS):
        (tmp_path / name).write_text("unfinished")
    (tmp_path / ".report.89abcdef.tmp").symlink_to("report")
    replace_file(str(tmp_path / "report"), [b"new"])
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"report", ".report.89abcdef.tmp", *OTHERS}


@pytest.mark.parametrize("age", [0, 2 * 24 * 60 * 60])
def test_what_another_run_may_still_write_is_left(tmp_path: Path, age: int) -> None:
    import fcntl

    (tmp_path / LEFT).write_text("unfinished")
    now = (tmp_path / LEFT).stat().st_mtime
    os.utime(tmp_path / LEFT, (now - age, now - age))
    other = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(other, fcntl.LOCK_SH)
        replace_file(str(tmp_path / "report"), [b"new"])
    finally:
        os.close(other)
    assert (tmp_path / LEFT).exists() is (age == 0)


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    def failing() -> object:
        yield b"begun"
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_text("old")
    with pytest.raises(OSError, match="No space left"):
        replace_files({str(tmp_path / "a"): [b"new"], str(tmp_path / "b"): failing()})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a": "old"}


def test_pages_that_cannot_be_written_leave_nothing(command: Run, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("a file")
    ended = command(tmp_path, "rules", "pages", "there/pages")
    assert ended.returncode == 2
    assert b"there: cannot be written: File exists" in ended.stderr
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "risks.md").symlink_to("../elsewhere")
    ended = command(tmp_path, "rules", "pages", "pages")
    assert ended.returncode == 2
    assert b"pages/risks.md: this file was not written by rightsgate rules pages" in ended.stderr
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["risks.md"]
    assert not (tmp_path / "elsewhere").exists()
