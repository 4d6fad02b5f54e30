"""A real browser, and reports for it to show: ``tox -e browser``. Without one these tests fail."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from checkout.command import Run
from checkout.paths import ROOT

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
NAME: Final = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> \u05e9\u05dc\u05d5\u05dd"
HOSTILE: Final[dict[str, Any]] = {
    "rightsgate": 1,
    "name": NAME,
    "subject": 'st"><b>udio',
    "actors": [
        {"id": 'st"><b>udio', "name": NAME, "activities": ["app_building"], "hrdd": "none"},
        {"id": "lab", "name": "x" * 10_000, "activities": ["model_pretraining"]},
    ],
    "models": [{"id": "m&<i>", "developer": "lab", "kind": "base"}],
    "applications": [
        {"id": "y" * 3_000, "name": "</svg></style></script>", "developer": 'st"><b>udio', "built_on": ["m&<i>"]}
    ],
    "relations": [{"kind": "provides_model", "from": "lab", "to": 'st"><b>udio'}],
}
FEW: Final = {"rightsgate": 1, "actors": [{"id": "solo", "activities": ["data_labelling"]}]}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a Chromium that is installed here."""
    found = os.environ.get("RIGHTSGATE_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, f"no browser is installed (searched: {', '.join(BROWSERS)}); RIGHTSGATE_BROWSER names another one"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory, command: Run) -> dict[str, Path]:
    """Return reports by name: few findings, some with hostile names, 500, 2,000, and several manifests."""
    folder = tmp_path_factory.mktemp("reports")
    for name, manifest in (("few", FEW), ("hostile", HOSTILE)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))
    chains = {name: str(ROOT / "fixtures" / name / "manifest.yaml") for name in ("small", "starcoder")}
    hiring = str(ROOT / "examples" / "audit-hiring-chain.yaml")
    calls = {
        "few": ("few.yaml",),
        "hostile": ("hostile.yaml",),
        "hundreds": (hiring,),
        "thousands": (chains["starcoder"], "--policy", "audit"),
        "several": ("few.yaml", "hostile.yaml", chains["small"]),
    }
    for name, call in calls.items():
        command(folder, "check", *call, "--as-of", "2026-11-30", "--output", f"{name}.html")
    return {name: folder / f"{name}.html" for name in calls}
