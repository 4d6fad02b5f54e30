"""Configuration in whole runs: where it is found, what wins over it, and what reports and verification make of it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout.command import Run
from rightsgate.text.digest import digest_of
from worlds.one_duty import MET, ONE_DUTY

PACK = """\
source: {document: own, section: '1'}
title: T
recommendations:
  - id: own-1
    number: 1
    title: T
    duties:
      - {id: own-1.a, encodes: [X], title: Say it, binds: [downstream_developer], strength: must, why: W., fix: F.,
         require: [{path: $.hrdd.timing, exists: true}]}
"""
CONFIG = """\
manifests = ["rights/*.yaml"]
exclude = ["unmet.yaml"]
subject = "maker"
policy = "one.yaml"
"""
Call = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Make a repository with manifests, a policy and a pack, and a folder deep in it."""
    for folder in (".git", "rights", "own", "deep/er"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "rights" / "met.yaml").write_text(MET)
    (tmp_path / "rights" / "unmet.yaml").write_text(MET.replace("true", "false"))
    (tmp_path / "one.yaml").write_text(ONE_DUTY)
    (tmp_path / "own" / "pack.yaml").write_text("pack: own\n")
    (tmp_path / "own" / "rules.yaml").write_text(PACK)
    (tmp_path / "rightsgate.toml").write_text(CONFIG)
    return tmp_path


@pytest.fixture
def call(here: Path, command: Run) -> Call:
    def run(*arguments: str, at: str = "") -> subprocess.CompletedProcess[bytes]:
        return command(here / at, *arguments)

    return run


def printed(done: subprocess.CompletedProcess[bytes]) -> str:
    assert done.stderr == b""
    return done.stdout.decode()


def of_json(done: subprocess.CompletedProcess[bytes]) -> dict[str, object]:
    found: dict[str, object] = json.loads(printed(done))
    return found


def test_a_check_without_a_manifest_checks_what_the_configuration_names(call: Call) -> None:
    done = call("check")
    said = printed(done)
    assert done.returncode == 0
    assert "rights/met.yaml" in said
    assert "1 file or folder that is excluded: rights/unmet.yaml" in said
    assert "Configuration: rightsgate.toml." in said
    assert "  1 met\n" in said


def test_it_is_the_same_from_a_folder_further_down(call: Call, here: Path) -> None:
    report = of_json(call("check", "--format", "json", at="deep/er"))
    assert report["verdict"] == "passed"
    assert report["run"]["call"] == {
        "manifests": ["../../rights/*.yaml"],
        "exclude": ["unmet.yaml"],
        "policy": "../../one.yaml",
        "subject": "maker",
        "engine": "native",
        "config": {
            "path": "../../rightsgate.toml",
            "digest": digest_of((here / "rightsgate.toml").read_bytes()),
        },
    }
    assert [part["path"] for part in report["manifests"]] == ["../../rights/met.yaml"]
    assert report["skipped"] == [{"reason": "excluded", "count": 1, "first": ["../../rights/unmet.yaml"]}]


def test_a_manifest_of_the_call_is_checked_by_the_rest_of_the_configuration(call: Call) -> None:
    done = call("check", "rights/unmet.yaml")
    assert done.returncode == 1
    assert "  1 blocking\n" in printed(done)


def test_options_win_over_the_configuration(call: Call, here: Path) -> None:
    (here / "rightsgate.toml").write_text(f'{CONFIG}formats = ["json=r.json"]\nrules = ["own"]\n')
    done = call(
        *("check", "--exclude", "met.yaml", "--policy", "musts-only", "--for", "maker"),
        *("--rules", "own", "--format", "json"),
    )
    report = of_json(done)
    assert report["run"]["policy"]["name"] == "musts-only"
    assert [part["path"] for part in report["manifests"]] == ["rights/unmet.yaml"]
    assert not (here / "r.json").exists()
    assert printed(call("check", "-o", "-")).startswith("rightsgate: policy one")
    assert not (here / "r.json").exists()
    assert printed(call("check", at="deep")) == ""
    assert json.loads((here / "r.json").read_text())["run"]["call"]["rules"] == ["../own"]


def test_without_a_configuration_nothing_of_it_holds(call: Call) -> None:
    report = of_json(call("check", "rights/met.yaml", "--no-config", "--format", "json"))
    assert report["run"]["policy"]["name"] == "release-gate"
    assert "config" not in report["run"]["call"]


def test_a_configuration_can_be_named(call: Call, here: Path) -> None:
    (here / "deep" / "other.toml").write_text('manifests = ["../rights"]\npolicy = "audit"\n')
    report = of_json(call("check", "--config", "deep/other.toml", "--format", "json"))
    assert report["run"]["policy"]["name"] == "audit"
    assert report["summary"]["manifests"] == 2
    both = call("check", "--config", "deep/other.toml", "--no-config")
    assert both.returncode == 2
    assert b"cannot be used together" in both.stderr
    missing = call("check", "--config", "nowhere.toml")
    assert (missing.returncode, missing.stderr) == (
        2,
        b"error[RG002]: nowhere.toml: no such file or folder\n",
    )


def test_an_empty_option_is_not_taken_for_one_that_is_not_given(call: Call) -> None:
    for option in (("--policy", ""), ("--for", ""), ("--config", "")):
        assert call("check", *option).returncode == 2
    assert call("check", "").returncode == 2


