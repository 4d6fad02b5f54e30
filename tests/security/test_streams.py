"""Where a report goes: full disks, pipes, links, closed streams and interrupts leave the old report or say what is wrong."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checkout.command import without_codes
from hostile.runs import MANIFEST, NET, Attack, refused, report_to


def test_a_full_disk_leaves_the_old_report_and_nothing_unfinished(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "report.json").write_text("old")
    ended = report_to(attack, tmp_path, "out/report.json", files=4096)  # no file may grow beyond that
    refused(ended, "out/report.json: cannot be written: File too large")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]
    assert (tmp_path / "out" / "report.json").read_text() == "old"


def test_a_standard_output_that_is_full_is_an_error(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    with Path("/dev/full").open("wb") as full:
        ended = attack("check", "m.yaml", stdout=full)
    assert ended.returncode == 2
    assert ended.stderr == b"error[RG004]: standard output: cannot be written: No space left on device\n"


def test_a_disk_that_is_full_is_an_error_and_leaves_the_old_report(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path / "full")]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount one has a small disk")
    try:
        (tmp_path / "full" / "report.json").write_text("old")
        ended = report_to(attack, tmp_path, "full/report.json")
        refused(ended, "full/report.json: cannot be written: No space left on device")
        assert [path.name for path in (tmp_path / "full").iterdir()] == ["report.json"]
        assert (tmp_path / "full" / "report.json").read_text() == "old"
    finally:
        subprocess.run(["umount", str(tmp_path / "full")], check=True)


# A pipe of our own stands for all that is no file: a test must not put a device of the machine at risk.
def test_a_report_is_written_into_a_pipe_and_never_in_its_place(attack: Attack, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    held = os.open(tmp_path / "pipe", os.O_RDWR | os.O_NONBLOCK)
    try:
        (tmp_path / "m.yaml").write_text(MANIFEST)
        assert attack("check", "m.yaml", "--output", "pipe", "--show", "met").returncode == 3
        assert os.read(held, 100).decode().startswith("rightsgate")
    finally:
        os.close(held)
    assert (tmp_path / "pipe").is_fifo()


def test_a_report_is_put_where_a_link_leads(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    assert report_to(attack, tmp_path, "link").returncode == 3
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "target").read_text())["exit_code"] == 3


def test_a_folder_that_takes_no_files_is_an_error(attack: Attack, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to the superuser")
    (tmp_path / "closed").mkdir(mode=0o500)
    refused(
        report_to(attack, tmp_path, "closed/report.json"), "closed/report.json: cannot be written: Permission denied"
    )


@pytest.mark.parametrize("call", [("check", "m.yaml"), ("check", "bad.yaml"), ("rules", "list"), ("--help",)])
def test_a_closed_pipe_ends_the_run_quietly_and_never_as_a_verdict(
    attack: Attack, tmp_path: Path, call: tuple[str, ...]
) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    (tmp_path / "bad.yaml").write_text("rightsgate: 2")
    reader, writer = os.pipe()
    os.close(reader)
    ended = attack(*call, stdout=writer, stderr=writer if call == ("check", "bad.yaml") else subprocess.PIPE)
    os.close(writer)
    assert ended.returncode == 141
    assert not ended.stderr


def test_a_closed_standard_output_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    ended = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m rightsgate check m.yaml >&-"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (2, b"error[RG011]: standard output: it is closed\n")


@pytest.mark.parametrize(
    ("stream", "message"),
    [("<&-", "it is closed"), ("0>/dev/null", "cannot be read: Bad file descriptor")],
    ids=["closed", "opened to write"],
)
def test_a_standard_input_that_cannot_be_read_is_an_error(tmp_path: Path, stream: str, message: str) -> None:
    ended = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m rightsgate check - {stream}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (ended.returncode, without_codes(ended.stderr)) == (2, f"error: <stdin>: {message}\n")


@pytest.mark.parametrize("many", [False, True], ids=["one process", "many"])
def test_an_interrupt_leaves_the_old_report_and_nothing_unfinished(
    environment: dict[str, str], tmp_path: Path, *, many: bool
) -> None:
    names = [f"{n}.yaml" for n in range(100)] if many else ["pipe.yaml"]
    for name in names[1:]:
        (tmp_path / name).write_text(MANIFEST)
    os.mkfifo(tmp_path / names[0])
    held = os.open(tmp_path / names[0], os.O_RDWR)
    (tmp_path / "report.txt").write_text("old")
    before = sorted(tmp_path.iterdir())
    process = subprocess.Popen(
        [sys.executable, "-m", "rightsgate", "check", *names, "--jobs", "2", "--output", "report.txt"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # What runs these tests in the background may have interrupts ignored, which processes inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads run here
    )
    reading = f"/proc/{process.pid}/task/{process.pid}/children" if many else f"/proc/{process.pid}/fd"
    while not waits(reading, tmp_path / names[0], many=many):
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all processes of the job
    out, said = process.communicate(timeout=NET)
    os.close(held)
    assert (process.returncode, out) == (130, b"")
    assert said.strip() == b"Interrupted."
    assert (tmp_path / "report.txt").read_text() == "old"
    assert sorted(tmp_path.iterdir()) == before


def waits(place: str, pipe: Path, *, many: bool) -> bool:
    """Say whether the run, or one of its workers, has the pipe open."""
    try:
        folders = [f"/proc/{child}/fd" for child in Path(place).read_text().split()] if many else [place]
        links = [str(link.readlink()) for folder in folders for link in Path(folder).iterdir()]
    except (FileNotFoundError, PermissionError):  # a descriptor or a process that is gone again
        return False
    return str(pipe) in links
