"""Scripts of pipelines, run as a pipeline runs them: in a file of their own, on a folder with manifests."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from checkout.paths import ROOT

# Reports that a test reads, and the day for which it checks.
REPORTS: Final = "text\nmarkdown=rightsgate.md\njson=rightsgate.json\n"
AS_OF: Final = "--as-of=2026-11-21"
# What a shell would run, if it were ever pasted into a script.
HOSTILE: Final = "$(touch pwned) `touch pwned`; touch pwned & | touch pwned"
NOBODY: Final = {"rightsgate": 1, "subject": "us", "actors": [{"id": "us", "activities": "none"}]}


def bash(
    script: str, folder: Path, env: Mapping[str, str], interpreter: str = "bash"
) -> subprocess.CompletedProcess[str]:
    """Run a script as a pipeline does: in a file of its own."""
    file = folder.parent / "step.sh"
    file.write_text(script, encoding="utf-8")
    return subprocess.run([interpreter, file], cwd=folder, env=dict(env), capture_output=True, text=True, check=False)


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)
    return path


def rightsgate_at(path: Path) -> Path:
    """Make the command of this checkout available under a path."""
    return program(path, f'#!/bin/sh\nexec "{sys.executable}" -m rightsgate "$@"\n')


def manifests_in(folder: Path) -> Path:
    """Make a folder with manifests that fail, pass, and cannot be decided."""
    folder.mkdir()
    shutil.copy(ROOT / "fixtures" / "small" / "manifest.yaml", folder / "fails.yaml")
    shutil.copy(ROOT / "examples" / "help-desk" / "2-release.yaml", folder / "passes.yaml")
    (folder / "nobody.json").write_text(json.dumps(NOBODY), encoding="utf-8")
    return folder
