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
FONT_FACE: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Run the command and write the picture."""
    console = Console(record=True, width=80, file=io.StringIO(), color_system="standard", legacy_windows=False)
    console.print(Text.from_ansi(run()))
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


if __name__ == "__main__":
    main()
