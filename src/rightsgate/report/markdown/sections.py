"""The sections of one manifest's part in Markdown, in the order in which people need them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Change, Finding
from rightsgate.findings.priorities import first_steps, most_urgent
from rightsgate.people.model import ProductRisk
from rightsgate.report.actors import ADVISORY, advisory_of, silence_of
from rightsgate.report.at_risk import certainty_of, groups_of, heading_of, more_groups, recorded_of, right_of
from rightsgate.report.baseline import CHANGES, changes_of
from rightsgate.report.blocking import binds_of, blocking_of, ids_of, line_of, short_id
from rightsgate.report.decisions import decisions_of, ineffective_of
from rightsgate.report.escape import code, cut, escaped
from rightsgate.report.first_steps import FIRST, settles, written_first
from rightsgate.report.forecast import upcoming_of
from rightsgate.report.markdown.fitting import Section
from rightsgate.report.markdown.tables import items, table
from rightsgate.report.places import place_text
from rightsgate.report.reasons import no_effect_of
from rightsgate.report.waivers import accepted_of, harm_of, named_of, notes_on

# How many characters a text of a manifest has at most, and how many groups are named.
LONGEST: Final = 300
GROUPS: Final = 3
# How many steps are shown: those to do first.
STEPS: Final = 10


def sections_of(part: ManifestReport, run: Run) -> Iterator[Section]:
    """Yield what is to be told of one manifest besides its verdict, the most needed first."""
    yield from _changes(part, run)
    yield from _first(part, run)
    yield from _blocking(part)
    yield from _risks(part.assessment.risks, run)
    yield from _waived(part, run)
    if said := upcoming_of(part):
        yield Section(heading="What changes by itself", after=(short(said),))
    yield from _spared(part)
    decided = [short(f"{about}: {said}") for about, said in decisions_of(part)]
    yield from items(f"Decided by a person ({len(decided)})", decided, "full")
    yield from _ineffective(part, run)
    rows = ([short(actor), said] for actor, said in advisory_of(part))
    silence = map(short, silence_of(part, run.policy.of))
    yield from table(ADVISORY[run.policy.of], ("Actor", "Open"), rows, "full", *[*silence][:GROUPS])


def short(text: str) -> str:
    """Return a text escaped, and cut where it is too long to be read here."""
    return escaped(cut(text, LONGEST))


def _id(finding: Finding, ids: Mapping[str, int]) -> str:
    return code(cut(short_id(finding, ids), LONGEST))


def _changes(part: ManifestReport, run: Run) -> list[Section]:
    """Return what changed against the baseline; only counts where the baseline has no such manifest."""
    baseline = run.baseline
    if baseline is None:
        return []
    is_there = baseline.of(part.path, part.name) is not None
    changed = [one for one in part.findings if one.change not in (None, Change.KNOWN) and not one.advisory]
    ids = ids_of(part)
    rows = [
        [CHANGES[change], _id(one, ids), short(one.duty.title), line_of(one)]
        for change in Change
        for one in most_urgent((one for one in changed if one.change is change), part.assessment)
        if is_there
    ]
    rows += [["settled", code(cut(name, LONGEST)), "", ""] for name in part.settled]
    heading, said = "What changed", short(changes_of(part, run))
    return table(heading, ("Change", "Finding", "Duty", "Line"), rows, "findings", said) or [
        Section(heading=heading, after=(said,))
    ]


def _first(part: ManifestReport, run: Run) -> list[Section]:
    rows = [
        [
            str(number),
            code(cut(place_text(step.site, run.vocabulary), LONGEST)),
            short(written_first(step, run)),
            settles(step),
        ]
        for number, step in enumerate(first_steps(part.findings, part.assessment), start=1)
    ]
    return table(FIRST, ("", "Where", "What to write", "Settles"), rows, "findings", most=STEPS)


def _blocking(part: ManifestReport) -> list[Section]:
    return _findings("Blocking", blocking_of(part), part)


def _spared(part: ManifestReport) -> list[Section]:
    """Return the findings that would keep the gate from passing, and do not since they did in the baseline already."""
    spared = most_urgent((one for one in part.findings if one.spared), part.assessment)
    return _findings("Open in the baseline already", spared, part)


def _findings(heading: str, findings: Sequence[Finding], part: ManifestReport) -> list[Section]:
    ids = ids_of(part)
    rows = ([binds_of(one), _id(one, ids), short(one.duty.title), line_of(one)] for one in findings)
    return table(f"{heading} ({len(findings)})", ("Strength", "Finding", "Duty", "Line"), rows, "findings")


def _risks(risks: Iterable[ProductRisk], run: Run) -> list[Section]:
    listed = [*risks]
    rows = (
        [
            certainty_of(risk),
            f"{code(cut(risk.id, LONGEST))} {short(risk.risk.name)}",
            short(right_of(risk, run)),
            short("; ".join(filter(None, (_groups(groups_of(risk, run)), recorded_of(risk))))),
        ]
        for risk in listed
    )
    return table(heading_of(listed), ("", "Risk", "Right", "Groups at heightened risk"), rows, "full")


def _groups(names: list[str]) -> str:
    return ", ".join(names[:GROUPS]) + more_groups(len(names) - len(names[:GROUPS]))


def _waived(part: ManifestReport, run: Run) -> Iterator[Section]:
    waived = [
        f"{code(cut(finding.id, LONGEST))} {short(accepted_of(finding.waiver))}"
        for finding in part.findings
        if finding.waiver is not None
    ]
    harm = (short(f"{heading}: {', '.join(said)}") for heading, said in harm_of(part, run)) if waived else ()
    yield from items(f"Accepted by waiver ({len(waived)})", waived, "findings", *harm)
    notes = [short(f"{named_of(note, run)}. {note.explanation}") for note in notes_on(part.waiver_uses)]
    yield from items(f"Waivers to look at ({len(notes)})", notes, "findings")


def _ineffective(part: ManifestReport, run: Run) -> list[Section]:
    said = [
        short(f"{ineffective_of(one)} (line {one.location.line}). {no_effect_of(one, run.policy.valid_for)}")
        for one in part.ineffective_decisions
    ]
    return items(f"Recorded decisions without effect ({len(said)})", said, "findings")
