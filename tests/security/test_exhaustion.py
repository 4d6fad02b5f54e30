"""Whole runs of the command on what is long, deep or wide, where memory, disk or processes run out: judged, or refused.

Each run has 300 MB of address space: what is followed is followed in a loop, what is held is bounded.
"""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

MEMORY: Final = 300_000 * 1024
NET: Final = 240  # seconds: only so that a test that fails ends
MANIFEST: Final = "rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n"
Ended = subprocess.CompletedProcess[str]
Command = Callable[..., Ended]


@pytest.fixture
def command(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Return a function that runs the command in a folder of its own with little memory."""
    cache = tmp_path_factory.getbasetemp() / "cache"

    def run(*arguments: str, memory: int = MEMORY, code: str = "", **environment: str) -> Ended:
        return subprocess.run(
            [sys.executable, *(("-c", code) if code else ("-m", "rightsgate")), *arguments],
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONUTF8": "1", **environment},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
            timeout=NET,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def refused(ended: Ended, words: str) -> None:
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def shown(ended: Ended, code: int = 0) -> str:
    assert ended.returncode == code, ended.stderr
    assert ended.stderr == ""
    return ended.stdout


def pack(folder: Path, inferences: str) -> str:
    (folder / "rules").mkdir()
    (folder / "rules" / "pack.yaml").write_text("pack: long")
    (folder / "rules" / "inferences.yaml").write_text(f"title: Long\ninferences:\n{inferences}")
    (folder / "m.yaml").write_text(MANIFEST)
    return "rules"


def rule(name: str, premises: str, conclusion: str) -> str:
    return f"- {{id: {name}, title: T, if: [{premises}], then: {{{conclusion}: [$a]}}}}\n"


def test_why_follows_a_pack_of_five_thousand_rules_in_a_row(command: Command, tmp_path: Path) -> None:
    row = (rule(f"r{n}", f"{{k{n}: [$a]}}", f"k{n + 1}") for n in range(5000))
    rules = pack(tmp_path, rule("first", "{actor: [$a]}", "k0") + "".join(row))
    said = shown(command("why", "k5000", "m.yaml", "--rules", rules))
    assert said.count("by r") == 5000
    shown(command("check", "m.yaml", "--rules", rules), code=3)


def test_why_follows_rules_that_meet_again_two_thousand_times(command: Command, tmp_path: Path) -> None:
    """Each fact rests on two that rest on the same two: followed way by way, they would never be done."""
    both = "{{l{n}: [$a]}}, {{r{n}: [$a]}}"
    rows = (rule(f"{side}{n}", both.format(n=n), f"{side}{n + 1}") for n in range(2000) for side in "lr")
    first = (rule(f"{side}-first", "{actor: [$a]}", f"{side}0") for side in "lr")
    rules = pack(tmp_path, "".join((*first, *rows)))
    assert "as above" in shown(command("why", "l2000", "m.yaml", "--rules", rules))


def test_what_leaves_a_role_open_is_found_however_often_its_rules_meet_again(command: Command, tmp_path: Path) -> None:
    both = "{{l{n}: [$a]}}, {{r{n}: [$a]}}"
    rows = (rule(f"{side}{n}", both.format(n=n), f"{side}{n + 1}") for n in range(200) for side in "lr")
    first = "- {id: may, title: T, if: [{actor: [$a]}], possible: true, then: {l0: [$a]}}\n"
    last = "- {id: role, title: T, if: [{l200: [$a]}], then: {role: [$a, deployer]}}\n"
    rules = pack(tmp_path, first + rule("r", "{l0: [$a]}", "r0") + "".join(rows) + last)
    assert "It may also be a deployer" in shown(
        command("check", "m.yaml", "--rules", rules, "--detail", "full"), code=3
    )


@pytest.mark.parametrize("length", [150, 800])
def test_a_chain_of_models_is_followed_or_refused_by_a_limit(command: Command, tmp_path: Path, length: int) -> None:
    chain = "".join(f"- {{id: m{n}, developer: lab, based_on: [m{n + 1}]}}\n" for n in range(length))
    (tmp_path / "m.yaml").write_text(f"{MANIFEST}models:\n{chain}- {{id: m{length}, developer: lab}}\n")
    ended = command("why", f"leads_to@m0/m{length}", "m.yaml")
    if ended.returncode == 2:
        refused(ended, "m.yaml: more than the limit of 500,000 derivations follow from it")
    else:
        assert f"m{length}" in shown(ended)


@pytest.mark.parametrize("number", [41, 60, 2000])
def test_a_rule_has_no_more_premises_than_can_be_joined(command: Command, tmp_path: Path, number: int) -> None:
    rules = pack(tmp_path, rule("wide", ", ".join(f"{{actor: [$a{n or ''}]}}" for n in range(number)), "k"))
    said = f"rules/inferences.yaml:3:24: inference wide has {number:,} premises; a rule has at most 40"
    refused(command("check", "m.yaml", "--rules", rules), said)


@pytest.mark.parametrize("actors", [2, 50])
def test_a_rule_that_joins_all_with_all_forty_times_is_stopped(command: Command, tmp_path: Path, actors: int) -> None:
    rules = pack(tmp_path, rule("wide", ", ".join(f"{{actor: [$a{n or ''}]}}" for n in range(40)), "k"))
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors:\n" + "".join(f"- {{id: a{n}}}\n" for n in range(actors)))
    refused(command("check", "m.yaml", "--rules", rules), "more than the limit of 500,000 derivations follow from it")


def test_facts_of_very_many_terms_count_for_what_they_hold(command: Command, tmp_path: Path) -> None:
    terms = ", ".join(["$a", "$b"] * 1000)
    rules = pack(tmp_path, f"- {{id: w, title: T, if: [{{actor: [$a]}}, {{actor: [$b]}}], then: {{k: [{terms}]}}}}\n")
    (tmp_path / "m.yaml").write_text("rightsgate: 1\nactors:\n" + "".join(f"- {{id: a{n}}}\n" for n in range(500)))
    refused(command("check", "m.yaml", "--rules", rules), "--limit derivations=N raises it")


LONG: Final = {
    "breaks.json": '{"rightsgate": 1,' + "\n" * 16_000_000 + '"actors": []}',
    "breaks.yaml": "rightsgate: 1\n" + "\n" * 16_000_000 + "actors: []\n",
    "returns.yaml": "rightsgate: 1\n" + "\r\n" * 8_000_000 + "actors: []\n",
    "comments.yaml": "rightsgate: 1\n" + "#\n" * 8_000_000 + "actors: []\n",
    "emoji.yaml": "rightsgate: 1\n# \U0001f600\n" + "\n" * 16_000_000 + "actors: []\n",
}


@pytest.mark.parametrize("name", LONG)
def test_a_file_of_sixteen_million_lines_is_read(command: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LONG[name], encoding="utf-8")
    shown(command("check", name), code=3)


def test_a_fault_after_sixteen_million_lines_is_told_at_its_place(command: Command, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text('{"rightsgate": 1,' + "\n" * 16_000_000 + " x")
    refused(command("check", "m.json"), "m.json:16000001:2: broken JSON")


@pytest.mark.parametrize("megabytes", range(40, 200, 20))
def test_too_little_memory_is_no_verdict_wherever_it_runs_out(command: Command, tmp_path: Path, megabytes: int) -> None:
    impacts = "".join(
        f"- {{id: i{n}, status: actual, application: app, links: [{{actor: lab}}]}}\n" for n in range(1500)
    )
    (tmp_path / "m.yaml").write_text(f"{MANIFEST}applications: [{{id: app, developer: lab}}]\nimpacts:\n{impacts}")
    ended = command("check", "m.yaml", "--format", "json", "--derivations", memory=megabytes << 20)
    if ended.returncode == -signal.SIGSEGV:  # some releases of Python do not survive that themselves
        assert ended.stdout == ""
    else:
        refused(ended, "error[RG014]: memory: not enough memory")


ENCODING: Final = """
import resource, sys
from rightsgate.rules.packs.compiled import _encoded
from rightsgate.report.json.writer import _laid_out
data = [{"a": "x" * 50, "b": [1, 2, 3]} for _ in range(400_000)]
held = next(int(line.split()[1]) << 10 for line in open("/proc/self/status") if line.startswith("VmSize"))
resource.setrlimit(resource.RLIMIT_AS, (held + (20 << 20),) * 2)
try:
    {"report": _laid_out, "pack": _encoded}[sys.argv[1]](data)
except MemoryError:
    print("refused")
"""


@pytest.mark.parametrize("what", ["report", "pack"])
def test_what_cannot_be_encoded_for_lack_of_memory_is_an_error_and_no_crash(command: Command, what: str) -> None:
    assert shown(command(what, code=ENCODING, memory=4 * MEMORY)) == "refused\n"


def test_a_deep_condition_and_a_long_id_leave_a_page_room(command: Command, tmp_path: Path) -> None:
    condition = "{path: $.hrdd.timing, exists: true}"
    for _ in range(55):
        condition = f"{{any: [{condition}, {{path: $.hrdd.topics, exists: true}}]}}"
    name = f"own-1.{'a' * 200}"
    duty = f"id: {name}, encodes: [X], title: {'Long ' * 20}, binds: [deployer], strength: must, why: W., fix: F."
    pack(tmp_path, rule("any", "{actor: [$a]}", "k"))
    (tmp_path / "rules" / "duties.yaml").write_text(
        "source: {document: own, section: '1'}\ntitle: T\nrecommendations:\n"
        f"- {{id: own-1, number: 1, title: T, duties: [{{{duty}, require: [{condition}]}}]}}\n"
    )
    more = ("--rules", "rules", "--limit", "depth=128")
    assert "one of these" in shown(command("rules", "show", name, *more))
    assert name in shown(command("rules", "list", *more))


@pytest.fixture
def many(tmp_path: Path) -> list[str]:
    names = [f"{n}.yaml" for n in range(100)]
    for name in names:
        (tmp_path / name).write_text(MANIFEST)
    return names


REFUSING: Final = """
import os
from rightsgate.__main__ import main
fork, left = os.fork, {left}
def refuse():
    global left
    left -= 1
    if left < 0:
        raise BlockingIOError(11, "Resource temporarily unavailable")
    return fork()
os.fork = refuse
main()
"""


@pytest.mark.parametrize("left", ["0", "1"], ids=["none", "one"])
def test_where_no_more_processes_can_be_started_one_does_all(command: Command, many: list[str], left: str) -> None:
    alone = command("check", *many, "--jobs", "1")
    ended = command("check", *many, "--jobs", "4", code=REFUSING.format(left=left))
    assert (ended.returncode, ended.stderr) == (3, "")
    assert ended.stdout == alone.stdout


def test_when_a_process_is_ended_from_outside_what_is_left_is_checked(many: list[str], tmp_path: Path) -> None:
    (tmp_path / "50.yaml").unlink()
    os.mkfifo(tmp_path / "50.yaml")
    held = os.open(tmp_path / "50.yaml", os.O_RDWR)
    process = subprocess.Popen(
        [sys.executable, "-m", "rightsgate", "check", *many, "--jobs", "2"],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (reading := [child for child in children.read_text().split() if reads(child, "50.yaml")]):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(int(reading[0]), signal.SIGKILL)
    while not reads(str(process.pid), "50.yaml"):  # it does now itself what the process left
        assert process.poll() is None
        time.sleep(0.01)
    os.write(held, MANIFEST.encode())
    os.close(held)
    out, said = process.communicate(timeout=NET)
    assert (process.returncode, said) == (3, b"")
    assert out.count(b".yaml") >= 100
    assert children.exists() is False


def reads(process: str, name: str) -> bool:
    """Say whether a process has a file open."""
    try:
        return any(link.readlink().name == name for link in Path(f"/proc/{process}/fd").iterdir())
    except OSError:  # it has ended, or has closed one meanwhile
        return False


def test_a_temporary_folder_that_is_full_is_named(command: Command, many: list[str], tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path / "tiny")]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only who may mount one has a small disk")
    try:
        ended = command("check", *many, "--format", "json", TMPDIR=str(tmp_path / "tiny"))
        refused(
            ended, f"error[RG004]: {tmp_path / 'tiny'}: the report cannot be kept there while it grows: No space left"
        )
    finally:
        subprocess.run(["umount", str(tmp_path / "tiny")], check=True)


def test_where_there_is_no_temporary_folder_it_is_said(command: Command, many: list[str]) -> None:
    code = "import tempfile\ntempfile._candidate_tempdir_list = lambda: ['/nowhere']\nfrom rightsgate.__main__ import main\nmain()"
    refused(
        command("check", *many, "--format", "json", code=code),
        "the report cannot be kept there while it grows: No usable",
    )
