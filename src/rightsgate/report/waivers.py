"""What became of waivers, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.findings.waivers.harm import waived_harm
from rightsgate.findings.waivers.model import Waiver, WaiverState, WaiverUse
from rightsgate.rules.operators import period_in_words
from rightsgate.text.layout import Page, plain

UNUSED: Final = "unused"
TOO_BROAD: Final = "too-broad"
EXPIRING: Final = "expiring"
AGAIN: Final = "Decide again: rightsgate waive"
STATES: Final[Mapping[WaiverState, Callable[[WaiverUse], str]]] = {
    WaiverState.IN_EFFECT: lambda use: f"It expires on {use.waiver.expires} (UTC, that day included).",
    WaiverState.NOT_STARTED: lambda use: f"It starts on {use.waiver.starts} (UTC).",
    WaiverState.EXPIRED: lambda use: f"It expired on {use.waiver.expires} (UTC, that day included). {AGAIN}",
    WaiverState.FACTS_CHANGED: lambda _: f"The facts that decide the finding have changed since. {AGAIN}",
    WaiverState.TOO_LONG: lambda use: (
        f"It runs from {use.waiver.starts} to {use.waiver.expires}; this policy allows {period_in_words(use.longest)}."
    ),
    WaiverState.NEVER: lambda _: "This policy lets nobody waive that rule.",
    WaiverState.DUPLICATE: lambda _: "Another waiver of the same finding counts instead.",
    WaiverState.NOT_NEEDED: lambda _: "The finding would not keep the gate from passing. Take the waiver out.",
}


class WaiverNote(msgspec.Struct, frozen=True, kw_only=True):
    """Something that people should know of a waiver: a code, and a sentence."""

    waiver: Waiver
    state: str
    explanation: str


def notes_on(uses: Iterable[WaiverUse]) -> Iterator[WaiverNote]:
    """Yield what people should know of the waivers that name findings of one manifest."""
    for use in uses:
        if use.state is not WaiverState.IN_EFFECT or use.expiring:
            state = EXPIRING if use.expiring else use.state.value
            yield WaiverNote(waiver=use.waiver, state=state, explanation=STATES[use.state](use))


def notes_on_all(run: Run, tally: Tally) -> Iterator[WaiverNote]:
    """Yield what can be told of waivers only once every manifest is checked."""
    checked = [path for paths in tally.paths.values() for path in paths]
    for waiver in () if run.waivers is None else run.waivers.entries:
        pointer = waiver.location.pointer
        if pointer not in tally.waivers_named and any(map(waiver.is_for, checked)):
            said = "None of the manifests has that finding. Take the waiver out, or correct its id."
            yield WaiverNote(waiver=waiver, state=UNUSED, explanation=said)
        paths = tally.waived.get(pointer, [])
        if len(paths) > 1:
            said = (
                f"It accepts a finding in each of {len(paths)} manifests. Name the one that is meant under `manifest`."
            )
            yield WaiverNote(waiver=waiver, state=TOO_BROAD, explanation=said)


def accepted_of(waiver: Waiver) -> str:
    """Return who accepts a finding, until when and why."""
    return f"accepted by {waiver.approver} until {waiver.expires}, owner {waiver.owner}: {waiver.reason}"


def harm_of(part: ManifestReport, run: Run) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield of how many findings with a waiver each right and each group at heightened risk is concerned."""
    harm = waived_harm(part.findings, part.assessment)
    rights = {name: right.name for name, right in run.tables.rights.items()}
    groups = {name: group.name for name, group in run.tables.groups.items()}
    for heading, counts, names in (
        ("Waived by right", harm.rights, rights),
        ("Waived by group at heightened risk", harm.groups, groups),
    ):
        if counts:
            yield heading, tuple(f"{names.get(name, name)} {count}" for name, count in counts.items())


def named_of(note: WaiverNote, run: Run) -> str:
    """Return which waiver a note is on, and where it stands."""
    path = "" if run.waivers is None else run.waivers.path
    return f"{note.waiver.finding} ({path}:{note.waiver.location.line})"


def waived_text(waivers: Iterable[Waiver], path: str, *, is_used: bool, page: Page) -> str:
    """Return what waivers that were written accept, and how a check comes to use them."""
    lines: list[str] = []
    for one in waivers:
        said = f"{one.finding} is accepted from {one.starts} to {one.expires} (UTC, both days included): {path}"
        lines += page.paragraph(plain(said), 0)
    if not is_used:
        used = f'To use it: rightsgate check --waivers {path}, or in rightsgate.toml: waivers = "{path}"'
        lines += page.paragraph(plain(used), 0)
    return "\n".join(lines) + "\n"
