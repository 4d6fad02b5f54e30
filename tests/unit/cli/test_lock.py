"""``rightsgate lock`` and ``check --locked``: what a check goes by besides the manifests is as somebody looked at it."""

import json
from pathlib import Path

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from packs.house import write_house

SMALL = ROOT / "fixtures" / "small" / "manifest.yaml"
DAY = ("--as-of", "2026-11-21")
CONFIG = 'manifests = ["m.yaml"]\nsubject = "studio"\npolicy = "p.yaml"\nrules = ["pack"]\nwaivers = "w.yaml"\n'
CONFIG += 'baseline = "base.json"\n'
NOTHING = f"sha256:{'0' * 64}"


@pytest.fixture
def here(tmp_path: Path, command: Run) -> Path:
    """Make a repository with everything that can be locked, and lock it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "m.yaml").write_bytes(SMALL.read_bytes())
    (tmp_path / "w.yaml").write_text("waivers: []\n")
    (tmp_path / "p.yaml").write_text("policy: p\ntitle: P\nextends: release-gate\n")
    write_house(tmp_path / "pack")
    done = command(tmp_path, "check", "m.yaml", *DAY, "--policy", "p.yaml", "--rules", "pack", "-o", "base.json")
    assert done.returncode in (0, 1, 3), done.stderr
    (tmp_path / "rightsgate.toml").write_text(CONFIG)
    done = command(tmp_path, "lock")
    assert done.returncode == 0, done.stderr
    return tmp_path


def bare(called: str) -> str:
    return called.removeprefix("the ").replace("'", "")


def locked(command: Run, here: Path, *call: str) -> tuple[int, str]:
    done = command(here, "check", *DAY, "--locked", *call)
    return done.returncode, " ".join(done.stderr.decode().split())


CHANGED = {
    "policy": ("p.yaml", "title: P", "title: Q", "the policy 'p'"),
    "waivers": ("w.yaml", "[]", "[]  # none", "the file of waivers 'w.yaml'"),
    "rules": ("pack/rule.yaml", "why: Ours", "why: Theirs", "the rule pack 'pack'"),
    "baseline": ("base.json", "\n", "\n\n", "the baseline 'base.json'"),
    "configuration": ("rightsgate.toml", "subject", "# ours\nsubject", "the configuration 'rightsgate.toml'"),
}


@pytest.mark.parametrize("kind", CHANGED)
def test_each_change_is_told_and_refused_where_all_has_to_be_locked(here: Path, command: Run, kind: str) -> None:
    name, old, new, called = CHANGED[kind]
    assert locked(command, here)[0] != 2
    path = here / name
    path.write_text(path.read_text().replace(old, new, 1))
    code, said = locked(command, here)
    assert code == 2
    assert f"error[RG604]: rightsgate.lock: {called} has changed since it was locked" in said
    assert said.count("RG604") == 1
    words = " ".join(command(here, "check", *DAY).stdout.decode().split())
    assert f"Not as in rightsgate.lock, and the verdict rests on it: {bare(called)}" in words
    report = json.loads(command(here, "check", *DAY, "--format", "json").stdout)
    assert [one["kind"] for one in report["run"]["unlocked"]] == [kind]


def test_a_lock_says_the_same_wherever_the_call_is_made(here: Path, command: Run) -> None:
    before = (here / "rightsgate.lock").read_bytes()
    assert b'"w.yaml" = "sha256:' in before
    code, said = locked(command, here / "sub")
    assert code != 2, said
    assert locked(command, here / "sub", "--waivers", "../w.yaml")[0] != 2
    assert locked(command, here, "--waivers", str(here / "w.yaml"))[0] != 2
    assert command(here / "sub", "lock").returncode == 0
    assert (here / "rightsgate.lock").read_bytes() == before
    assert not (here / "sub" / "rightsgate.lock").exists()


def test_all_differences_are_listed_together(here: Path, command: Run) -> None:
    write_house(here / "other")
    (here / "w.yaml").write_text("waivers: []\n\n")
    code, said = locked(command, here, "--rules", "other", "--policy", "audit")
    assert (code, said.count("RG604")) == (2, 5)
    assert "the rule pack 'other' is used and not locked" in said
    assert "the rule pack 'pack' is locked and not used" in said


def test_without_a_lock_nothing_is_locked(here: Path, command: Run) -> None:
    (here / "rightsgate.lock").unlink()
    code, said = locked(command, here)
    assert code == 2
    assert "error[RG604]: rightsgate.lock: there is no lock (write one: rightsgate lock)" in said
    assert command(here, "check", *DAY).returncode != 2


def test_a_report_is_verified_whatever_the_lock_says(here: Path, command: Run) -> None:
    command(here, "check", *DAY, "-o", "r.json")
    (here / "rightsgate.lock").write_text(f'[policy]\n"p" = "{NOTHING}"\n')
    done = command(here, "verify", "r.json")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[policy", "rightsgate.lock:1"),
        ('[policy]\n"p" = "abc"\n', "rightsgate.lock:2:1: 'p' must be a digest, not 'abc'"),
        ('[policy]\n"p" = 3\n', "rightsgate.lock:2:1: 'p' in 'policy' of the lock"),
        (f'[polizy]\n"p" = "{NOTHING}"\n', "did you mean 'policy'?"),
        ("# none\n", "the lock holds no digest"),
        ("<<<<<<< ours\n", "rightsgate.lock:1"),
    ],
)
def test_nonsense_is_refused_with_its_place(here: Path, command: Run, text: str, said: str) -> None:
    (here / "rightsgate.lock").write_text(text)
    for call in ((), ("--locked",)):
        done = command(here, "check", *DAY, *call)
        assert done.returncode == 2
        assert said in " ".join(done.stderr.decode().split())
