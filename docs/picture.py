"""Draws docs/report.svg, the picture in the README, from a run of the command in a terminal: ``tox -e picture``."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

ROOT: Final = Path(__file__).resolve().parent.parent
CALL: Final = ("check", "fixtures/small/manifest.yaml", "--as-of", "2026-11-21")
# The paragraphs of the report that are shown, by what they begin with: the first of each. The last two follow.
SHOWN: Final = ("rightsgate:", "====", "PEOPLE:", "RISK-5.4-1", "Answerwell", "UNMET")
LAST: Final = 2
LEFT_OUT: Final = "  ⋮"
FONT_FACE: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Run the command and write the picture."""
    console = Console(record=True, width=80, file=io.StringIO(), color_system="standard", legacy_windows=False)
    for paragraph in chosen(run().split("\n\n")):
        console.print(Text.from_ansi(paragraph), end="\n\n")
    svg = console.export_svg(title=f"rightsgate {' '.join(CALL)}", unique_id="rightsgate")
    # Package indexes and GitHub load nothing for a picture, so it names no fonts to be loaded.
    svg = FONT_FACE.sub("", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)  # blanks at the ends of texts count
    lines = (line.rstrip() for line in svg.splitlines())
    (ROOT / "docs" / "report.svg").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run() -> str:
    """Return what the command prints in a terminal, colours and all."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen([sys.executable, "-m", "rightsgate", *CALL], cwd=ROOT, stdout=theirs, env=environment):  # noqa: S603 - our own
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 1 << 16):
                parts.append(part)
        except OSError:  # how Linux says that the other end is closed
            pass
    return b"".join(parts).decode().replace("\r\n", "\n")


def chosen(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs that are shown, with a mark where others are left out."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", paragraph).strip() for paragraph in paragraphs]
    first = [next(at for at, text in enumerate(plain) if text.startswith(start)) for start in SHOWN]
    kept = sorted({*first, *range(len(paragraphs) - LAST, len(paragraphs))})
    shown = []
    for at, before in zip(kept, [-1, *kept], strict=False):
        shown += [LEFT_OUT] if at > before + 1 else []
        shown.append(paragraphs[at].strip("\n"))
    return shown


if __name__ == "__main__":
    main()
