"""Notes on rule packs, and on what is not as it is locked, in words."""

from typing import Final

from rightsgate.checker.model import Run
from rightsgate.config.lock import CALLED, FILE, how
from rightsgate.rules.model.pack import Note, NoteKind

# How many hidden files and folders a note names.
MOST_HIDDEN: Final = 5


def note_of(note: Note) -> str:
    """Return a note on a rule pack as a sentence."""
    match note.kind:
        case NoteKind.HIDDEN:
            more = f" and {len(note.names) - MOST_HIDDEN} more" if len(note.names) > MOST_HIDDEN else ""
            said = f"hidden files and folders are not read: {', '.join(note.names[:MOST_HIDDEN])}{more}"
        case NoteKind.SKIPPED:
            said = "skipped: none of its keys belongs to a rule file"
        case NoteKind.REPLACES_OURS:
            (name,) = note.names
            said = f"this pack is named '{name}', and is read in place of the rules that come with rightsgate"
    return f"{note.path}: {said}"


def unlocked_of(run: Run) -> str:
    """Return in a sentence what a check went by that is not as it is locked; empty if all is."""
    named = ", ".join(f"{CALLED[one.kind]} {one.name} {how(one)}" for one in run.unlocked)
    return f"Not as in {FILE}, and the verdict rests on it: {named}." if named else ""
