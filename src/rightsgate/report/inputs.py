"""What a check read and went by, in words: files that were skipped, and what is not as it is locked."""

from collections.abc import Iterator
from typing import Final

from rightsgate.checker.model import Run, Tally
from rightsgate.config.lock import CALLED, FILE, how

# Skipped entries by reason, in the singular and the plural, and how many paths of each are listed.
SKIPPED: Final = {
    "not_a_manifest": ("file that is not a manifest", "files that are not manifests"),
    "report": ("report of rightsgate", "reports of rightsgate"),
    "excluded": ("file or folder that is excluded", "files and folders that are excluded"),
    "hidden": ("hidden file or folder", "hidden files and folders"),
    "linked_folder": ("link to a folder, not followed", "links to folders, not followed"),
    "not_a_file": ("pipe, socket or device", "pipes, sockets and devices"),
}
NAMED: Final = 3
NOT_CHECKED: Final = "Not checked in the searched folders"


def skipped_of(tally: Tally) -> Iterator[str]:
    """Yield what was not checked in the searched folders, by reason, with the first of the paths."""
    for skipped in tally.skipped:
        one, many = SKIPPED.get(skipped.reason, (skipped.reason, skipped.reason))
        more = ", ..." if skipped.count > NAMED else ""
        yield f"{counted(skipped.count, one, many)}: {', '.join(skipped.first[:NAMED])}{more}"


def unlocked_of(run: Run) -> str:
    """Return what the check went by that is not as it is locked; empty if all is."""
    named = ", ".join(f"{CALLED[one.kind]} {one.name} {how(one)}" for one in run.unlocked)
    return f"Not as in {FILE}, and the verdict rests on it: {named}." if named else ""


def configured_of(config: str) -> str:
    """Return which configuration the check used; empty if none."""
    return f"Configuration: {config}. To see what it sets: rightsgate config" if config else ""


def spared_of(tally: Tally) -> str:
    """Return the findings of all manifests that a waiver accepts, or that were open in the baseline; empty if none."""
    counts = ((tally.waived_findings, "accepted by waiver"), (tally.spared, "open in the baseline already"))
    said = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"Findings: {said}" if said else ""


def counted(count: int, one: str, many: str) -> str:
    """Return a count with what is counted, in the singular or the plural."""
    return f"{count} {one if count == 1 else many}"
