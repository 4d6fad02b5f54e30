"""Whole runs of the command on what somebody made to break it: refused in a line, in bounded memory, never with exit 0.

Each run has a gibibyte of memory; its time is bounded by the limits themselves, and by a net far above them.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from checkout.command import without_codes

MEMORY = 1 << 30
NET = 120  # seconds: only so that a test that fails ends
MANIFEST = "rightsgate: 1\nactors: [{id: lab, activities: [app_building]}]\n"
Ended = subprocess.CompletedProcess[bytes]
Attack = Callable[..., Ended]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")), "PYTHONUTF8": "1"}


@pytest.fixture
def attack(environment: dict[str, str], tmp_path: Path) -> Attack:
    """Return a function that runs the command in a folder of its own, with little memory."""

    def run(*arguments: str, stdin: bytes = b"", files: int = resource.RLIM_INFINITY, **more: object) -> Ended:
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_FSIZE, (files, files))

        streams = {"input": stdin, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run(
            [sys.executable, "-m", "rightsgate", *arguments],
            cwd=tmp_path,
            env=environment,
            preexec_fn=limit,
            timeout=NET,
            check=False,
            **streams,
        )

    return run


def refused(ended: Ended, words: str, code: int = 2) -> None:
    """Assert that a run was refused: with its code, one clear line, and nothing that looks like a report."""
    said = ended.stderr.decode()
    assert ended.returncode == code, said
    assert ended.stdout == b""
    assert words in said
    assert "Traceback" not in said
    assert max(map(len, said.splitlines())) < 1500
    assert all(line.isprintable() for line in said.splitlines())


BOMB = 'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]\n' + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
ACTORS = "rightsgate: 1\nactors:\n"
# name of the file, content, what is said
FILES = [
    ("deep.json", '{"a": ' + "[" * 20_000 + "]" * 20_000 + "}", "deeper than the limit of 64 levels (--limit depth=N"),
    ("deep.yaml", "a: " + "[" * 20_000 + "]" * 20_000, "deeper than the limit of 64 levels (--limit depth=N"),
    ("open.yaml", "- " * 20_000, "deeper than the limit of 64 levels (--limit depth=N"),
    ("bomb.yaml", BOMB, "aliases expand to more than the limit of 10,000 values (--limit aliases=N raises it)"),
    ("quadratic.yaml", f"a: &a [{'x,' * 5000}]\nb: [{'*a,' * 5000}]", "aliases expand to more than the limit"),
    ("self.yaml", "a: &a [*a]", "the alias *a points to nothing before it, or to itself"),
    ("values.json", f'{{"rightsgate": 1, "a": [{"1," * 100_000}1]}}', "the limit of 100,000 values (--limit values=N"),
    ("values.yaml", f"a: [{'1,' * 100_000}1]", "the limit of 100,000 values (--limit values=N raises it)"),
    ("bytes.yaml", "#" * (16 * 1024 * 1024 + 1), "the limit of 16,777,216 bytes (--limit bytes=N raises it)"),
    ("line.yaml", "rightsgate: 1\nname: " + "x" * 10_000_000, "the manifest states nothing"),
    (
        "word.yaml",
        f"rightsgate: 1\nactors: [{{id: a, activities: [{'x' * 10_000_000}]}}]",
        "is not a valid value for 'activities'",
    ),
    ("keys.yaml", "rightsgate: 1\n" + "".join(f"k{n}: 1\n" for n in range(200_000)), "the limit of 100,000 values"),
    (
        "fields.yaml",
        ACTORS + "- id: a\n" + "".join(f"  k{n}: 1\n" for n in range(200_000)),
        "the limit of 100,000 values",
    ),
    ("entities.yaml", ACTORS + "".join(f"- {{id: a{n}}}\n" for n in range(100_000)), "the limit of 100,000 values"),
    (
        "entities.json",
        json.dumps({"rightsgate": 1, "actors": [{"id": f"a{n}"} for n in range(20_000)]}),
        "the limit of 10,000 entries in all sections together (--limit entities=N raises it)",
    ),
    ("twice.yaml", MANIFEST + "actors: []", "the key 'actors' stands twice here; first at line 2"),
    ("twice.json", '{"rightsgate": 1, "actors": [], "actors": []}', "the key 'actors' stands twice here"),
    ("merge.yaml", "rightsgate: 1\nactors:\n- &a {id: a}\n- {id: b, <<: *a}", "merge keys (<<) are not read"),
    (
        "object.yaml",
        "a: !!python/object/apply:os.system [id]",
        "the tag !!python/object/apply:os.system is not allowed",
    ),
    ("binary.yaml", "a: !!binary aGk=", "the tag !!binary is not allowed"),
    ("set.yaml", "a: !!set {b}", "the tag !!set is not allowed"),
    ("tags.yaml", "%TAG ! tag:x,2000:\n" * 100_000 + "---\na: 1", "tags are not allowed"),
    ("norway.yaml", "rightsgate: 1\nactors: [{id: a, data_law_signed: no}]\ny: y", "unknown key 'y'"),
    ("documents.yaml", MANIFEST + "---\n" + MANIFEST, "a second YAML document starts here"),
    ("unclosed.yaml", "a: [1, {b: 2", "the text ends before it is complete"),
    ("unclosed.json", '{"a": [1', "but the text ends"),
    ("empty.yaml", "", "it is empty: there is nothing to read"),
    ("comment.yaml", "# " + "x" * 10_000_000, "it holds no data, only comments or blanks"),
    ("surrogate.json", '{"rightsgate": 1, "name": "\\ud83d"}', "half a surrogate pair U+D83D"),
    ("surrogate.yaml", 'a: "\\ud83d"', "an escape names a character that does not exist alone"),
    ("null.yaml", "a: b\0c", "the control character U+0000"),
    ("escape.json", '{"rightsgate": 1, "name": "\\u001b[2J"}', "the control character U+001B"),
    ("escape.yaml", "rightsgate: 1\nname: \x1b[2J", "the control character U+001B"),
    ("huge.json", '{"rightsgate": 1e999}', "unknown manifest version: '1e999'"),
    ("zero.json", '{"rightsgate": -0}', "unknown manifest version: '-0'"),
    ("digits.yaml", f"rightsgate: {10**400}", "unknown manifest version"),
    ("infinite.yaml", "rightsgate: .inf", "unknown manifest version: '.inf'"),
    (
        "almost.json",
        '{"rightsgate": 1.0000000000000001e0, "actors": [{"id": "a"}]}',
        "unknown manifest version: '1.0000000000000001e0'",
    ),
    (
        "date.yaml",
        MANIFEST + "channels: [{owner: lab, status_feedback: {value: true, since: 2026-02-30}}]",
        "'since' gives the date 2026-02-30, which does not exist",
    ),
]


@pytest.mark.parametrize(("name", "text", "words"), FILES, ids=[row[0] for row in FILES])
def test_a_hostile_manifest_is_refused(attack: Attack, tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    refused(attack("check", name), words)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_other_encodings_are_refused(attack: Attack, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "m.yaml").write_bytes(f"{MANIFEST}name: caf\xe9".encode(encoding))
    refused(attack("check", "m.yaml"), "UTF-8")


def test_a_bomb_on_standard_input_is_refused_like_one_in_a_file(attack: Attack) -> None:
    refused(attack("check", "-", stdin=BOMB.encode()), "--limit aliases=N")


def test_a_device_without_an_end_is_read_to_the_limit(attack: Attack) -> None:
    refused(attack("check", "/dev/zero"), "/dev/zero: larger than the limit of 16,777,216 bytes")


def test_a_pipe_that_nobody_writes_to_is_empty(attack: Attack, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    refused(attack("check", "pipe.yaml"), "pipe.yaml: it is empty")


def test_a_pipe_whose_writer_is_silent_is_waited_for_no_longer_than_the_limit(attack: Attack, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    held = os.open(tmp_path / "pipe.yaml", os.O_RDWR)
    try:
        refused(attack("check", "pipe.yaml", "--limit", "seconds=1"), "run time: longer than the limit of 1 seconds")
    finally:
        os.close(held)


def test_a_folder_without_manifests_is_refused(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused(attack("check", "folder"), "folder: the folder holds no manifest")


def pack_of(folder: Path, name: str, text: str) -> str:
    """Write a pack of one file and return its folder."""
    folder.mkdir()
    (folder / "pack.yaml").write_text("pack: hostile")
    (folder / name).write_text(text)
    return str(folder)


DUTY = """\
source: {document: own, section: "1"}
title: Hostile
recommendations:
- id: own-1
  number: 1
  title: Hostile
  duties:
  - id: own-1.a
    title: Hostile
    binds: [downstream_developer]
    strength: must
    require: [{path: 'PATH', exists: true}]
    why: Hostile.
    fix: Hostile.
