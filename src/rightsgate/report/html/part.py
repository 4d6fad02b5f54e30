"""The page's part on one manifest: everything that its template shows."""

from base64 import b32encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.priorities import first_steps
from rightsgate.report.actors import ADVISORY, actor_name, advisory_of
from rightsgate.report.at_risk import heading_of
from rightsgate.report.baseline import changes_of
from rightsgate.report.blocking import binds_of, blocking_of, ids_of, line_of, short_id
from rightsgate.report.decisions import decisions_of, ineffective_of
from rightsgate.report.first_steps import settles, written_first
from rightsgate.report.forecast import change_of, gating, moment_of
from rightsgate.report.html.chain import chain_of
from rightsgate.report.html.derivations import numbers_of, steps_of
from rightsgate.report.html.finding import GATES
from rightsgate.report.html.findings import actor_groups, anchors_of
from rightsgate.report.html.heat import heat_of
from rightsgate.report.html.people import contacts_of, impacts_of, questions_of, register_of, risks_of
from rightsgate.report.places import place_text
from rightsgate.report.reasons import WORDS, grounds_of, judged_for, no_effect_of
from rightsgate.report.verdict import for_whom, verdict_lines
from rightsgate.report.waivers import accepted_of, harm_of, named_of, notes_on
from rightsgate.rules.model.outcome import Outcome

# For whom a manifest without a subject is judged; how to name one is said beneath.
EVERYBODY: Final = "for all actors"
# How many lines stand at the top; the rest is folded beneath.
FIRST: Final = 5
# How many lines a list may have that is not the whole of what it is about.
MOST: Final = 40
RISKS: Final = 12


class CountRow(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings have an outcome: all, and those of them that can affect the result."""

    outcome: str
    word: str
    all: int
    gating: int


def prefix_of(path: str) -> str:
    """Return what the anchors of a manifest's part begin with: the same for a path wherever it is checked."""
    return b32encode(sha256(path.encode(errors="surrogateescape")).digest())[:7].decode().lower()


def part_of(part: ManifestReport, run: Run) -> Mapping[str, Any]:
    """Return what the template shows of one manifest, by the names that it uses."""
    prefix = prefix_of(part.path)
    groups = tuple(actor_groups(part, run, prefix))
    numbers = numbers_of(part, groups)
    return {
        "part": part,
        "prefix": prefix,
        "whom": for_whom(part, run) if part.subject else EVERYBODY,
        "judged": judged_for(part, run.policy.of),
        "said": tuple(verdict_lines(part, run)),
        "grounds": grounds_of(part.grounds),
        "counts": tuple(_counts(part)),
        "total": sum(part.counts.values()),
        "out_of_reach": tuple(duty.id for duty in part.out_of_reach),
        "steps_first": tuple(_first(part, run)),
        "first": FIRST,
        "most": MOST,
        "most_risks": RISKS,
        "gates": GATES,
        "blocking": tuple(_blocking(part, prefix)),
        "chain": chain_of(part, run),
        "heat": heat_of(part, run),
        "people_heading": heading_of(part.assessment.risks),
        "impacts": tuple(impacts_of(part, run)),
        "risks": tuple(risks_of(part, run)),
        "register": tuple(register_of(part)),
        "contacts": tuple(contacts_of(part)),
        "questions": tuple(questions_of(part, run)),
        "decisions": tuple(decisions_of(part)),
        "ineffective": tuple(
            f"{ineffective_of(one)} (line {one.location.line}). {no_effect_of(one, run.policy.valid_for)}"
            for one in part.ineffective_decisions
        ),
        "waived": tuple((one.id, accepted_of(one.waiver)) for one in part.findings if one.waiver is not None),
        "waived_harm": tuple(harm_of(part, run)) if run.waivers is not None else (),
        "waiver_notes": tuple(f"{named_of(note, run)}. {note.explanation}" for note in notes_on(part.waiver_uses)),
        "baseline": changes_of(part, run),
        "settled": part.settled,
        "upcoming": tuple(_upcoming(part)),
        "advisory_heading": ADVISORY[run.policy.of],
        "advisory": tuple(advisory_of(part)),
        "actors": groups,
        "idle": tuple(actor_name(one) for one in part.actors if one.id not in {group.actor for group in groups}),
        "numbers": numbers,
        "derivations": tuple(steps_of(part, run, numbers)),
    }


def _counts(part: ManifestReport) -> Iterator[CountRow]:
    for outcome in Outcome:
        yield CountRow(
            outcome=outcome.value,
            word=WORDS[outcome],
            all=part.counts[outcome],
            gating=part.gating_counts[outcome],
        )


def _first(part: ManifestReport, run: Run) -> Iterator[tuple[str, str, str]]:
    """Yield what to do first: the place, what to do there, and what that settles."""
    for step in first_steps(part.findings, part.assessment)[:MOST]:
        yield place_text(step.site, run.vocabulary), written_first(step, run), settles(step)


def _blocking(part: ManifestReport, prefix: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield what blocks, the most urgent first: anchor, how it binds, title, id, line and why it matters."""
    ids, anchors = ids_of(part), anchors_of(part, prefix)
    for one in blocking_of(part):
        yield anchors[one.id], binds_of(one), one.duty.title, short_id(one, ids), line_of(one), one.duty.why


def _upcoming(part: ManifestReport) -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Yield the days on which outcomes that gate change: the day, the verdict then, why, and what changes."""
    for day in part.upcoming:
        changes = gating(day)
        if changes:
            said = tuple(f"{change.finding}: {change_of(change)}" for change in changes)
            yield day.day, day.verdict.value, tuple(map(moment_of, day.moments)), said
