"""Links of all pages: they lead to files that are there, and those of the README also from elsewhere."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from checkout.paths import ROOT

REPOSITORY: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]["Source"]
RAW: Final = REPOSITORY.replace("https://github.com/", "https://raw.githubusercontent.com/")
PAGES: Final = sorted(
    path for folder in (ROOT, ROOT / "docs", ROOT / "examples", ROOT / ".github") for path in folder.glob("*.md")
)
PAGES_BELOW: Final = sorted(
    path for folder in ("adr", "how-to", "reference", "rules") for path in (ROOT / "docs" / folder).rglob("*.md")
)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def links(path: Path) -> list[str]:
    """Return where a page links to; neither code nor what stands between its fences links anywhere."""
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", read(path), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"\]\(<?([^)>\s]+)>?\)", text) + re.findall(r"^\[[^\]]+\]: (https?://\S+)$", text, re.MULTILINE)


def target(page: Path, link: str) -> Path | None:
    """Return the file in this checkout that a link leads to; None if it leads elsewhere."""
    place = link.partition("#")[0]
    for start in (f"{REPOSITORY}/blob/main/", f"{REPOSITORY}/tree/main/", f"{RAW}/main/"):
        if place.startswith(start):
            return ROOT / place.removeprefix(start)
    return None if re.match(r"[a-z]+:", place) else (page.parent / place if place else page)


@pytest.mark.parametrize("page", [*PAGES, *PAGES_BELOW], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    targets = {link: target(page, link) for link in links(page)}
    assert [link for link, path in targets.items() if path is not None and not path.exists()] == []


def test_the_readme_works_away_from_the_repository() -> None:
    page = ROOT / "README.md"
    assert [link for link in links(page) if not link.startswith("https://")] == []
    text = re.sub(r"^```.*?^```", "", read(page), flags=re.MULTILINE | re.DOTALL)
    images = re.findall(r"!\[[^\]]+\]\(([^)]*)\)", text)
    assert images == [f"{RAW}/main/docs/report.svg"]
    labels = re.findall(r"(?<!!)\[([^\]`]+)\](?![(\[:])", text)
    defined = set(re.findall(r"^\[([^\]]+)\]: ", text, re.MULTILINE))
    assert defined
    assert {label for label in labels if re.search(r"\.\w+$|/$", label)} <= defined


def test_all_links_to_the_repository_name_the_same_one() -> None:
    forms = sorted((ROOT / ".github").rglob("*.yml"))
    files = [*PAGES, *forms, ROOT / "CITATION.cff", ROOT / "pyproject.toml"]
    named = {
        found
        for path in files
        for found in re.findall(r"github(?:usercontent)?\.com/([\w-]+/rightsgate)\b", read(path))
    }
    assert named == {REPOSITORY.removeprefix("https://github.com/")}
