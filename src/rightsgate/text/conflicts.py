"""The conflict markers that version control leaves in a file when it cannot merge two changes."""

import re
from typing import Final

from rightsgate import codes
from rightsgate.errors import MAX_FAULTS, Fault, InputError

# Each side begins or ends with such a line; one of seven bars names what both come from.
LINE: Final = r"^(<{7}|>{7}|\|{7}(?= )|={7}(?=\r?$))(?![<>|=])"
HINT: Final = "resolve the conflict, then remove the marker lines (<<<<<<<, ======= and >>>>>>>)"


def refuse_conflicts(text: str, path: str) -> None:
    """Raise InputError with the lines of every merge conflict that was not resolved."""
    faults: list[Fault] = []
    line, counted = 1, 0
    for match in re.finditer(LINE, text, re.MULTILINE):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        message = f"a merge conflict was not resolved: the line begins with '{match[1]}'"
        faults.append(Fault.at(codes.MERGE_CONFLICT, path, (line, 1), message, HINT))
        if len(faults) == MAX_FAULTS:
            break
    if faults:
        raise InputError(faults)
