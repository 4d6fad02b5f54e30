"""Write a file whole or not at all: whatever interrupts it, the old one stays and nothing unfinished stays behind."""

import os
from collections.abc import Iterable
from contextlib import suppress


def replace_file(path: str, content: Iterable[bytes]) -> None:
    """Put the parts of ``content`` in the place of the file at ``path``, or of what a link there leads to.

    It is written under a name of its own in the same folder, and moved when all of it has reached the disk. What is
    no file (a pipe, a device) is written to as it is. Raises OSError.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        with open(path, "wb") as stream:
            stream.writelines(content)
        return
    folder, name = os.path.split(target)
    unfinished = os.path.join(folder, f".{name[:100]}.{os.urandom(4).hex()}.tmp")
    try:
        with open(unfinished, "xb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)
