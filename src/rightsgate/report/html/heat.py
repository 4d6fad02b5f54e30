"""Rights by actors as the page shows them: each cell says how the duties that protect the right stand."""

from typing import Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.by_right import Standing, standings
from rightsgate.report.people import right_name
from rightsgate.report.reasons import WORDS
from rightsgate.rules.model.outcome import Outcome

# A sign for each outcome, so that nobody has to tell colours apart.
SIGNS: Final = {
    Outcome.UNMET: "✕",
    Outcome.UNKNOWN: "?",
    Outcome.JUDGEMENT: "◇",
    Outcome.MET: "✓",
    Outcome.NOT_APPLICABLE: "·",
    Outcome.INACTIVE: "·",
}
ACCEPTED_SIGN: Final = "○"
NOTHING: Final = "no duty of this policy"
ACCEPTED: Final = "accepted"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """How one actor's duties on one right stand: the worst outcome, the counts in signs, and all in words."""

    state: str
    signs: tuple[tuple[str, int], ...]
    words: str


class HeatRow(msgspec.Struct, frozen=True, kw_only=True):
    """A right, its risks, and a cell for each actor."""

    right: str
    certain: bool
    risks: str
    cells: tuple[Cell, ...]


class Heat(msgspec.Struct, frozen=True, kw_only=True):
    """The whole map: the names of the actors, and a row for each right at risk."""

    actors: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    legend: tuple[tuple[str, str, str], ...]


def heat_of(part: ManifestReport, run: Run) -> Heat:
    """Return the map of one manifest."""
    found = standings(part, run.tables)
    names = {actor.id: actor.name or actor.id for actor in part.actors}
    return Heat(
        actors=tuple(names.get(one.actor, one.actor) for one in found[0].actors) if found else (),
        rows=tuple(
            HeatRow(
                right=right_name(line.right, run.tables),
                certain=line.certain,
                risks="; ".join(
                    f"{run.tables.risks[risk].name}{'' if certain else ' (possible)'}"
                    for risk, certain in line.risks.items()
                ),
                cells=tuple(map(_cell, line.actors)),
            )
            for line in found
        ),
        legend=(
            *(
                (outcome.value, SIGNS[outcome], WORDS[outcome])
                for outcome in (Outcome.UNMET, Outcome.UNKNOWN, Outcome.JUDGEMENT, Outcome.MET)
            ),
            ("accepted", ACCEPTED_SIGN, "accepted by a waiver, or open in the baseline already"),
            ("not-applicable", SIGNS[Outcome.NOT_APPLICABLE], "no duty of this policy that applies"),
        ),
    )


def _cell(standing: Standing) -> Cell:
    telling = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.JUDGEMENT, Outcome.MET)
    counts = [(outcome, standing.counts[outcome]) for outcome in telling if standing.counts.get(outcome)]
    signs = [(SIGNS[outcome], count) for outcome, count in counts]
    words = [f"{count} {WORDS[outcome]}" for outcome, count in counts]
    state = counts[0][0].value if counts else "not-applicable"
    if standing.accepted:
        signs.append((ACCEPTED_SIGN, standing.accepted))
        words.append(f"{standing.accepted} {ACCEPTED}")
        if state in ("met", "not-applicable"):
            state = "accepted"
    return Cell(
        state=state,
        signs=tuple(signs) or ((SIGNS[Outcome.NOT_APPLICABLE], 0),),
        words=", ".join(words) or NOTHING,
    )
