"""``rightsgate waive``: one waiver more in the file, or nothing written; and what reports say of every waiver."""

import json
from pathlib import Path

import pytest

from checkout.command import Run
from checkout.paths import ROOT
from rightsgate.findings.waivers.read import load_waivers

SMALL = ROOT / "fixtures" / "small" / "manifest.yaml"
FINDING = "bsr-6.1-1.d@studio/downstream_developer"
DAY = ("--for", "studio", "--as-of", "2026-11-21")
WHEN = ("--starts", "2026-11-21", "--expires", "2027-02-01")
PEOPLE = ("--reason", "The yearly review is in January", "--owner", "P. Lead", "--approver", "R. Osei")
KEPT = """\
# Ours.
waivers:
  # The oldest first.
  - approver: Bo
    finding: x@y/z   # to be looked at in spring
    facts: sha256:{digits}
    owner: 'Al'
    reason: "R"
    starts: 2026-01-01
    expires: 2026-02-01
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_bytes(SMALL.read_bytes())
    return tmp_path


def waived(command: Run, here: Path, *call: str) -> tuple[int, str]:
    done = command(here, "waive", *call, *DAY)
    return done.returncode, " ".join((done.stdout + done.stderr).decode().split())


def test_a_waiver_is_written_and_counts(here: Path, command: Run) -> None:
    code, said = waived(command, here, "bsr-6.1-1.d@studio", "m.yaml", *PEOPLE, *WHEN)
    assert code == 0, said
    assert "from 2026-11-21 to 2027-02-01 (UTC, both days included): rightsgate.waivers.yaml" in said
    assert "rightsgate check --waivers rightsgate.waivers.yaml" in said
    (entry,) = load_waivers(here / "rightsgate.waivers.yaml").entries
    assert (entry.finding, entry.manifest, entry.owner) == (FINDING, "m.yaml", "P. Lead")
    done = command(here, "check", "m.yaml", *DAY, "--waivers", "rightsgate.waivers.yaml")
    assert "1 accepted by waiver" in done.stdout.decode()


def test_without_the_role_every_role_in_which_it_is_open_has_a_waiver(here: Path, command: Run) -> None:
    day = ("--as-of", "2026-11-30")
    (here / "m.yaml").write_bytes((ROOT / "examples" / "start-here.yaml").read_bytes())
    when = ("--starts", "2026-11-30", "--expires", "2027-02-01")
    call = ("waive", "pai-x.m@larkfield", "m.yaml", "--policy", "audit", *PEOPLE, *when, *day)
    done = command(here, *call)
    assert done.returncode == 0, done.stderr
    named = [entry.finding for entry in load_waivers(here / "rightsgate.waivers.yaml").entries]
    checked = command(here, "check", "m.yaml", "--policy", "audit", *day, "--format", "json")
    open_ = {one["id"] for one in json.loads(checked.stdout)["manifests"][0]["findings"] if one["outcome"] == "unknown"}
    assert named == sorted(one for one in open_ if one.startswith("pai-x.m@larkfield/"))
    assert command(here, *call).returncode == 2


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_all_else_in_the_file_stays_as_it_is(here: Path, command: Run, ending: str) -> None:
    before = KEPT.format(digits="0" * 64).replace("\n", ending).encode()
    (here / "w.yaml").write_bytes(before)
    code, said = waived(command, here, FINDING, "m.yaml", *PEOPLE, *WHEN, "--waivers", "w.yaml")
    assert code == 0, said
    after = (here / "w.yaml").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(ending.encode())
    assert [one.finding for one in load_waivers(here / "w.yaml").entries] == ["x@y/z", FINDING]


def test_json_is_written_as_json(here: Path, command: Run) -> None:
    (here / "w.json").write_text('{\n  "waivers": [\n  ]\n}\n')
    code, said = waived(command, here, FINDING, "m.yaml", *PEOPLE, *WHEN, "--waivers", "w.json")
    assert code == 0, said
    (entry,) = json.loads((here / "w.json").read_text())["waivers"]
    assert entry["finding"] == FINDING


def test_the_configuration_says_which_file(here: Path, command: Run) -> None:
    (here / ".git").mkdir()
    (here / "sub").mkdir()
    (here / "rightsgate.toml").write_text('manifests = ["m.yaml"]\nsubject = "studio"\n')
    code, said = waived(command, here / "sub", FINDING, *PEOPLE, *WHEN)
    assert code == 0, said
    (entry,) = load_waivers(here / "rightsgate.waivers.yaml").entries
    assert entry.manifest == ""
    (here / "ours.yaml").write_text("waivers: []\n")
    (here / "rightsgate.toml").write_text('manifests = ["m.yaml"]\nwaivers = "ours.yaml"\n')
    code, said = waived(command, here, FINDING, *PEOPLE, *WHEN)
    assert code == 0, said
    assert "To use it" not in said
    assert len(load_waivers(here / "ours.yaml").entries) == 1


REFUSED = {
    "approved by its owner": ({"--approver": "p.  LEAD"}, "RG405", "is approved by its owner"),
    "no reason": ({"--reason": "TODO"}, "RG116", "gives no reason"),
    "before it starts": ({"--expires": "2026-11-20"}, "RG4", "2026-11-2"),
    "too long": ({"--expires": "2028-11-21"}, "RG408", "this policy allows 6 months"),
    "over": ({"--starts": "2026-01-01", "--expires": "2026-02-01"}, "RG408", "It expired on 2026-02-01"),
    "never": ({"finding": "rg-1.e@logs/studio", "extra": "1"}, "RG407", "no finding is called"),
    "unknown": ({"finding": "bsr-6.1-1.dd@studio"}, "RG407", "did you mean 'bsr-6.1-1.d@studio'?"),
}


@pytest.mark.parametrize(("changes", "code", "said"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_in_vain_is_refused_and_nothing_written(
    here: Path, command: Run, changes: dict[str, str], code: str, said: str
) -> None:
    given = dict(zip((*PEOPLE, *WHEN)[::2], (*PEOPLE, *WHEN)[1::2], strict=True))
    given |= {key: value for key, value in changes.items() if key.startswith("--")}
    finding = changes.get("finding", FINDING)
    ended, told = waived(command, here, finding, "m.yaml", *(part for pair in given.items() for part in pair))
    assert ended == 2
    assert f"error[{code}" in told
    assert said in told
    assert sorted(path.name for path in here.iterdir()) == ["m.yaml"]


def test_a_rule_that_nobody_may_waive_and_a_finding_that_needs_no_waiver(here: Path, command: Run) -> None:
    policy = "policy: p\ntitle: P\nextends: release-gate\nwaivers: {never: [bsr-6.1-1]}\n"
    (here / "p.yaml").write_text(policy)
    ended, said = waived(command, here, FINDING, "m.yaml", *PEOPLE, *WHEN, "--policy", "p.yaml")
    assert (ended, "This policy lets nobody waive that rule." in said) == (2, True)
    ended, said = waived(command, here, FINDING, "m.yaml", *PEOPLE, *WHEN, "--policy", "musts-only")
    assert (ended, "The finding would not keep the gate from passing" in said) == (2, True)


def test_of_two_manifests_one_has_to_be_named(here: Path, command: Run) -> None:
    (here / "n.yaml").write_bytes(SMALL.read_bytes())
    ended, said = waived(command, here, FINDING, "m.yaml", "n.yaml", *PEOPLE, *WHEN)
    assert (ended, "name one manifest: m.yaml, n.yaml" in said) == (2, True)


def test_a_faulty_file_is_left_alone(here: Path, command: Run) -> None:
    (here / "w.yaml").write_text("waivers: [{finding: x}]\n")
    ended, said = waived(command, here, FINDING, "m.yaml", *PEOPLE, *WHEN, "--waivers", "w.yaml")
    assert (ended, "w.yaml:1:" in said) == (2, True)
    assert (here / "w.yaml").read_text() == "waivers: [{finding: x}]\n"


def test_every_report_tells_what_became_of_each_waiver(here: Path, command: Run) -> None:
    (here / "n.yaml").write_bytes(SMALL.read_bytes())
    base = ("m.yaml", *PEOPLE, "--waivers", "w.yaml")
    for finding, days in (
        (FINDING, ("2026-11-21", "2026-12-10")),
        ("bsr-3.a@studio/downstream_developer", ("2026-11-22", "2027-02-01")),
        ("bsr-3.b@studio/downstream_developer", ("2026-11-21", "2027-02-01")),
        ("bsr-5.0.a@studio/downstream_developer", ("2026-11-21", "2027-02-01")),
        ("bsr-5.0.b@studio/downstream_developer", ("2026-11-21", "2027-02-01")),
    ):
        code, said = waived(command, here, finding, *base, "--starts", days[0], "--expires", days[1])
        assert code == 0, said
    text = (here / "w.yaml").read_text().replace("    manifest: m.yaml\n", "")
    entries = text.split("  - finding: ")
    entries[3] = entries[3].replace("bsr-3.b@", "bsr-3.bb@")  # none has it
    entries[4] = entries[4].replace("2027-02-01", "2029-02-01")  # too long
    digest = entries[5].split("sha256:")[1][:64]
    entries[5] = entries[5].replace(digest, "0" * 64)  # other facts
    entries.append(entries[1].replace("2026-12-10", "2026-12-09"))  # twice
    entries.append(entries[1].replace("2026-11-21", "2026-11-01").replace("2026-12-10", "2026-11-20"))  # over
    (here / "w.yaml").write_text("  - finding: ".join(entries))
    told = {
        "expiring": "It expires on 2026-12-10",
        "not-started": "It starts on 2026-11-22",
        "too-long": "It runs from 2026-11-21 to 2029-02-01; this policy allows",
        "facts-changed": "The facts that decide the finding have changed since.",
        "duplicate": "Another waiver of the same finding counts instead.",
        "expired": "It expired on 2026-11-20",
        "unused": "None of the manifests has that finding.",
        "too-broad": "It accepts a finding in each of 2 manifests.",
    }
    call = ("check", "m.yaml", "n.yaml", *DAY, "--waivers", "w.yaml")
    for detail in ("brief", "findings", "full"):
        words = " ".join(command(here, *call, "--detail", detail).stdout.decode().split())
        assert all(said in words for said in told.values()), detail
    report = json.loads(command(here, *call, "--format", "json").stdout)
    notes = [*report["waiver_notes"], *report["manifests"][0]["waiver_notes"]]
    assert {one["state"]: one["explanation"][:10] for one in notes} == {key: said[:10] for key, said in told.items()}
    assert report["summary"]["waived"] == 2
    assert report["manifests"][0]["upcoming"][0]["day"] == "2026-11-22"
