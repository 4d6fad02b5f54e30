"""The HTML report: what stands in it, that it needs nothing else, and that no manifest can break or steer it."""

import base64
import gc
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from click.testing import CliRunner
from jinja2.runtime import Context

from checkout.paths import ROOT
from rightsgate.cli import application

DAY: Final = "2026-11-30"
EXAMPLES: Final = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
HOSTILE: Final = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7 * 7 }} \u202etxet"
CHAIN: Final[dict[str, Any]] = {
    "rightsgate": 1,
    "subject": "studio",
    "actors": [
        {"id": "lab", "name": "Meridian Models", "activities": ["model_pretraining"]},
        {"id": "studio", "name": "Answerwell", "activities": ["app_building"], "hrdd": "none"},
    ],
    "models": [{"id": "base", "developer": "lab", "kind": "base"}],
    "applications": [{"id": "desk", "developer": "studio", "built_on": ["base"]}],
    "deployments": "none",
    "relations": [{"kind": "provides_model", "from": "lab", "to": "studio"}],
}

Page = Callable[..., str]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Return what writes a report on manifests: texts of files, or files that are there."""
    monkeypatch.chdir(tmp_path)

    def written(*manifests: dict[str, Any] | Path, options: tuple[str, ...] = ()) -> str:
        paths = []
        for number, manifest in enumerate(manifests):
            if isinstance(manifest, Path):
                paths.append(str(manifest))
            else:
                paths.append(f"m{number}.yaml")
                Path(paths[-1]).write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))
        call = (
            "check",
            *paths,
            "--as-of",
            DAY,
            "--format",
            "html=report.html",
            "--format",
            "json=report.json",
            *options,
        )
        CliRunner().invoke(application, call, standalone_mode=False, catch_exceptions=False)
        return Path("report.html").read_text(encoding="utf-8")

    return written


class Seen(HTMLParser):
    """What a page is made of: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_counts_are_those_of_the_json_report(page: Page, example: str) -> None:
    html = page(ROOT / "examples" / f"{example}.yaml")
    (part,) = json.loads(Path("report.json").read_text())["manifests"]
    rows = re.findall(
        r'<tr><th scope="row"><span class="o ([a-z-]+)">[^<]+</span></th><td>(\d+)</td><td>(\d+)</td>', html
    )
    found = {outcome: (int(every), int(gating)) for outcome, every, gating in rows}
    outcomes = ("unmet", "unknown", "judgement", "met", "not-applicable", "inactive")
    assert found == {one: (part["counts"].get(one, 0), part["gating_counts"].get(one, 0)) for one in outcomes}
    assert sum(int(count) for count in Seen(html).all("data-n")) == len(part["findings"])
    blocking = sum(finding.get("effect") == "block" for finding in part["findings"])
    assert f"What blocks ({blocking})" in html
    assert f'<div class="verdict {part["verdict"]}">' in html


def test_it_loads_nothing_and_runs_only_its_own_script(page: Page) -> None:
    html = page(CHAIN)
    seen = Seen(html)
    assert {value for name in ("src", "srcset", "action", "data", "poster") for value in seen.all(name)} == set()
    assert {value for value in seen.all("href") if not value.startswith("#")} == set()
    assert [tag for tag, _ in seen.elements if tag in ("link", "iframe", "object", "embed", "img", "base")] == []
    assert [
        name for _, attributes in seen.elements for name in attributes if name.startswith("on") or name == "style"
    ] == []
    (policy,) = (found["content"] for tag, found in seen.elements if tag == "meta" and "http-equiv" in found)
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def hostile() -> dict[str, Any]:
    """Return a manifest whose names try to break out of everything."""
    studio = 'st"><b>udio'
    return {
        **CHAIN,
        "name": HOSTILE,
        "subject": studio,
        "actors": [
            {"id": "lab", "name": "x" * 10_000, "activities": ["model_pretraining"]},
            {"id": studio, "name": HOSTILE, "activities": ["app_building"], "hrdd": "none"},
        ],
        "models": [{"id": "m&<i>", "developer": "lab", "kind": "base"}],
        "applications": [
            {"id": "y" * 3_000, "name": "</svg></style></script>", "developer": studio, "built_on": ["m&<i>"]}
        ],
        "relations": [{"kind": "provides_model", "from": "lab", "to": studio}],
    }


def test_names_can_neither_add_elements_nor_hide(page: Page) -> None:
    plain, html = Seen(page(CHAIN)), page(hostile())
    seen = Seen(html)
    assert {tag for tag, _ in seen.elements} <= {tag for tag, _ in plain.elements} | {"bdi"}
    for tag in ("script", "style", "svg", "title", "main"):
        assert sum(name == tag for name, _ in seen.elements) == sum(name == tag for name, _ in plain.elements)
    assert "{{ 7 * 7 }}" in seen.text
    assert "\u202e" not in html
    assert max(map(len, re.findall(r"x+", seen.text))) < 200


def test_every_anchor_is_there_once(page: Page) -> None:
    seen = Seen(page(CHAIN, hostile(), ROOT / "fixtures" / "small" / "manifest.yaml"))
    ids = seen.all("id")
    assert len(ids) == len(set(ids))
    named = [name for name in ("aria-labelledby",) for value in seen.all(name) for name in value.split()]
    assert {*named, *(value[1:] for value in seen.all("href"))} <= set(ids)


