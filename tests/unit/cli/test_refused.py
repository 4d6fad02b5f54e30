"""Whole runs on manifests with faults: exit code 2, a line for each fault on standard error, nothing on standard output."""

import json
from pathlib import Path

import pytest

from checkout.command import Run, without_codes

FILES = {
    "good.yaml": "rightsgate: 1\nactors: [{id: a, activities: [app_building]}]\n",
    "nothing.yaml": "",
    "broken.yaml": "a: b: c",
    "broken.json": '{"rightsgate": 1,}',
    "list.yaml": "- rightsgate: 1",
    "braces.yaml": "{}",
    "misspelt.yaml": "rightsgate: 1\nactorz: []\n",
    "dangling.yaml": "rightsgate: 1\nactors: [{id: a}]\napplications:\n- {id: app, developer: a,\n   built_on: [m]}\n",
    "judgement.yaml": "rightsgate: 1\nactors: [{id: a, judgements: [{rule: bsr-6.1-5.z, outcome: met}]}]\n",
    "tie.yaml": "rightsgate: 1\nactors: [{id: a}]\nimpacts:\n- {id: i, links: [{actor: a}, {actor: b}, {actor: a}]}\n",
    "deep.json": '{"a": ' + "[" * 20_000 + "]" * 20_000 + "}",
    "bomb.yaml": "a: &a [l,l,l,l,l,l,l,l,l,l]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(9)),
    "inside/ok.yaml": "rightsgate: 1\nactors: [{id: a, activities: [app_building]}]\n",
    "inside/bad.yml": "rightsgate: 1\nactors: [{id: a, size: tiny}]\n",
    "inside/.hidden.yaml": "broken: [",
    "empty/readme.txt": "no manifest",
}


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manifests")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "latin.yaml").write_bytes("rightsgate: 1\nname: caf\xe9".encode("latin-1"))
    (folder / "big.yaml").write_bytes(b"# " + b"x" * 16 * 1024 * 1024)
    return folder


REFUSED = [
    (["missing.yaml"], ["missing.yaml: no such file or folder"]),
    (["empty"], ["empty: the folder holds no manifest (.yaml, .yml, .json with the key 'rightsgate')"]),
    ([""], ["'': the file name is empty"]),
    (["nothing.yaml"], ["nothing.yaml: it is empty: there is nothing to read"]),
    (["broken.yaml"], ["broken.yaml:1:5: broken YAML: a ':' cannot make a key here"]),
    (["broken.json"], ["broken.json:1:18: broken JSON: expected a key in double quotes, found '}'"]),
    (["list.yaml"], ["list.yaml:1:1: the top level must be a mapping of keys to values, not a list"]),
    (["braces.yaml"], ["braces.yaml:1:1: not a manifest: it lacks 'rightsgate'"]),
    (["misspelt.yaml"], ["misspelt.yaml:2:1: unknown key 'actorz' (did you mean 'actors'?)"]),
    (["dangling.yaml"], ["dangling.yaml:5:15: 'built_on' names 'm', which no entry of models declares"]),
    (["judgement.yaml"], ["judgement.yaml:2:32: a judgement names the rule 'bsr-6.1-5.z', which is not there"]),
    (
        ["tie.yaml"],
        [
            "tie.yaml:4:32: 'actor' names 'b', which no entry of actors declares (declared: a)",
            "tie.yaml:4:43: the impact 'i' records 'a' twice; the first time at line 4",
        ],
    ),
    (["deep.json"], ["deep.json:1:70: nested deeper than the limit of 64 levels"]),
    (["bomb.yaml"], ["bomb.yaml:4:29: aliases expand to more than the limit of 10,000 values"]),
    (["big.yaml"], ["big.yaml: larger than the limit of 16,777,216 bytes"]),
    (["latin.yaml"], ["latin.yaml:2:10: not UTF-8: byte 0xe9 cannot be read (save it as UTF-8)"]),
    (["inside"], ["inside/bad.yml:2:18: 'tiny' is not a valid value for 'size' (allowed: large, medium, small)"]),
    (
        ["nothing.yaml", "missing.yaml", "good.yaml", "empty", "inside", "broken.yaml", "./broken.yaml"],
        ["broken.yaml:1:5: ", "empty: ", "inside/bad.yml:2:18: ", "missing.yaml: ", "nothing.yaml: "],
    ),
]


@pytest.mark.parametrize(("arguments", "lines"), REFUSED, ids=[" ".join(row[0]) or "no name" for row in REFUSED])
def test_a_call_with_a_fault_ends_with_2_and_a_line_for_each(
    arguments: list[str], lines: list[str], files: Path, command: Run
) -> None:
    done = command(files, "check", *arguments)
    printed = without_codes(done.stderr).splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line[: len(f"error: {start}")] for line, start in zip(printed, lines, strict=True)] == [
        f"error: {start}" for start in lines
    ]


STREAMS = [
    (b"", "<stdin>: it is empty"),
    (b"rightsgate: 1\nactors: [", "<stdin>:2:10: broken YAML: the text ends before it is complete"),
    (b'{"rightsgate": 1, "actors": [', "<stdin>:1:30: broken JSON"),
    (b"\xff\xfe", "<stdin>:1:1: not UTF-8"),
]


@pytest.mark.parametrize(("stream", "start"), STREAMS)
def test_standard_input_is_refused_like_a_file(stream: bytes, start: str, files: Path, command: Run) -> None:
    done = command(files, "check", "-", stdin=stream)
    assert (done.returncode, done.stdout) == (2, b"")
    assert without_codes(done.stderr).startswith(f"error: {start}")


def test_standard_input_is_judged_beside_files(files: Path, command: Run) -> None:
    done = command(files, "check", "-", "good.yaml", "--format", "json", stdin=FILES["good.yaml"].encode())
    assert done.returncode == 3, done.stderr
    assert [part["path"] for part in json.loads(done.stdout)["manifests"]] == ["<stdin>", "good.yaml"]


def test_the_same_file_named_twice_is_judged_once(files: Path, command: Run) -> None:
    done = command(files, "check", "good.yaml", "./good.yaml", str(files / "good.yaml"), "--format", "json")
    assert [part["path"] for part in json.loads(done.stdout)["manifests"]] == ["good.yaml"]


NOBODY = [
    "actors: []",
    "actors: none",
    "actors: unknown",
    "actors:",
    "actors: [{id: a, activities: none}]",
    "documents: []",
]


@pytest.mark.parametrize("text", NOBODY)
def test_where_no_duty_applies_to_anybody_nothing_has_passed(text: str, files: Path, command: Run) -> None:
    done = command(files, "check", "-", "--detail", "full", stdin=f"rightsgate: 1\n{text}".encode())
    assert done.returncode == 3
    assert b"no duty applies to any actor, so nothing was checked" in done.stdout
    brief = command(files, "check", "-", stdin=f"rightsgate: 1\n{text}".encode())
    assert b"No duty applies to any actor, so nothing was checked." in brief.stdout
