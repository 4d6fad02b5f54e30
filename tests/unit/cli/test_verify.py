"""``rightsgate verify``: a report is confirmed if the same inputs give it again, and otherwise it says what differs."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.fleet.reports import read_report
from rightsgate.fleet.session import Session
from rightsgate.fleet.verification import settings_of, verify
from rightsgate.limits import DEFAULTS
from rightsgate.rules.packs.load import builtin

AS_OF = ("--as-of", "2026-11-21")
RULES = """\
source: {document: own, section: '1'}
title: T
recommendations:
  - id: own-1
    number: 1
    title: T
    duties:
      - {id: own-1.a, encodes: [X], title: L, binds: [deployer], strength: must, why: W., fix: F.,
         require: [{path: $.hrdd.timing, exists: true}]}
"""
Verify = Callable[..., tuple[int, str]]
Done = subprocess.CompletedProcess[bytes]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Write a manifest, a policy and a pack."""
    (tmp_path / "m.yaml").write_bytes((ROOT / "fixtures" / "small" / "manifest.yaml").read_bytes())
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "pack.yaml").write_text("pack: own\n")
    (tmp_path / "own" / "rules.yaml").write_text(RULES)
    shutil.copy(Path(builtin("policies")) / "procurement.yaml", tmp_path / "p.yaml")
    return tmp_path


@pytest.fixture
def report(here: Path, command: Run) -> Callable[..., Done]:
    def check(*options: str, of: str = "m.yaml", stdin: bytes = b"") -> Done:
        done = command(here, "check", of, *AS_OF, "-o", "r.json", *options, stdin=stdin)
        assert done.returncode in (0, 1, 3), done.stderr
        return done

    return check


@pytest.fixture
def verified(here: Path, command: Run) -> Verify:
    def run(*arguments: str) -> tuple[int, str]:
        done = command(here, "verify", "r.json", *arguments)
        assert (done.stderr == b"") == (done.returncode < 2)
        return done.returncode, " ".join((done.stdout or done.stderr).decode().split())

    return run


MADE = [
    (),
    ("--show", "unmet"),
    ("--derivations",),
    ("--pretty",),
    ("--show", "met,unknown", "--derivations", "--pretty"),
    ("--rules", "own"),
    ("--policy", "audit"),
    ("--policy", "p.yaml"),
    ("--rules", "own", "--policy", "p.yaml", "--exclude", "x"),
]


@pytest.mark.parametrize("options", MADE, ids=" ".join)
def test_a_report_is_confirmed_however_it_was_made(report: Callable[..., Done], verified: Verify, options: Any) -> None:
    report(*options)
    code, text = verified()
    assert (code, text[:22]) == (0, "r.json is confirmed: 1")


def test_a_report_on_a_folder_is_confirmed(here: Path, report: Callable[..., Done], verified: Verify) -> None:
    for name in ("f/a.yaml", "f/deep/b.yaml", "f/vendor/c.yaml"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(here / "m.yaml", here / name)
    report("--exclude", "vendor", of="f")
    assert verified()[1].startswith("r.json is confirmed: 2 manifests")
    (here / "f" / "other.txt").write_text("new")  # what else lies there now is no part of it
    assert verified()[0] == 0


def test_a_report_on_standard_input_is_confirmed_by_the_file(
    here: Path, report: Callable[..., Done], verified: Verify
) -> None:
    report(of="-", stdin=(here / "m.yaml").read_bytes())
    code, text = verified()
    assert code == 1
    assert "the manifest <stdin>" in text
    assert verified("m.yaml")[0] == 0


def test_a_changed_outcome_is_told_with_its_place(here: Path, report: Callable[..., Done], verified: Verify) -> None:
    report()
    told = json.loads((here / "r.json").read_text())
    told["manifests"][0]["findings"][0]["outcome"] = "met"
    (here / "r.json").write_text(json.dumps(told))
    code, text = verified()
    assert code == 1
    assert "the same manifests, rules and policy give another result" in text
    assert '/manifests/0/findings/0/outcome reported: "met" here: "unmet"' in text


def test_a_changed_manifest_policy_or_pack_is_told(here: Path, report: Callable[..., Done], verified: Verify) -> None:
    report("--rules", "own", "--policy", "p.yaml")
    for path, told in {
        "m.yaml": "the manifest m.yaml",
        "p.yaml": "the policy procurement",
        "own/rules.yaml": "the rule pack own",
    }.items():
        before = (here / path).read_bytes()
        (here / path).write_bytes(before + b"# more\n")
        code, text = verified()
        assert code == 1
        assert "what it was made from is not the same here, so nothing was compared" in text
        assert f"{told} reported: sha256:" in text
        (here / path).write_bytes(before)
    assert verified()[0] == 0


def test_what_lies_elsewhere_now_is_named(here: Path, report: Callable[..., Done], verified: Verify) -> None:
    report("--rules", "own", "--policy", "p.yaml")
    (here / "own").rename(here / "moved")
    assert verified()[0] == 2
    assert verified("--rules", "moved")[0] == 0
    (here / "p.yaml").rename(here / "q.yaml")
    assert verified("--rules", "moved", "--policy", "q.yaml")[0] == 0
    (here / "m.yaml").rename(here / "n.yaml")
    code, text = verified("--rules", "moved", "--policy", "q.yaml")
    assert (code, "the manifest m.yaml" in text, "here: no such file" in text) == (1, True, True)
    assert verified("n.yaml", "--rules", "moved", "--policy", "q.yaml")[0] == 0


def test_a_file_that_is_none_of_its_manifests_confirms_nothing(
    here: Path, report: Callable[..., Done], verified: Verify
) -> None:
    report()
    (here / "other.yaml").write_text("rightsgate: 1\nactors: [{id: x}]\n")
    code, text = verified("other.yaml")
    assert code == 1
    assert "the manifest other.yaml reported: none of its manifests" in text
    assert verified("nowhere.yaml") == (2, "error[RG002]: nowhere.yaml: no such file")


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"rightsgate: 1", b'{"schema": "rightsgate.report/2"}', b"\xff", b"[" * 100_000],
    ids=["empty", "object", "list", "manifest", "other number", "no text", "deep"],
)
def test_what_is_no_report_is_refused(here: Path, verified: Verify, raw: bytes) -> None:
    (here / "r.json").write_bytes(raw)
    code, text = verified()
    assert code == 2
    assert text.startswith("error[RG009]: r.json: not a report (rightsgate.report/1): ")


