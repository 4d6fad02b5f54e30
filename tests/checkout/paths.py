"""Where the files of this checkout lie."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
