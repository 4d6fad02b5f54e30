"""What a shell completes, asked as shells ask."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from checkout.paths import ROOT

PROGRAM = "from rightsgate.__main__ import main; main()"


def completed(folder: Path, words: str) -> list[str]:
    """Return what bash would offer for the last word of a line."""
    said = {"_RIGHTSGATE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    paths = {"PYTHONPATH": str(ROOT / "src")}
    script = folder / "rightsgate"
    script.write_text(f"#!{sys.executable}\n{PROGRAM}\n", encoding="utf-8")
    call = [sys.executable, str(script)]
    run = subprocess.run(call, cwd=folder, env={**os.environ, **paths, **said}, capture_output=True, check=False)
    assert run.stderr == b""
    answers = (line.partition(",") for line in run.stdout.decode().splitlines())
    return [said for kind, _, said in answers if kind == "plain"]


def test_policies_and_rules_are_completed(tmp_path: Path) -> None:
    assert completed(tmp_path, "rightsgate policies show musts") == ["musts-only"]
    assert "bsr-6.1-5.a" in completed(tmp_path, "rightsgate rules show bsr-6.1-5")


def test_findings_of_the_configured_manifests_are_completed(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "start-here.yaml", tmp_path / "rights.yaml")
    assert completed(tmp_path, "rightsgate why bsr-6.1-5.a@") == []
    (tmp_path / "rightsgate.toml").write_text('manifests = ["rights.yaml"]\n', encoding="utf-8")
    assert "bsr-6.1-5.a@larkfield/downstream_developer" in completed(tmp_path, "rightsgate why bsr-6.1-5.a@")
