"""One check written in every format that other tools read, and read again by what they would read it with."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from checkout.command import Run

AS_OF: Final = "2026-11-21"
FORMATS: Final = ("json", "jsonl", "csv", "junit", "gitlab", "github")
COMMAND: Final = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
HOSTILE: Final = (
    '=cmd|"/c calc"!A1\n::error file=x::owned\r\n##[add-mask]x <b>&amp;]]></failure> \u202e;+1 %0A,"' + "x" * 9000
)


@dataclass(frozen=True)
class Written:
    """What a check wrote in each format."""

    code: int
    json: Any
    jsonl: list[Any]
    csv: list[dict[str, str]]
    junit: ET.Element
    gitlab: list[Any]
    github: str
    folder: Path

    def rows(self, of: str = "finding") -> list[dict[str, str]]:
        """Return the rows of a table that are on findings, or on manifests."""
        return [row for row in self.csv if row["row"] == of]

    def findings(self) -> list[Any]:
        """Return the findings of the JSON report."""
        return [finding for part in self.json["manifests"] for finding in part.get("findings", ())]


def written(command: Run, folder: Path, out: Path, *arguments: str) -> Written:
    """Check in a folder, write every format into another, and read them."""
    asked = [f"--format={name}={out / name}" for name in FORMATS]
    ended = command(folder, "check", *arguments, "--as-of", AS_OF, *asked)
    assert (ended.stdout, ended.stderr) == (b"", b""), ended.stderr.decode()
    whole = json.loads((out / "json").read_bytes())
    assert whole["exit_code"] == ended.returncode
    with (out / "csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table, strict=True))
    return Written(
        code=ended.returncode,
        json=whole,
        jsonl=[json.loads(line) for line in (out / "jsonl").read_text(encoding="utf-8").splitlines()],
        csv=rows,
        junit=ET.fromstring((out / "junit").read_bytes()),  # noqa: S314 - we wrote it
        gitlab=json.loads((out / "gitlab").read_bytes()),
        github=(out / "github").read_text(encoding="utf-8"),
        folder=out,
    )


def hostile_manifest(folder: Path, name: str = "m.json") -> str:
    """Write a manifest whose names, ids and reasons try to be commands, formulas and markup; return its name."""
    judgement = {
        "rule": "bsr-6.1-1.c",
        "outcome": "met",
        "decided_by": HOSTILE,
        "date": "2026-01-02",
        "reason": HOSTILE,
    }
    lab = {
        "id": "=lab",
        "name": HOSTILE,
        "activities": ["app_building", "model_pretraining"],
        "hrdd": {"topics": ["intended_uses"], "timing": ["pre_deployment"]},
        "judgements": [judgement],
        "governance": {"safety_core": HOSTILE},
    }
    other = {"id": "##[x]::b,c:d%", "name": "-2+3", "activities": ["data_creation"]}
    data = {
        "rightsgate": 1,
        "name": HOSTILE,
        "actors": [lab, other],
        "relations": [{"kind": "provides_application", "from": "=lab", "to": "##[x]::b,c:d%"}],
        "models": [{"id": "+m", "developer": "=lab"}],
        "applications": [{"id": "@app", "developer": "=lab", "built_on": ["+m"], "name": HOSTILE}],
    }
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return name


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the annotations as GitHub's runner reads them: level, properties and message."""
    found = []
    for level, told, message in filter(None, map(_command, text.split("\n"))):
        pairs = (pair.partition("=") for pair in told.split(","))
        properties = {name: _unescaped(value.replace("%3A", ":").replace("%2C", ",")) for name, _, value in pairs}
        found.append((level, properties, _unescaped(message)))
    return found


def _command(line: str) -> tuple[str, str, str] | None:
    match = COMMAND.fullmatch(line.lstrip())
    return None if match is None else (match[1], match[2], match[3])


def _unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def outcomes(findings: Iterable[Any]) -> Counter[str]:
    """Count findings, or what is told of them, by outcome."""
    return Counter(finding["outcome"] for finding in findings)


def standings(text: str) -> Counter[str]:
    """Return the counts of the lines of a log, by the words for how findings stand."""
    found: Counter[str] = Counter()
    for line in text.splitlines():
        if line.startswith("  Findings: "):
            found.update({words: int(count) for count, words in re.findall(r"(\d+) ([^,]+)", line)})
    return found
