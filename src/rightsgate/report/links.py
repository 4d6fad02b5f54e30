"""Where the project and the pages of its rules are found on the web."""

import os
from typing import Final
from urllib.parse import quote

from rightsgate.checker.model import Run
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import NoteKind
from rightsgate.rules.packs.load import builtin

HOME: Final = "https://github.com/rightsgate/rightsgate"
PAGES: Final = f"{HOME}/blob/main/docs/rules"


def page_of(duty: Duty, run: Run) -> str:
    """Return the address of the page of a duty; empty where it is not one of the rules that come with rightsgate."""
    if not _is_ours(duty, run):
        return ""
    document, recommendation, name = (
        quote(one, safe="") for one in (duty.source.document, duty.recommendation, duty.id)
    )
    return f"{PAGES}/{document}/{recommendation}.md#{name}"


def _is_ours(duty: Duty, run: Run) -> bool:
    if any(note.kind is NoteKind.REPLACES_OURS for note in run.notes):
        return False
    # Alone, our rules may have been compiled elsewhere; beside other packs they keep the paths of their files.
    return len(run.packs) == 1 or duty.path.startswith(builtin("rules") + os.sep)
