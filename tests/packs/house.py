"""A small rule pack of a firm's own, for tests that load one beside ours."""

from pathlib import Path
from typing import Final

RULE: Final = """\
source: {document: house, section: a}
title: Ours
recommendations:
  - id: own-1
    number: 0
    title: Of the house
    duties:
      - id: own-1.a
        encodes: [O-1.a]
        title: The review says what it covers
        binds: [downstream_developer]
        strength: should
        require:
          - {path: $.hrdd.covers, exists: true}
        closes: []
        rights: [all]
        why: Ours.
        fix: Look at it.
"""
SOURCE: Final = """\
document: house
short: House
title: Rules of the house
publisher: Us
dated: May 2026
authority: Our own
sections:
  - {section: a, title: A, clauses: [O-1.a]}
"""


def write_house(folder: Path, effective_from: str = "") -> Path:
    """Write the pack to a folder, with a day from which its rule is in effect."""
    folder.mkdir()
    start = f"        effective: {{from: {effective_from}}}\n" if effective_from else ""
    (folder / "rule.yaml").write_text(RULE.replace("        strength", f"{start}        strength"), encoding="utf-8")
    (folder / "house.yaml").write_text(SOURCE, encoding="utf-8")
    return folder
