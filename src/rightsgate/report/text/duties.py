"""The duties of each actor, as text: worst first, each finding in full, in brief or counted."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from rightsgate.checker.model import ActorSummary, ManifestReport, Run
from rightsgate.evaluate.model import Explanation
from rightsgate.evaluate.site import Site
from rightsgate.explain.model import Step
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import UNKNOWN
from rightsgate.report.actors import actor_name, jointly
from rightsgate.report.details import deciding_text, telling_tests
from rightsgate.report.places import missing_texts, places_by_entry
from rightsgate.report.reasons import WORDS, decision_of
from rightsgate.report.sources import asked_by_framework, demanded_of, source_text
from rightsgate.rules.model.duty import JOINTLY, Recommendation
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.text.layout import Page, plain

# Colours that can be read on light and on dark: yellow and green cannot.
COLOURS: Final = {Outcome.UNMET: "red", Outcome.JUDGEMENT: "magenta"}
HEADINGS: Final = {
    Outcome.UNKNOWN: "NOT STATED ({}): the manifest does not say",
    Outcome.JUDGEMENT: "FOR A PERSON TO DECIDE ({}): everything that can be checked is met; a person must decide "
    "the rest",
    Outcome.MET: "MET ({})",
    Outcome.NOT_APPLICABLE: "NOT APPLICABLE ({})",
    Outcome.INACTIVE: "INACTIVE ({})",
    Outcome.UNMET: "UNMET ({})",
}
MOST_TESTS: Final = 4
MOST_MISSING: Final = 3


def duties_text(part: ManifestReport, run: Run, show: Collection[Outcome], page: Page) -> list[str]:
    """Return the findings of a manifest by actor; those of the outcomes in ``show`` are written in full."""
    by_actor = {key: list(group) for key, group in groupby(part.findings, key=lambda f: f.actor)}
    summaries = {actor.id: actor for actor in part.actors}
    lines: list[str] = []
    for key in sorted(by_actor, key=lambda k: (*_badness(by_actor[k]), k)):
        heading = plain(jointly(part, by_actor[key])) if key == JOINTLY else _heading(summaries[key], by_actor[key])
        lines += ["", *_actor(heading, by_actor[key], part, run, show, page)]
    for actor in part.actors:
        if actor.id not in by_actor:
            idle = f"{actor_name(actor)}: {_roles(actor.roles) or 'no role'}; no duty of this policy applies to it."
            lines += ["", *page.paragraph(idle, 0)]
    return lines


def _heading(actor: ActorSummary, findings: list[Finding]) -> str:
    held = sorted({finding.role for finding in findings if finding.role_certain})
    advisory = " (advisory)" if all(finding.advisory for finding in findings) else ""
    return f"{actor_name(actor)}: {_roles(held) or 'role not known'}{advisory}"


def _badness(findings: Iterable[Finding]) -> tuple[int, ...]:
    counts = dict.fromkeys(WORDS, 0)
    blocking = 0
    for finding in findings:
        counts[finding.outcome] += 1
        blocking += finding.effect is Effect.BLOCK
    return (-blocking, -counts[Outcome.UNMET], -counts[Outcome.UNKNOWN])


def _roles(roles: Iterable[str]) -> str:
    return ", ".join(role.replace("_", " ") for role in roles)


def _actor(
    heading: str, findings: list[Finding], part: ManifestReport, run: Run, show: Collection[Outcome], page: Page
) -> list[str]:
    certain: dict[Outcome, list[Finding]] = {outcome: [] for outcome in WORDS}
    possible = []
    for finding in findings:
        if finding.role_certain:
            certain[finding.outcome].append(finding)
        else:
            possible.append(finding)
    lines = [page.paint(line, bold=True) for line in page.paragraph(heading, 0)]
    lines.append(f"  {_counts(findings, page)}")
    for outcome, chosen in certain.items():
        if chosen and outcome in show:
            for same in _merged(chosen):
                lines.append("")
                lines += _full(same, run, page)
        elif chosen and outcome.is_undecided:
            lines.append("")
            lines += _brief(outcome, chosen, run, page)
    return lines + _possible(possible, part, run, page)


def _counts(findings: Iterable[Finding], page: Page) -> str:
    counts = dict.fromkeys(WORDS, 0)
    for finding in findings:
        counts[finding.outcome] += 1
    return ", ".join(
        page.paint(f"{count} {WORDS[outcome]}", fg=COLOURS.get(outcome)) for outcome, count in counts.items() if count
    )


def _merged(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Join what is the same for several roles of one actor."""
    merged: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        key = (finding.duty.id, finding.entity)
        same = merged.get(key)
        if same is None:
            merged[key] = [finding]
        else:
            same.append(finding)
    return list(merged.values())


def _times(same: list[Finding]) -> str:
    return f" x{len(same)}" if len(same) > 1 else ""


