"""The Markdown report: it fits in a comment, says what the others say, and lets nothing of a manifest through as markup."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run
from checkout.markdown import HOSTILE, Shown
from checkout.paths import ROOT
from rightsgate.report.markdown.fitting import Section, fitted, size

AS_OF = "2026-11-21"
SMALL = "fixtures/small/manifest.yaml"
LIMIT = 65_536  # the characters of a comment on GitHub


def said_by(command: Run, *arguments: str, folder: Path = ROOT) -> str:
    done = command(folder, "check", *arguments, "--as-of", AS_OF, "--format", "markdown")
    assert done.returncode in (0, 1, 3), done.stderr
    return done.stdout.decode()


def report_on(command: Run, *arguments: str, folder: Path = ROOT) -> Any:
    return json.loads(command(folder, "check", *arguments, "--as-of", AS_OF, "--format", "json").stdout)


def hostile_manifest(text: str) -> dict[str, Any]:
    decided = {"rule": "bsr-3.b", "outcome": "met", "decided_by": text, "date": "2026-11-01", "reason": text}
    decision = {"decided_by": text, "date": "2026-11-01", "reason": text}
    link = {"actor": "us", "level": "contribute", "decided_by": text, "decided_on": "2026-11-01", "reason": text}
    return {
        "rightsgate": 1,
        "name": text,
        "subject": "us",
        "actors": [
            {
                "id": "us",
                "name": text,
                "activities": ["app_building"],
                "hrdd": {"timing": ["pre_development"]},
                "judgements": [decided],
                "risk_decisions": [{"decision": "accept", "about": ["harm"], **decision}],
            },
            {"id": "lab", "name": text, "activities": ["model_pretraining"]},
        ],
        "models": [{"id": "m", "name": text, "developer": "lab"}],
        "applications": [{"id": "app", "name": text, "developer": "us", "built_on": ["m"]}],
        "impacts": [
            {
                "id": "harm",
                "name": text,
                "application": "app",
                "status": "actual",
                "risk": "RISK-5.3-3",
                "links": [link],
            }
        ],
    }


def test_nothing_of_a_manifest_comes_through_as_markup(command: Run, tmp_path: Path) -> None:
    name = "<b>@me #1.json"
    for path in (name, "other.json"):
        (tmp_path / path).write_text(json.dumps(hostile_manifest(HOSTILE.replace("\x1b", ""))), encoding="utf-8")
    for call in ([name], [name, "other.json"], [name, "--policy", "audit"]):
        said = said_by(command, *call, folder=tmp_path)
        shown = Shown(said)
        assert shown.open == []
        ours = {
            "h2",
            "h3",
            "p",
            "strong",
            "ul",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "code",
            "details",
            "summary",
        }
        assert {tag for tag, _ in shown.elements} <= ours
        assert {names for _, names in shown.elements} == {()}
        texts = "".join(shown.texts)
        assert not re.search(r"@|#\d|://|www\.|\$|GH-\d|:smile:", texts, re.IGNORECASE)
        assert "\u202e" not in said
        assert "octocat" in "".join(shown.codes)


@pytest.mark.parametrize("many", [1, 2, 9, 30, 70])
def test_it_fits_in_a_comment_whatever_the_names_are(many: int, command: Run, tmp_path: Path) -> None:
    for number in range(many):
        folder = tmp_path / f"{'🧾' * 40}-{number}"
        folder.mkdir()
        manifest = json.dumps(hostile_manifest("@" * 2000 + "`|<" * 700 + "🧾" * 2000))
        (folder / "m.json").write_text(manifest, encoding="utf-8")
    said = said_by(command, ".", folder=tmp_path)
    assert len(said.encode("utf-16-le")) // 2 < LIMIT
    assert len(said) < LIMIT
    assert Shown(said).open == []
    assert said.startswith("<!-- rightsgate -->\n## ")
    assert said.endswith("Exit code 1.\n")
    assert f"{many} manifests" in said or many == 1


def test_the_whole_of_all_fixtures_fits(command: Run) -> None:
    for policy in ("audit", "release-gate"):
        assert len(said_by(command, "fixtures", "--policy", policy)) < LIMIT
        assert len(said_by(command, "fixtures/one-company-four-roles", "--policy", policy)) < LIMIT


@pytest.mark.parametrize("name", ["small", "llama-2", "one-company-four-roles", "involvement/WE-07"])
def test_the_counts_are_those_of_the_json_report(name: str, command: Run) -> None:
    call = (str(next((ROOT / "fixtures" / name).glob("manifest.*"))), "--policy", "procurement")
    (part,) = report_on(command, *call)["manifests"]
    blocking = [one for one in part["findings"] if one.get("effect") == "block"]
    said = said_by(command, *call)
    assert f"{part['verdict'].upper()} for " in said
    assert (f"**{len(blocking)} blocking ·" in said) is bool(blocking)
    assert (f"Blocking ({len(blocking)})" in said) is bool(blocking)
    certain = [one for one in part["people"].get("risks", ()) if one.get("certain")]
    assert (f"People at risk ({len(certain)} certain, " in said) is bool(part["people"].get("risks"))
    assert part["digest"] in said


def test_one_manifest_is_told_in_the_order_in_which_people_need_it(command: Run) -> None:
    said = said_by(command, SMALL, "--for", "studio")
    order = [
        "## ❌ FAILED for Answerwell Software (studio)",
        "By the policy **release-gate**",
        "### Do first, and what it settles",
        "Blocking (13)",
        "People at risk (3 certain, 15 possible)",
        "### Other actors in the chain (advisory)",
        "### Exceptions of the policy",
        "How this was checked",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert re.search(r"\nand \d+ more: `rightsgate check --detail findings`\n", said)


def test_long_lists_are_folded(command: Run) -> None:
    said = said_by(command, SMALL, "--for", "studio")
    assert "<summary>Blocking (13)</summary>\n\n| Strength |" in said
    assert said.count("<details>") == said.count("</details>") == said.count("\n</details>\n\n")


def test_several_manifests_are_a_table_and_a_folded_part_each(command: Run) -> None:
    names = (SMALL, "fixtures/llama-2", "examples/help-desk")
    said, parts = said_by(command, *names), report_on(command, *names)["manifests"]
    rows = re.findall(r"^\| \S+ ([A-Z]+) \| `(.+?)` \| (\d+) \| (\d+) \|$", said, re.MULTILINE)
    counts = {
        part["path"]: [
            [one.get("effect") for one in part["findings"]].count(effect) for effect in ("block", "undecided")
        ]
        for part in parts
    }
    assert {path: [int(blocking), int(left_open)] for _, path, blocking, left_open in rows} == counts
    assert [verdict for verdict, *_ in rows] == ["FAILED", "FAILED", "UNDECIDED", "PASSED", "PASSED"]
    assert re.findall(r"<summary>\S+ [A-Z]+ <code>(.+?)</code></summary>", said) == [part["path"] for part in parts]


def test_what_checked_nothing_never_looks_passed(command: Run, tmp_path: Path) -> None:
    manifest = {"rightsgate": 1, "subject": "us", "actors": [{"id": "us", "activities": "none"}]}
    (tmp_path / "m.json").write_text(json.dumps(manifest), encoding="utf-8")
    said = said_by(command, "m.json", folder=tmp_path)
    assert "## ⚠️ UNDECIDED for us" in said
    assert "so nothing was checked" in said
    assert "✅" not in said


def test_sections_that_do_not_fit_are_named() -> None:
    sections = [
        Section(heading=f"Part {number}", entries=tuple("- " + "x" * 50 for _ in range(40))) for number in "123"
    ]
    whole = fitted(sections, 100_000)
    assert whole.count("- x") == 120
    for room in (0, 50, 129, 130, 400, 600, 1200, 3000):
        said = fitted(sections, room)
        assert size(said) <= room
        if room > 130:
            shown = said.count("- x") + sum(map(int, re.findall(r"and (\d+) more", said)))
            left = len(re.findall(r"Part \d", said.partition("No room for")[2])) + sum(
                map(int, re.findall(r"(\d+) more sections?", said))
            )
            assert shown + 40 * left == 120


def test_the_file_ending_decides_the_format(command: Run, tmp_path: Path) -> None:
    command(ROOT, "check", SMALL, "--as-of", AS_OF, "-o", str(tmp_path / "out.md"))
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == said_by(command, SMALL)


def test_what_is_accepted_is_told_apart(command: Run, tmp_path: Path) -> None:
    (tmp_path / "rights.yaml").write_bytes((ROOT / SMALL).read_bytes())
    to_waive = "bsr-6.1-1.d@studio"
    words = (
        "--reason",
        "Review is in January | @all",
        "--owner",
        "P. Lead",
        "--approver",
        "R. Osei",
        "--expires",
        "2027-01-31",
        "--starts",
        "2026-11-01",
    )
    done = command(tmp_path, "waive", to_waive, "rights.yaml", "--for", "studio", *words, "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    call = ("rights.yaml", "--for", "studio", "--waivers", "rightsgate.waivers.yaml")
    said = said_by(command, *call, folder=tmp_path)
    assert "Blocking (12)" in said
    assert "1 accepted by waiver" in said
    (accepted,) = re.findall(r"### Accepted by waiver \(1\)\n\n(.+)\n", said)
    assert accepted.endswith("accepted by R. Osei until 2027-01-31, owner P. Lead: Review is in January \\| `@all`")
    assert "Waived by right: " in said
    later = ("--as-of", "2027-02-01", "--format", "markdown")
    expired = command(tmp_path, "check", *call, *later).stdout.decode()
    assert "### Waivers to look at (1)" in expired
    assert "Accepted by waiver" not in expired


def test_what_changed_against_the_baseline_is_told(command: Run, tmp_path: Path) -> None:
    text = (ROOT / SMALL).read_text(encoding="utf-8")
    rights, call = tmp_path / "rights.yaml", ("rights.yaml", "--for", "studio")
    rights.write_text(text, encoding="utf-8")
    saved = command(tmp_path, "check", *call, "--as-of", AS_OF, "-o", "main.json")
    assert saved.returncode == 1
    same = said_by(command, *call, "--baseline", "main.json", folder=tmp_path)
    assert "### What changed\n\nAgainst the baseline of 2026-11-21 (main.json): " in same
    assert "\n80 open in the baseline already\n" in same
    assert "Open in the baseline already (80)" in same
    assert "## ✅ PASSED for Answerwell" in same
    assert "Blocking (" not in same
    rights.write_text(
        text.replace("[pre_development, pre_deployment] ", "[pre_deployment, ongoing] "), encoding="utf-8"
    )
    other = said_by(command, *call, "--baseline", "main.json", folder=tmp_path)
    rows = re.findall(r"^\| (new|worse than before|settled) \| `(.+?)` \| .*\|$", other, re.MULTILINE)
    (part,) = report_on(command, *call, "--baseline", "main.json", folder=tmp_path)["manifests"]
    settled = [name for change, name in rows if change == "settled"]
    assert settled == part["changes"]["settled"]
    assert settled
    new = [one for one in part["findings"] if one.get("change") in ("new", "worse") and not one.get("advisory")]
    assert len(rows) - len(settled) == len(new) > 0


def test_a_policy_that_leaves_duties_out_says_so(command: Run, tmp_path: Path) -> None:
    policy = "policy: mine\ntitle: Mine\nextends: audit\nexcept: [{ids: [bsr-6.5-1.a], reason: 'audited @ spring'}]\n"
    (tmp_path / "mine.yaml").write_text(policy, encoding="utf-8")
    said = said_by(command, str(ROOT / SMALL), "--policy", "mine.yaml", folder=tmp_path)
    assert "### Exceptions of the policy\n\n- 1 duty (bsr-6.5-1.a) left out: audited `@` spring\n" in said


def test_it_is_the_same_from_one_process_as_from_several(command: Run, tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number:02}.json").write_text(json.dumps(hostile_manifest("us")), encoding="utf-8")
    one, two = (said_by(command, ".", "--jobs", jobs, folder=tmp_path) for jobs in "12")
    assert one == two