def test_the_nearest_configuration_counts_alone(call: Call, here: Path) -> None:
    (here / "deep" / "pyproject.toml").write_text('[tool.rightsgate]\npolicy = "audit"\n')
    (here / "deep" / "er" / "pyproject.toml").write_text('[project]\nname = "rightsgate"\n')
    assert "policy     audit                 ../pyproject.toml:2" in printed(call("config", at="deep/er"))
    done = call("check", at="deep/er")
    assert done.returncode == 2
    assert b"no manifest given: name one, or add to ../pyproject.toml: manifests" in done.stderr


def test_it_is_looked_for_no_further_than_the_root_of_the_repository(call: Call, here: Path) -> None:
    (here / "deep" / ".git").write_text("gitdir: elsewhere\n")  # as in a submodule or a worktree
    said = printed(call("config", at="deep/er"))
    assert said.startswith("No configuration found: ")
    assert "up to .., the root" in " ".join(said.split())
    assert "start a rightsgate.toml" in said
    done = call("check", at="deep/er")
    assert done.returncode == 2
    assert b"(see rightsgate config)" in done.stderr


def test_outside_of_a_repository_only_the_current_folder_is_looked_at(call: Call, here: Path) -> None:
    (here / ".git").rmdir()
    said = printed(call("config", at="deep"))
    assert "policy     release-gate          default" in said
    assert "subject    from the manifest     default" in said
    assert "policy     one.yaml              rightsgate.toml:4" in printed(call("config"))


def test_two_configurations_in_a_folder_are_refused(call: Call, here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.rightsgate]\npolicy = "audit"\n')
    for done in (call("config"), call("check", "rights/met.yaml", at="")):
        assert done.returncode == 2
        assert done.stderr.startswith(b"error[RG601]: pyproject.toml:1:7: this folder also has rightsgate.toml")
    assert call("check", "rights/met.yaml", "--no-config", "--policy", "one.yaml").returncode == 0


def test_config_shows_what_is_in_force_and_where_it_comes_from(call: Call) -> None:
    assert (
        printed(call("config", at="deep"))
        == """\
Configuration: ../rightsgate.toml

subject    maker                 ../rightsgate.toml:3
manifests  rights/*.yaml         ../rightsgate.toml:1
exclude    unmet.yaml            ../rightsgate.toml:2
policy     one.yaml              ../rightsgate.toml:4
rules      none                  default
waivers    none                  default
baseline   none                  default
formats    text                  default

Checked by default: ../rights/met.yaml
Paths are relative to the folder of that file. Command-line options take
precedence; --no-config ignores it.
"""
    )
    assert printed(call("config", "--no-config")).startswith("No configuration is used.\n")


def test_why_judges_as_check_does(call: Call, here: Path) -> None:
    """By the policy of the configuration, which asks for evidence here, and by its packs."""
    asks = "evidence:\n  should: {tier: documented, reason: Ours}\n  must: {tier: documented, reason: Ours}\n"
    (here / "one.yaml").write_text(ONE_DUTY + asks)
    (here / "rightsgate.toml").write_text(f'{CONFIG}rules = ["own"]\n')
    question = ("why-not", "bsr-6.4-3.h@maker", "rights/met.yaml")
    assert ": not stated" in printed(call(*question))
    assert call(*question, "--no-config").returncode == 1  # it is met
    assert ": not stated" in printed(call(*question, "--no-config", "--policy", "one.yaml"))
    assert "own-1.a@maker/downstream_developer: not stated" in printed(
        call("why-not", "own-1.a@maker", "rights/met.yaml")
    )
    assert call("why-not", "own-1.a@maker", "rights/met.yaml", "--no-config").returncode == 2
    assert call("why", "bsr-6.4-3.h", "rights/met.yaml", "--for", "nobody").returncode == 2


def test_the_packs_of_the_configuration_are_listed(call: Call, here: Path) -> None:
    (here / "rightsgate.toml").write_text('rules = ["own"]\n')
    assert "own-1.a" in printed(call("rules", "show", "own-1.a", at="deep"))
    assert call("rules", "show", "own-1.a", "--no-config").returncode == 2


def test_a_report_is_verified_without_the_configuration(call: Call, here: Path) -> None:
    assert call("check", "--format", "json=r.json", at="deep").returncode == 0
    (here / "rightsgate.toml").write_text('policy = "audit"\nsubject = "nobody"\n')
    done = call("verify", "r.json", at="deep")
    assert (done.returncode, done.stderr) == (0, b"")
    assert call("verify", "../deep/r.json", at="own").returncode == 0  # a folder as deep, from which paths lead alike


def test_a_report_never_takes_the_place_of_the_configuration(call: Call, here: Path) -> None:
    done = call("check", "--format", "json", "-o", "rightsgate.toml")
    assert done.returncode == 2
    assert b"the report would replace the configuration that this command reads" in done.stderr
    assert (here / "rightsgate.toml").read_text() == CONFIG


def test_names_that_steer_a_terminal_are_shown_escaped(call: Call, here: Path) -> None:
    (here / "rights" / "a\x1b[31m.yaml").write_text(MET)
    assert "\x1b" not in printed(call("config"))


def test_a_configuration_that_cannot_be_read_is_refused(call: Call, here: Path) -> None:
    (here / "rightsgate.toml").unlink()
    (here / "rightsgate.toml").mkdir()
    done = call("check", "rights/met.yaml")
    assert (done.returncode, done.stderr) == (2, b"error[RG003]: rightsgate.toml: it is a folder; name one file\n")


def test_limits_hold_for_a_configuration(call: Call) -> None:
    done = call("check", "--limit", "bytes=20")
    assert done.returncode == 2
    assert b"rightsgate.toml: larger than the limit of 20 bytes" in done.stderr