def test_the_version_that_made_it_is_told(here: Path, report: Callable[..., Done], verified: Verify) -> None:
    report()
    told = json.loads((here / "r.json").read_text())
    told["run"]["tool"]["version"] = "0.0.9"
    (here / "r.json").write_text(json.dumps(told))
    code, text = verified()
    assert code == 0
    assert "The report was made by rightsgate 0.0.9; this is" in text


# What a call says of itself, and what was skipped, is not found by a check; the day and the digests are inputs.
NOT_FOUND = (("skipped",), ("run",))


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every single value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inner is None:
        yield at
    else:
        for key, one in inner:
            yield from places(one, (*at, key))


def test_whatever_single_value_is_changed_is_found(
    here: Path, report: Callable[..., Done], monkeypatch: pytest.MonkeyPatch
) -> None:
    report("--derivations", "--policy", "p.yaml", "--rules", "own")
    monkeypatch.chdir(here)
    whole = json.loads((here / "r.json").read_bytes())
    read = read_report((here / "r.json").read_bytes(), "r.json")
    session = Session(settings_of(read, DEFAULTS, policy=None, folders=(), cache=None))
    found = [at for at in places(whole) if at[:1] not in NOT_FOUND and at[-1] != "digest"]
    tried = [("verdict",), ("exit_code",), *Random(1).sample(found, 25)]  # noqa: S311 - a seeded sample, no secret
    for at in tried:
        told = json.loads((here / "r.json").read_bytes())
        inner = told
        for key in at[:-1]:
            inner = inner[key]
        inner[at[-1]] = {"verdict": "passed", "exit_code": 0}.get(at[-1], changed(inner[at[-1]]))
        raw = msgspec.json.encode(told)
        try:
            changed_report = read_report(raw, "r.json")
        except Exception:  # noqa: BLE001, S112 - a word or a number that no report can have is refused before
            continue
        assert not verify(raw, changed_report, (), session).confirmed, at


def changed(value: Any) -> Any:
    return not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}x"


def sha256sum(*paths: str, folder: Path) -> list[str]:
    done = subprocess.run(["sha256sum", *paths], cwd=folder, capture_output=True, check=True)
    return [line.split()[0] for line in done.stdout.decode().splitlines()]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="the system has no sha256sum")
def test_digests_are_those_of_sha256sum(here: Path, report: Callable[..., Done]) -> None:
    report("--rules", "own", "--policy", "p.yaml")
    told = json.loads((here / "r.json").read_bytes())
    run = told["run"]
    (manifest, policy) = sha256sum("m.yaml", "p.yaml", folder=here)
    assert told["manifests"][0]["digest"] == f"sha256:{manifest}"
    assert run["policy"]["digest"] == f"sha256:{policy}"
    names = ["pack.yaml", "rules.yaml"]
    lines = [f"sha256:{one}  {name}\n" for one, name in zip(sha256sum(*names, folder=here / "own"), names, strict=True)]
    digests = {pack["name"]: pack["digest"] for pack in run["packs"]}
    assert digests["own"] == f"sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"
    packs = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    assert run["rules"] == f"sha256:{hashlib.sha256(packs.encode()).hexdigest()}"


BROKEN: dict[str, Callable[[str], str]] = {
    "no part": lambda text: json.dumps({**json.loads(text), "manifests": []}),
    "a key twice": lambda text: text.replace('"verdict"', '"verdict":"passed","verdict"', 1),
    "a number without end": lambda text: text.rstrip()[:-1] + ',"x":' + "9" * 5000 + "}",
    "a name that no file can have": lambda text: text.replace('"policy":"release-gate"', '"policy":"a\\u0000b"', 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_report_that_readers_would_read_differently_is_refused(
    name: str, here: Path, report: Callable[..., Done], verified: Verify
) -> None:
    report()
    text = (here / "r.json").read_text(encoding="utf-8")
    broken = BROKEN[name](text)
    assert broken != text
    (here / "r.json").write_text(broken, encoding="utf-8")
    code, said = verified()
    assert code == 2
    assert said.startswith("error[RG009]: r.json: not a report (rightsgate.report/1): ")
