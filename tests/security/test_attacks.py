"""Whole runs of the command on what somebody made to break it: manifests, devices, pipes and evidence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostile.runs import ACTORS, MANIFEST, Attack, refused

BOMB = 'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]\n' + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
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