"""


@pytest.mark.parametrize(
    "path",
    ['$.hrdd.topics[?(@ =~ "^(a+)+$")]', "$.hrdd.topics.`sub(/^(a+)+$/, x)`", "$.hrdd" + "[*]" * 10_000],
    ids=["filter", "substitution", "long"],
)
def test_no_regular_expression_of_a_rule_is_ever_run(attack: Attack, tmp_path: Path, path: str) -> None:
    rules = pack_of(tmp_path / "rules", "duties.yaml", DUTY.replace("PATH", path))
    (tmp_path / "m.yaml").write_text(f"rightsgate: 1\nactors: [{{id: {'a' * 60}, activities: [app_building]}}]")
    refused(attack("check", "m.yaml", "--rules", rules), "at most 200 characters, no regular expressions")


@pytest.mark.parametrize(
    ("conclusion", "name"),
    [
        ("part_of: [$a, downstream_developer, ghost]", "ghost"),
        ("role: [$r, deployer]", "app_building"),
        ("role: [ghost, deployer]", "ghost"),
    ],
)
def test_a_rule_that_concludes_something_of_what_is_not_there_is_named(
    attack: Attack, tmp_path: Path, conclusion: str, name: str
) -> None:
    text = (
        f"title: X\ninferences:\n- {{id: x, title: X, if: [{{actor.activities: [$a, $r]}}], then: {{{conclusion}}}}}\n"
    )
    (tmp_path / "m.yaml").write_text(MANIFEST)
    said = f"m.yaml: a rule concludes something of '{name}', which is no such entity of the manifest"
    refused(attack("check", "m.yaml", "--rules", pack_of(tmp_path / "rules", "x.yaml", text)), said)


def test_a_pack_of_100_000_rules_is_refused_before_they_are_read(attack: Attack, tmp_path: Path) -> None:
    rules = pack_of(tmp_path / "rules", "0.yaml", "inferences: []")
    for part in range(20):
        lines = (f"- {{id: r{part}-{n}, then: {{x: [a]}}}}\n" for n in range(5_000))
        (tmp_path / "rules" / f"{part}.yaml").write_text("title: Many\ninferences:\n" + "".join(lines))
    (tmp_path / "m.yaml").write_text(MANIFEST)
    said = "more than the limit of 10,000 rules (--limit rules=N raises it)"
    refused(attack("check", "m.yaml", "--rules", rules), said)


EXPLODING = """\
title: Everything with everything
inferences:
- id: seed
  title: Every pair
  if: [{actor: [$a]}, {actor: [$b]}]
  then: {hostile_pair: [$a, $b]}
