"""How calls end: with their own code, whatever standard streams take, which folder is gone, and which signal comes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checkout.command import without_codes

MANIFEST = "rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n"
NET = 120  # seconds: only so that a test that fails ends


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    (tmp_path / "bad.yaml").write_text("rightsgate: 2\n")
    return tmp_path


def in_shell(here: Path, call: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which $RG is the command, and return what it prints last: the exit code."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(here / "cache"), "RG": f"{sys.executable} -m rightsgate"}
    return subprocess.run(["sh", "-c", call], cwd=here, env=environment, capture_output=True, text=True, check=False)


ERRORS = [
    "check nothere.yaml",
    "check bad.yaml",
    "check m.yaml --as-of never",
    "check",
    "chek",
    "why role@lab nothere.yaml",
    "why-not nothing m.yaml",
    "rules show nothing",
    "rules pages m.yaml",
    "coverage --source nothing",
    "test nothere",
    "schema nothing",
    "reference --rules nothere",
]


@pytest.mark.parametrize("streams", ["2>/dev/full", "2>&-", ">/dev/full 2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("call", ERRORS)
def test_an_error_ends_with_2_whatever_standard_error_takes(here: Path, call: str, streams: str) -> None:
    assert in_shell(here, f"$RG {call} {streams}").returncode == 2


@pytest.mark.parametrize("streams", ["2>/dev/full", "2>&-", "<&- 2>&-"])
def test_a_verdict_keeps_its_code_whatever_standard_error_takes(here: Path, streams: str) -> None:
    for number in range(70):  # enough for a bar of progress, were there a terminal
        (here / f"{number}.yaml").write_text(MANIFEST)
    assert in_shell(here, f"$RG check m.yaml >report {streams}").returncode == 3
    assert in_shell(here, f"$RG check [0-9]*.yaml --jobs 2 >report {streams}").returncode == 3
    assert in_shell(here, f"$RG rules search nothingofthekind {streams}").returncode == 1


PRINTING = [
    *("--help", "--version", "check --help", "rules list --help", "check m.yaml", "check m.yaml --format json"),
    *("why role@lab m.yaml", "why-not nothing@lab m.yaml", "rules list", "rules show bsr-6.4-3.h", "rules pages pages"),
    *("coverage", "coverage --format json", "schema manifest", "schema report", "reference"),
]


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (">/dev/full", "standard output: cannot be written: No space left on device"),
        (">&-", "standard output: it is closed"),
    ],
)
@pytest.mark.parametrize("call", PRINTING)
def test_what_cannot_be_printed_is_an_error(here: Path, call: str, stream: str, said: str) -> None:
    ended = in_shell(here, f"$RG {call} {stream}")
    assert ended.returncode == 2
    if "nothing" not in call:
        assert without_codes(ended.stderr) == f"error: {said}\n"
    assert in_shell(here, f"$RG {call} {stream} 2>/dev/full").returncode == 2


@pytest.mark.parametrize(
    "call",
    [
        *("check ../m.yaml", "check -", "check ../m.yaml --output /dev/null", "why role@lab ../m.yaml", "rules list"),
        *("why-not role@lab ../m.yaml", "rules pages pages", "coverage", "schema report", "reference", "test ."),
    ],
)
def test_a_folder_that_was_deleted_is_an_error(here: Path, call: str) -> None:
    ended = in_shell(
        here, f"mkdir gone; cd gone; rmdir ../gone; $RG {call} </dev/null 2>../said; code=$?; cat ../said; exit $code"
    )
    assert ended.returncode == 2
    assert (
        without_codes(ended.stdout) == "error: current folder: it no longer exists (change to a folder that exists)\n"
    )


# A module of this name is imported by every start of Python, before anything of ours.
INTERRUPTING = """\
import os, signal, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["INTERRUPT_AT"]:
            os.kill(os.getpid(), int(os.environ["INTERRUPT_BY"]))
sys.meta_path.insert(0, Finder())
signal.signal(signal.SIGINT, signal.default_int_handler)
"""


@pytest.mark.parametrize(
    "module", ["rightsgate.cli", "click", "msgspec", "rightsgate.cli.check", "rightsgate.cli.ending"]
)
def test_an_interrupt_while_importing_is_a_quiet_one(here: Path, module: str) -> None:
    ended = interrupted(here, module, signal.SIGINT)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr in ("", "Interrupted.\n")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str
)
def test_a_signal_while_a_report_is_written_leaves_nothing_unfinished(here: Path, number: int, code: int) -> None:
    (here / "report.json").write_text("old")
    (here / "out").mkdir()
    for output, at in (("report.json", "rightsgate.report.json.writer"), ("out/report.json", "fcntl")):
        ended = interrupted(here, at, number, "--format", "json", "--output", output)
        assert ended.returncode == code
        assert ended.stderr in ("Interrupted.\n", f"Ended by {signal.Signals(number).name}.\n")
    assert (here / "report.json").read_text() == "old"
    assert list((here / "out").iterdir()) == []


def test_a_broken_installation_never_ends_as_a_verdict(here: Path) -> None:
    (here / "msgspec.py").write_text("raise ImportError('broken')")
    ended = in_shell(here, f"PYTHONPATH={here}:$PYTHONPATH $RG check m.yaml")
    assert ended.returncode == 4
    assert ended.stderr.endswith("rightsgate: internal error; nothing was judged. Please report it.\n")


def interrupted(here: Path, module: str, number: int, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a check that gets a signal when it imports a module."""
    (here / "site").mkdir(exist_ok=True)
    (here / "site" / "sitecustomize.py").write_text(INTERRUPTING)
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(here / "cache"),
        "PYTHONPATH": os.pathsep.join((str(here / "site"), os.environ.get("PYTHONPATH", ""))),
        "INTERRUPT_AT": module,
        "INTERRUPT_BY": str(int(number)),
    }
    call = [sys.executable, "-m", "rightsgate", "check", "m.yaml", *options]
    return subprocess.run(call, cwd=here, env=environment, capture_output=True, text=True, check=False, timeout=NET)


def test_workers_end_with_a_parent_that_was_killed(here: Path) -> None:
    names = [f"{number}.yaml" for number in range(100)]
    for name in names[1:]:
        (here / name).write_text(MANIFEST)
    os.mkfifo(here / names[0])
    held = os.open(here / names[0], os.O_RDWR)  # a worker waits for it as long as this is open
    watched, ours = os.pipe()  # all processes of the run hold the other end open
    process = subprocess.Popen(
        [sys.executable, "-m", "rightsgate", "check", *names, "--jobs", "2"],
        cwd=here,
        env={**os.environ, "XDG_CACHE_HOME": str(here / "cache")},
        stdout=subprocess.DEVNULL,
        pass_fds=[ours],
    )
    os.close(ours)
    try:
        while not reads(process.pid, here / names[0]):
            assert process.poll() is None
        process.kill()
        process.wait(NET)
        os.set_blocking(watched, True)
        assert os.read(watched, 1) == b""  # which comes when the last of them has ended
    finally:
        os.close(held)
        os.close(watched)


def reads(parent: int, pipe: Path) -> bool:
    """Say whether a worker of that process has the pipe open."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        links = [str(link.readlink()) for child in children for link in Path(f"/proc/{child}/fd").iterdir()]
    except (FileNotFoundError, PermissionError):  # a descriptor or a process that is gone again
        return False
    return str(pipe) in links