def _full(same: list[Finding], run: Run, page: Page) -> list[str]:
    finding = same[0]
    duty, why = finding.duty, finding.explanation
    said = WORDS[finding.outcome]
    word = page.paint(said.upper(), fg=COLOURS.get(finding.outcome), bold=True)
    lines = [f"  {word}{_times(same)}  {duty.id}  {duty.strength.value}"]
    lines += [page.paint(line, bold=True) for line in page.paragraph(duty.title, 4)]
    if len(same) > 1:
        lines += page.entry("as", _roles(f.role for f in same))
    if finding.entity is not None:
        lines += page.entry("on", plain(f"{duty.on.kind} {finding.entity}"))
    if why is not None:
        lines += page.entry("at", plain(f"{why.location.path}:{why.location.line}:{why.location.column}"))
        lines += _tests(why, run, page)
    if finding.lacks is not None:
        lines += page.entry("lacks", demanded_of(finding.lacks))
    if finding.decision is not None:
        lines += page.entry("decided", plain(decision_of(finding.decision)))
    told_with = (f"{other.duty.id} {other.strength.value}" for other in finding.also)
    return lines + page.once((duty.id, said, *told_with), partial(_of_rule, finding, run, page))


def _of_rule(finding: Finding, run: Run, page: Page) -> list[str]:
    """Return what the rule, and those told with it, say of every such finding."""
    duty = finding.duty
    lines = page.entry("decide", duty.judgement) if finding.outcome is Outcome.JUDGEMENT else []
    lines += page.entry("why", duty.why) + page.entry("source", source_text(duty, run))
    if framework := asked_by_framework(duty, run):
        lines += page.entry("asked by", framework)
    for other in finding.also:
        lines += page.entry("also", f"{other.duty.id} ({other.strength.value}): {source_text(other.duty, run)}")
    if finding.outcome.is_open:
        lines += page.entry("fix", duty.fix)
    return lines


def _tests(why: Explanation, run: Run, page: Page) -> list[str]:
    """Return in words the tests of the requirement, and those of the condition that are open."""
    tests = telling_tests(why)
    lines: list[str] = []
    for test in tests[:MOST_TESTS]:
        lines += page.entry("" if lines else "stated", plain(deciding_text(test, run.vocabulary)))
    if len(tests) > MOST_TESTS:
        lines += page.entry("", f"and {len(tests) - MOST_TESTS} more")
    return lines


def _brief(outcome: Outcome, findings: list[Finding], run: Run, page: Page) -> list[str]:
    heading = page.wrap(HEADINGS[outcome].format(len(findings)), 2, 4)
    lines = [
        " " * (4 if number else 2) + page.paint(line, fg=COLOURS.get(outcome), bold=True)
        for number, line in enumerate(heading)
    ]
    ordered = sorted(
        _merged(findings),
        key=lambda same: (same[0].duty.recommendation, same[0].duty.id, same[0].entity or ""),
    )
    for name, group in groupby(ordered, key=lambda same: same[0].duty.recommendation):
        lines += page.once(("asked by", name), partial(_recommended, run.recommendations[name], page))
        for same in group:
            lines += page.item(f"{same[0].duty.id}{_times(same)}", plain(_asks(same[0], run)))
    return lines


def _recommended(recommendation: Recommendation, page: Page) -> list[str]:
    number = f" ({recommendation.number})" if recommendation.number else ""
    return page.paragraph(f"{recommendation.section}{number} {recommendation.title}", 4)


def _asks(finding: Finding, run: Run) -> str:
    """Return what would settle an unknown, with what can be typed there, or the duty that a person must judge."""
    why, entity = finding.explanation, finding.entity
    short = "" if finding.lacks is None else f": must be {finding.lacks.tier.value} at least"
    if why is not None and why.missing and finding.outcome is not Outcome.JUDGEMENT:
        return "; ".join(missing_texts(why.missing, run.vocabulary, MOST_MISSING)) + short
    on = "" if entity is None else f" on {entity}"
    line = "" if why is None else f" (line {why.location.line})"
    return f"{finding.duty.title}{short}{on}{line}"


def _possible(findings: list[Finding], part: ManifestReport, run: Run, page: Page) -> list[str]:
    """Return lines on the roles that are still open, with the number of duties that would bind the actor."""
    lines: list[str] = []
    for role, group in groupby(sorted(findings, key=lambda f: f.role), key=lambda f: f.role):
        members = list(group)
        asked_by = part.asked_by.get(members[0].id, ())
        unsaid = places_by_entry(_unsettled(asked_by, part.derivations), run.vocabulary)
        settle = f" To settle it, state {'; '.join(unsaid)}." if unsaid else ""
        more = "more duty would apply" if len(members) == 1 else "more duties would apply"
        may = f"It may also be a {role.replace('_', ' ')}: {len(members)} {more}, open until that is settled."
        lines += ["", *page.paragraph(plain(may + settle), indent=2)]
    return lines


def _unsettled(roots: Sequence[str], steps: Mapping[str, Step]) -> Iterator[Site]:
    """Yield where what is unknown beneath some steps would be stated, each step looked at once."""
    pending, seen = [*reversed(roots)], set[str]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            step = steps[name]
            if step.truth is UNKNOWN and step.site is not None:
                yield step.site
            pending += reversed(step.premises)