- id: explode
  title: Every two pairs that meet
  if: [{hostile_pair: [$a, $b]}, {hostile_pair: [$b, $c]}]
  then: {hostile_pair: [$a, $c]}
"""


def test_rules_that_explode_are_stopped(attack: Attack, tmp_path: Path) -> None:
    rules = pack_of(tmp_path / "rules", "inferences.yaml", EXPLODING)
    (tmp_path / "m.yaml").write_text(ACTORS + "".join(f"- {{id: a{n}}}\n" for n in range(150)))
    call = ("check", "m.yaml", "--rules", rules)
    refused(
        attack(*call), "more than the limit of 500,000 derivations follow from it (--limit derivations=N raises it)"
    )
    refused(attack(*call, "--limit", "facts=20_000"), "m.yaml: more than the limit of ")
    refused(attack(*call, "--limit", "seconds=1", "--limit", "derivations=1_000_000_000"), "run time: longer than")


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("bytes=50", "larger than the limit of 50 bytes (--limit bytes=N raises it)"),
        ("depth=2", "nested deeper than the limit of 2 levels (--limit depth=N raises it)"),
        ("values=200_000", "the limit of 10 entries"),
        ("values=3", "more than the limit of 3 values (--limit values=N raises it)"),
        ("rules=10", "with this file there are more than the limit of 10 rules (--limit rules=N raises it)"),
        ("facts=100", "m.yaml: more than the limit of 100 facts follow from it (--limit facts=N raises it)"),
        ("derivations=100", "more than the limit of 100 derivations follow from it (--limit derivations=N raises it)"),
    ],
)
def test_every_limit_has_a_flag_and_an_error_that_names_it(
    attack: Attack, tmp_path: Path, limit: str, said: str
) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST if "entries" not in said else ACTORS + "- id: a\n" * 11)
    refused(attack("check", "m.yaml", "--limit", limit, "--limit", "entities=10"), said)


READING: Final = [
    ("test", "own"),
    ("reference", "--rules", "own"),
    ("schema", "manifest", "--rules", "own"),
    ("coverage", "--rules", "own"),
    ("rules", "list", "--rules", "own"),
    ("rules", "show", "bsr-6.4-3.h", "--rules", "own"),
    ("rules", "search", "status", "--rules", "own"),
    ("rules", "pages", "pages", "--rules", "own"),
    ("why", "role@lab", "m.yaml", "--rules", "own"),
    ("why-not", "role@lab", "m.yaml", "--rules", "own"),
]


@pytest.mark.parametrize("call", READING, ids=" ".join)
def test_every_command_that_reads_rules_has_the_limits(attack: Attack, tmp_path: Path, call: tuple[str, ...]) -> None:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    pack_of(tmp_path / "own", "0.yaml", "title: Many\nfacts:\n" + "- {hostile: [a]}\n" * 10_000)
    refused(attack(*call, "--limit", "values=20_000"), "own/0.yaml:6669:13: more than the limit of 20,000 values")
    refused(attack(*call, "--limit", "rules=10"), "more than the limit of 10 rules (--limit rules=N raises it)")
    for part in range(1, 40):
        (tmp_path / "own" / f"{part}.yaml").hardlink_to(tmp_path / "own" / "0.yaml")
    refused(attack(*call, "--limit", "rules=1_000_000", "--limit", "seconds=1"), "run time: longer than the limit")
    assert not (tmp_path / "pages").exists()


@pytest.mark.parametrize("limit", ["facts", "derivations"])
def test_cases_have_the_limits_of_what_follows(attack: Attack, tmp_path: Path, limit: str) -> None:
    duty = DUTY.replace("PATH", "$.hrdd").replace(
        "title: Hostile\n    binds", "title: Hostile\n    encodes: [own]\n    binds"
    )
    pack_of(tmp_path / "own", "duties.yaml", duty)
    case = "{actors: [{id: lab, activities: [app_building]}]}"
    (tmp_path / "own" / "own.cases.yaml").write_text(f"as_of: 2026-06-01\ncases:\n  own-1.a: {{unknown: [{case}]}}\n")
    assert attack("test", "own").returncode == 1  # other cases are lacking
    refused(attack("test", "own", "--limit", f"{limit}=20"), f"the limit of 20 {limit} follow from it")


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("dept=3", "there is no limit 'dept'; did you mean 'depth'?"),
        ("depth=100000", "'100000' is not a valid value for 'depth'; write depth=N, N from 1 to 128"),
        ("facts=0", "'0' is not a valid value for 'facts'"),
        ("facts=-1", "'-1' is not a valid value for 'facts'"),
        ("facts=1e9", "'1e9' is not a valid value for 'facts'"),
        ("facts", "'' is not a valid value for 'facts'"),
        ("seconds=" + "9" * 5000, "is not a valid value for 'seconds'"),
    ],
)
def test_a_limit_that_is_none_is_refused(attack: Attack, limit: str, said: str) -> None:
    ended = attack("check", "m.yaml", "--limit", limit)
    assert ended.returncode == 2
    assert said in " ".join(ended.stderr.decode().split())


def test_a_limit_can_be_raised(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(
        "rightsgate: 1\nactors: [{id: a, activities: none, x: " + "[" * 80 + "]" * 80 + "}]"
    )
    refused(attack("check", "m.yaml"), "deeper than the limit of 64")
    refused(attack("check", "m.yaml", "--limit", "depth=100"), "unknown field 'x'")


def test_evidence_is_never_opened(attack: Attack, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "trap")
    held = os.open(tmp_path / "trap", os.O_RDWR)  # a reader would wait for ever
    manifest = MANIFEST + "channels:\n"
    for path in (
        "trap",
        "/etc/shadow",
        "../../../../etc/passwd",
        "nowhere",
        "http://127.0.0.1:9/x",
        "file:///dev/zero",
    ):
        manifest += f"- {{owner: lab, status_feedback: {{value: true, evidence: '{path}'}}}}\n"
    (tmp_path / "m.yaml").write_text(manifest)
    try:
        for policy in ("audit", "eu-gpai-documentation"):
            ended = attack("check", "m.yaml", "--policy", policy, "--limit", "seconds=60")
            assert ended.returncode in (1, 3), ended.stderr
    finally:
        os.close(held)


# What cannot be put into a test of no_network by reading the sources: what a run really does.
WATCHED = """\
import os, sys
TRIED = ("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
         "ctypes.", "webbrowser.", "smtplib.", "pty.spawn", "pickle.find_class")
