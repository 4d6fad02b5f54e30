"""Write a file whole or not at all: whatever interrupts it, the old one stays and nothing unfinished stays behind."""

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex


def replace_file(path: Path, content: Iterable[bytes]) -> None:
    """Put the parts of ``content`` in the place of the file at ``path``, or of what a link there leads to.

    It is written under a name of its own in the same folder, and moved when all of it has reached the disk. What is
    no file (a pipe, a device) is written to as it is. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with path.open("wb") as stream:
            stream.writelines(content)
        return
    unfinished = target.with_name(f".{target.name[:100]}.{token_hex(4)}.tmp")
    try:
        with unfinished.open("xb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
