"""What surrounds the code: workflows, forms and versions agree with each other and with their published schemas."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
import yaml

import rightsgate
from checkout.paths import ROOT

GITHUB: Final = ROOT / ".github"
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORKFLOWS: Final = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS: Final = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
SCHEMAS: Final = {
    "github-workflows": WORKFLOWS,
    "dependabot": [GITHUB / "dependabot.yml"],
    "github-issue-forms": FORMS,
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "github-actions": [ROOT / "action.yml"],
    "gitlab-ci": [ROOT / "ci" / "gitlab.yml"],
    "citation-file-format": [ROOT / "CITATION.cff"],
}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def data(path: Path) -> Any:
    return yaml.safe_load(read(path))


def against(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_others_read_is_valid_by_their_published_schema(schema: str) -> None:
    done = against(schema, *SCHEMAS[schema])
    assert SCHEMAS[schema]
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_workflow_that_is_not_valid_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "ci.yml"
    broken.write_text(read(WORKFLOWS[0]).replace("runs-on:", "run-on:"), encoding="utf-8")
    assert against("github-workflows", broken).returncode == 1


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in data(path)["jobs"].items():
            yield f"{path.stem}.{name}", job


def test_actions_are_pinned_to_commits_and_each_to_one_release() -> None:
    pins = {}
    for path in (*WORKFLOWS, ROOT / "action.yml"):
        for line in re.findall(r"uses: (.+)", read(path)):
            if line.startswith("./"):
                assert (ROOT / line).is_file()
                continue
            match = re.fullmatch(r"([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
            assert match is not None, line
            assert pins.setdefault(match[1], match.group(2, 3)) == match.group(2, 3)


def test_a_job_may_do_no_more_than_it_has_to() -> None:
    for path in WORKFLOWS:
        assert data(path)["permissions"] in ({}, {"contents": "read"})
    writes = {
        (name, scope)
        for name, job in jobs()
        for scope, access in job.get("permissions", {}).items()
        if access == "write"
    }
    assert writes == {
        ("release.attest", "id-token"),
        ("release.attest", "attestations"),
        ("release.publish", "id-token"),
        ("release.list", "contents"),
    }


def test_no_job_hangs_for_hours_or_keeps_credentials() -> None:
    for name, job in jobs():
        assert "uses" in job or job["timeout-minutes"] <= 90, name
        for step in job.get("steps", []):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name


def environments() -> set[str]:
    """Return the names of all tox environments."""
    names = {"lint", "types", "layers", "tests"}
    for section in re.findall(r"^\[testenv:(.+)\]", read(ROOT / "tox.ini"), re.MULTILINE):
        stem, brace, rest = section.partition("{")
        inner, _, end = rest.partition("}")
        names |= {f"{stem}{part}{end}" for part in inner.split(",")} if brace else {section}
    return names


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_what_is_run_with_tox_is_there(path: Path) -> None:
    assert set(re.findall(r"tox -e ([\w-]+)", read(path))) <= environments()


def test_contributing_names_every_environment_once() -> None:
    table = re.findall(r"^\| (`[^|]+) \|", read(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    named = [name for cell in table for name in re.findall(r"`([\w-]+)`", cell)]
    assert sorted(set(named)) == sorted(named)
    assert set(named) >= environments() - {"py311"}


def test_tests_named_in_tox_are_there() -> None:
    named = re.findall(r"tests/[\w/.]+", read(ROOT / "tox.ini"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_all_places_name_the_same_pythons() -> None:
    lines = [line.split(" :: ") for line in PROJECT["project"]["classifiers"]]
    told = [words[-1] for words in lines if words[-2:-1] == ["Python"]]
    lowest = told[0]
    assert PROJECT["project"]["requires-python"] == f">={lowest}"
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"
    matrices = {name: job["strategy"]["matrix"]["python"] for name, job in jobs() if "strategy" in job}
    assert matrices == {"ci.tests": told, "ci.systems": [lowest, told[-1]]}
    steps = [
        step["with"]["python-version"]
        for _, job in jobs()
        for step in job.get("steps", [])
        if "python" in step.get("uses", "")
    ]
    assert {python for step in steps for python in step.split() if "$" not in step} <= set(told)
    images = re.findall(
        r"^FROM python:(\d+\.\d+)\.\d+-slim-\w+@sha256:[0-9a-f]{64}(?: AS \w+)?$",
        read(ROOT / "Dockerfile"),
        re.MULTILINE,
    )
    assert set(images) == {told[-1]}
    assert len(images) == read(ROOT / "Dockerfile").count("FROM ")


HEADING: Final = re.compile(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    (_, _), (version, day), *_ = HEADING.findall(read(ROOT / "CHANGELOG.md"))
    citation = data(ROOT / "CITATION.cff")
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert rightsgate.__version__ == version == citation["version"]
    assert str(citation.get("date-released", "")) == day
    assert re.findall(r"rev: (\S+)", read(ROOT / "README.md")) == [f"v{version}"]
    recipes = read(ROOT / "docs" / "how-to" / "ci.md")
    assert set(re.findall(r"(?:rev: |rightsgate@|rightsgate/|--branch )v(\d[\d.]*\d)", recipes)) == {version}
    assert data(ROOT / "ci" / "gitlab.yml")["rightsgate"]["variables"]["RIGHTSGATE_VERSION"] == version


def test_the_change_log_has_the_form_of_keep_a_changelog() -> None:
    text = read(ROOT / "CHANGELOG.md")
    versions = [name for name, _ in HEADING.findall(text)]
    assert versions == [line.strip("# []").partition("]")[0] for line in re.findall(r"^## .*", text, re.MULTILINE)]
    assert versions[0] == "Unreleased"
    numbers = [[int(part) for part in version.split(".")] for version in versions[1:]]
    assert numbers == sorted(numbers, reverse=True)
    sections = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Rules"]
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        found = re.findall(r"^### (.*)$", part, re.MULTILINE)
        assert found == [name for name in sections if name in found]
    assert re.findall(r"^\[(.+)\]: ", text, re.MULTILINE) == versions


def test_hooks_are_of_the_releases_that_are_tried_together() -> None:
    locked = set(read(ROOT / "constraints" / "locked.txt").lower().split())
    config = data(ROOT / ".pre-commit-config.yaml")
    pins = {
        pin for repo in config["repos"] for hook in repo["hooks"] for pin in hook.get("additional_dependencies", ())
    }
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert {pin.lower() for pin in pins} <= locked


def test_the_form_for_misread_rules_offers_every_document() -> None:
    sources = [data(path) for path in (ROOT / "rules").glob("*/source.yaml")]
    fields = {
        part["id"]: part["attributes"] for part in data(GITHUB / "ISSUE_TEMPLATE" / "rule.yml")["body"] if "id" in part
    }
    *documents, _ = fields["document"]["options"]
    assert set(documents) == {f"{source['short']} ({source['document']})" for source in sources}
    assert fields.keys() >= {"rule", "clause", "document", "page", "said", "asked"}


def test_the_citation_names_every_document() -> None:
    sources = {
        (source["title"], source["publisher"])
        for path in (ROOT / "rules").glob("*/source.yaml")
        for source in [data(path)]
    }
    references = data(ROOT / "CITATION.cff")["references"]
    assert {(entry["title"], entry["authors"][0]["name"]) for entry in references} == sources


def test_the_picture_shows_lines_of_the_report() -> None:
    """The report itself is compared with what the command prints (``tests/snapshots/test_fixtures.py``)."""
    drawn: dict[float, list[tuple[float, str]]] = {}
    for text in ET.parse(ROOT / "docs" / "report.svg").iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 - our own
        if "title" not in text.attrib["class"]:
            drawn.setdefault(float(text.attrib["y"]), []).append((float(text.attrib["x"]), text.text or ""))
    lines = [
        "".join(part for _, part in sorted(parts)).replace("\N{NO-BREAK SPACE}", " ").strip()
        for parts in drawn.values()
    ]
    report = {line.strip() for line in read(ROOT / "fixtures" / "small" / "brief.txt").splitlines()}
    assert len(lines) > 35
    stale = [line for line in lines if line not in report]
    assert stale == [], "docs/report.svg is stale; run: tox -e picture"


def test_the_image_runs_the_command_without_rights() -> None:
    last = read(ROOT / "Dockerfile").rpartition("FROM ")[2].splitlines()
    user = next(line.removeprefix("USER ") for line in last if line.startswith("USER "))
    assert all(int(number) >= 1000 for number in user.split(":"))
    assert 'ENTRYPOINT ["rightsgate"]' in last


def test_the_image_is_made_from_what_an_installation_needs() -> None:
    lines = read(ROOT / ".dockerignore").splitlines()
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {
        *wheel["force-include"],
        *PROJECT["project"]["license-files"],
        PROJECT["project"]["readme"],
        "src",
        "pyproject.toml",
    }
    assert let_in == {*needed, "constraints/locked.txt"}
    assert all((ROOT / name).exists() for name in let_in)


def test_the_hook_for_other_repositories_calls_our_command() -> None:
    (hook,) = data(ROOT / ".pre-commit-hooks.yaml")
    assert [hook["entry"], *hook["args"]] == ["rightsgate check", "."]
    assert hook["language"] == "python"