def watch(event, arguments):
    if event.startswith(TRIED) or (event == "open" and "trap" in str(arguments[0])):
        os.write(2, f"TRIED {event} {arguments}\\n".encode())
        os._exit(99)
from rightsgate.cli import main
sys.addaudithook(watch)
sys.argv = ["rightsgate", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("call", [("check", "m.yaml"), ("check", "m.yaml", "--format", "json"), ("why", "x", "m.yaml")])
def test_a_run_touches_no_network_starts_no_program_and_opens_no_evidence(
    environment: dict[str, str], tmp_path: Path, call: tuple[str, ...]
) -> None:
    evidence = "{value: true, evidence: [trap, 'http://trap.invalid/x']}"
    (tmp_path / "m.yaml").write_text(f"{MANIFEST}channels: [{{owner: lab, status_feedback: {evidence}}}]\n")
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, *call], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert ended.returncode in (1, 3), ended.stderr
    assert ended.stdout


def report_to(attack: Attack, tmp_path: Path, output: str, **more: int) -> Ended:
    (tmp_path / "m.yaml").write_text(MANIFEST)
    return attack("check", "m.yaml", "--format", "json", "--output", output, **more)


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


def test_nothing_of_a_manifest_or_of_a_file_name_steers_the_terminal(attack: Attack, tmp_path: Path) -> None:
    hostile = "a\x9b31mb\u202ec\x7f" + "x" * 100_000
    actor = {"id": "lab", "activities": ["app_building"], "name": hostile}
    name = "m\x1b[31m\u202e.json"
    (tmp_path / name).write_text(json.dumps({"rightsgate": 1, "name": hostile, "actors": [actor]}, ensure_ascii=False))
    for call in (
        ("check", name),
        ("check", name, "--format", "json"),
        ("why", "RI-5@lab", name),
        ("why-not", "x", name),
    ):
        ended = attack(*call)
        assert ended.returncode in (0, 1, 2, 3), ended.stderr
        for stream in (ended.stdout, ended.stderr):
            assert all(line.isprintable() for line in stream.decode().split("\n"))
    assert json.loads(attack("check", name, "--format", "json").stdout)["manifests"][0]["name"] == hostile
    assert len(attack("check", name).stdout) < 50_000


def test_a_file_name_that_is_no_text_is_refused(attack: Attack, tmp_path: Path) -> None:
    (tmp_path / "m\udc9b.yaml").write_text(MANIFEST)
    refused(attack("check", "."), "m\\udc9b.yaml: the name of the file is not UTF-8 (rename it)")