def test_it_is_the_same_each_time_and_alone_as_beside_others(page: Page) -> None:
    alone = page(CHAIN)
    assert page(CHAIN) == alone
    _, part = alone.split('<section class="part"')
    part, *_ = part.split('<section class="run"')
    assert len(part) > 10_000
    assert part in page(CHAIN, hostile())


def test_several_manifests_have_an_index_with_the_worst_first(page: Page) -> None:
    passing = ROOT / "examples" / "sensitive-domain.yaml"
    html = page(CHAIN, passing)
    verdicts = re.findall(r'badge small \w+"><span aria-hidden="true">.</span> (\w+)</span>', html)
    assert verdicts == sorted(verdicts, key=["failed", "undecided", "passed"].index)
    assert len(verdicts) == html.count('<section class="part"') == 2


def test_what_is_not_decided_never_looks_passed(page: Page) -> None:
    html = page({"rightsgate": 1, "actors": [{"id": "solo", "kind": "individual", "activities": ["prompt_creation"]}]})
    (part,) = json.loads(Path("report.json").read_text())["manifests"]
    assert part["verdict"] == "undecided"
    assert 'class="verdict undecided"' in html
    assert "nothing was checked" in html
    assert "badge passed" not in html


def test_waivers_a_baseline_and_decisions_are_seen_and_counted_apart(page: Page) -> None:
    page(CHAIN)
    report = json.loads(Path("report.json").read_text())
    findings = [one for one in report["manifests"][0]["findings"] if one["outcome"] == "unmet"]
    waived, known, *_ = (one["id"] for one in findings if one.get("effect") == "block")
    report["manifests"][0]["findings"] = [one for one in report["manifests"][0]["findings"] if one["id"] == known]
    Path("base.json").write_text(json.dumps(report))
    waive = ("--reason", "The review starts soon", "--owner", "P. Lead", "--approver", "R. Osei")
    days = ("--starts", DAY, "--expires", "2026-12-20", "--as-of", DAY)
    call = ("waive", waived, "m0.yaml", *waive, *days)
    CliRunner().invoke(application, call, standalone_mode=False, catch_exceptions=False)
    html = page(CHAIN, options=("--baseline", "base.json", "--waivers", "rightsgate.waivers.yaml"))
    text = Seen(html).text
    assert "1 accepted by waiver · 1 open in the baseline already" in text
    assert "accepted by R. Osei until 2026-12-20, owner P. Lead: The review starts soon" in text
    assert "Against the baseline of" in text
    hiring = page(ROOT / "examples" / "audit-hiring-chain.yaml")
    assert "decided by Petra Lindqvist on 2026-11-10" in Seen(hiring).text


def test_what_is_not_stated_looks_unlike_what_is_met(page: Page) -> None:
    html = page(ROOT / "examples" / "audit-hiring-chain.yaml")
    cells = re.findall(r'<td class="(h-[a-z-]+)"><span class="signs" aria-hidden="true"><span>(.)\d*</span>', html)
    signs = dict(cells)
    assert signs["h-unknown"] == "?"
    assert signs["h-unmet"] == "✕"
    assert {sign for state, sign in cells if state == "h-unknown"} == {"?"}
    assert 'class="vh">no duty of this policy</span>' in html or "h-not-applicable" not in signs


def test_a_finding_leads_to_its_clause_its_line_and_the_steps_by_which_it_applies(page: Page) -> None:
    html = page(CHAIN)
    finding = re.search(
        r'<details class="f"[^>]*>(?:(?!</details>).)*bsr-6\.1-1\.c@studio.*?</details>', html, re.DOTALL
    )
    assert finding is not None
    assert "[BSR-6.1-1.c]" in finding[0]
    (part,) = json.loads(Path("report.json").read_text())["manifests"]
    (line,) = {one["location"]["line"] for one in part["findings"] if one["id"].startswith("bsr-6.1-1.c@studio")}
    assert f"· line {line}<" in finding[0]
    (numbers,) = re.findall(r'<dd class="by">([\d, ]+)', finding[0])
    for number in numbers.split(","):
        assert re.search(rf'<li id="\w+s{number.strip()}"><bdi class="id">', html)


def test_five_hundred_findings_take_at_most_as_many_kilobytes(page: Page) -> None:
    html = page(ROOT / "fixtures" / "five-companies-call-summariser" / "manifest.yaml")
    (part,) = json.loads(Path("report.json").read_text())["manifests"]
    assert len(part["findings"]) >= 500
    assert len(html.encode()) <= 500_000


def test_nothing_of_a_part_stays_in_memory_once_it_is_written(page: Page) -> None:
    page(CHAIN)
    gc.collect()
    gc.disable()  # as it is while manifests are checked
    try:
        page(CHAIN)
        assert [one for one in gc.get_objects() if isinstance(one, Context)] == []
    finally:
        gc.enable()


def test_its_template_engine_is_imported_for_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(yaml.safe_dump(CHAIN))
    program = (
        "import sys, rightsgate; from click.testing import CliRunner; from rightsgate.cli import application; "
        "call = lambda name: CliRunner().invoke(application, ['check', 'm.yaml', '--format', name]).output; "
        "print(bool(call('text')), 'jinja2' in sys.modules, bool(call('html')), 'jinja2' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False", "True", "True"]
