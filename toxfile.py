"""Lets tox find the Pythons that pyenv holds, whichever of them pyenv has switched on. Does nothing without pyenv."""

import os
import re
from pathlib import Path


def pythons() -> list[str]:
    """Return the folders with the Pythons of pyenv, the newest release first."""
    root = Path(os.environ.get("PYENV_ROOT") or "~/.pyenv").expanduser()
    found = [path for path in root.glob("versions/*/bin") if re.match(r"3\.\d+", path.parent.name)]
    return [str(path) for path in sorted(found, key=_release, reverse=True)]


def _release(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.parent.name)]


def _search(folders: list[str]) -> None:
    """Search these folders after all others: pyenv's own commands refuse every Python that is not switched on."""
    path = os.environ.get("PATH", os.defpath).split(os.pathsep)
    os.environ["PATH"] = os.pathsep.join([*path, *(folder for folder in folders if folder not in path)])


_search(pythons())
