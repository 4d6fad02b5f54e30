"""The report as text for people: by actor, worst first, at most 80 columns, colour only if asked for."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Final

from rightsgate.model.report import ActorSummary, Effect, FactRef, Finding, ManifestReport, Observation, Outcome, Report, Verdict
from rightsgate.model.truth import UNKNOWN
from rightsgate.report.layout import Page, plain

COLOURS: Final = {Outcome.UNMET: "red", Outcome.UNKNOWN: "yellow", Outcome.JUDGEMENT: "magenta", Outcome.MET: "green"}
VERDICTS: Final = {Verdict.FAILED: "red", Verdict.UNDECIDED: "yellow", Verdict.PASSED: "green"}
HEADINGS: Final = {
    Outcome.UNKNOWN: "UNKNOWN: nobody has said",
    Outcome.JUDGEMENT: "JUDGEMENT: what is stated is enough for a machine; a person must decide",
    Outcome.MET: "MET",
    Outcome.NOT_APPLICABLE: "NOT APPLICABLE",
    Outcome.INACTIVE: "INACTIVE",
    Outcome.UNMET: "UNMET",
}
BRIEF: Final = (Outcome.UNKNOWN, Outcome.JUDGEMENT)
DOCUMENTS: Final = {"bsr-hra-2025": "BSR 2025"}
MOST_TESTS: Final = 4


def render_text(report: Report, *, exit_code: int, show: Collection[Outcome], colour: bool) -> str:
    """Return the report as text. Findings of the outcomes in ``show`` are printed in full."""
    page = Page(colour=colour)
    lines = [
        f"rightsgate: policy {report.policy.name} ({report.policy.title}), as of {report.as_of}",
        f"{report.duties} duties in {len(report.recommendations)} recommendations, packs: {', '.join(report.packs)}",
    ]
    for part in report.parts:
        lines += ["", *_part(part, report, show, page)]
    if len(report.parts) > 1:
        lines += ["", *_total(report, page)]
    hidden = [o.value for o in BRIEF if o not in show and any(p.counts[o] for p in report.parts)]
    if hidden:
        lines += ["", f"In full: --show unmet,{','.join(hidden)}. Everything, with derivations: --format json."]
    lines += [f"Exit code {exit_code}."]
    return "\n".join(lines) + "\n"


def _part(part: ManifestReport, report: Report, show: Collection[Outcome], page: Page) -> Iterator[str]:
    yield page.paint("=" * 80, bold=True)
    yield page.paint(plain(part.path), bold=True) + (f"  {plain(part.name)}" if part.name else "")
    by_actor = {key: list(group) for key, group in groupby(part.findings, key=lambda f: f.actor)}
    summaries = {actor.id: actor for actor in part.actors}
    for key in sorted(by_actor, key=lambda k: (*_badness(by_actor[k]), k)):
        yield ""
        yield from _actor(summaries[key], by_actor[key], report, show, page)
    idle = [actor for actor in part.actors if actor.id not in by_actor]
    for actor in idle:
        yield ""
        yield f"{_named(actor)}: {_roles(actor.roles) or 'no role'}; no duty of this policy binds it"
    yield ""
    yield from _closing(part, page)


def _badness(findings: Iterable[Finding]) -> tuple[int, ...]:
    counts = dict.fromkeys(Outcome, 0)
    blocking = 0
    for finding in findings:
        counts[finding.outcome] += 1
        blocking += finding.effect is Effect.BLOCK
    return (-blocking, -counts[Outcome.UNMET], -counts[Outcome.UNKNOWN])


def _named(actor: ActorSummary) -> str:
    return plain(f"{actor.name} ({actor.id})" if actor.name and actor.name != actor.id else actor.id)


def _roles(roles: Iterable[str]) -> str:
    return ", ".join(role.replace("_", " ") for role in roles)


def _actor(
    actor: ActorSummary, findings: list[Finding], report: Report, show: Collection[Outcome], page: Page
) -> Iterator[str]:
    certain = [f for f in findings if f.role_certain]
    held = sorted({f.role for f in certain})
    yield page.paint(f"{_named(actor)}: {_roles(held) or 'role not known'}", bold=True)
    yield f"  {_counts(findings, page)}"
    for outcome in Outcome:
        chosen = [f for f in certain if f.outcome is outcome]
        if not chosen:
            continue
        if outcome in show:
            for merged in _merged(chosen):
                yield ""
                yield from _full(merged, report, page)
        elif outcome in BRIEF:
            yield ""
            yield from _brief(outcome, chosen, report, page)
    yield from _possible(findings, page)


def _counts(findings: Iterable[Finding], page: Page) -> str:
    counts = dict.fromkeys(Outcome, 0)
    for finding in findings:
        counts[finding.outcome] += 1
    return ", ".join(
        page.paint(f"{count} {outcome.value}", fg=COLOURS.get(outcome)) for outcome, count in counts.items() if count
    )


def _merged(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Join what is the same for several roles of one actor."""
    merged: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        merged.setdefault((finding.duty.id, finding.entity), []).append(finding)
    return list(merged.values())


def _times(same: list[Finding]) -> str:
    return f" x{len(same)}" if len(same) > 1 else ""


def _full(same: list[Finding], report: Report, page: Page) -> Iterator[str]:
    finding = same[0]
    duty, why = finding.duty, finding.explanation
    word = page.paint(finding.outcome.value.upper(), fg=COLOURS.get(finding.outcome), bold=True)
    yield f"  {word}{_times(same)}  {duty.id}  {duty.strength.value}  {page.paint(duty.title, bold=True)}"
    if len(same) > 1:
        yield from page.entry("as", _roles(f.role for f in same))
    if finding.entity is not None:
        yield from page.entry("on", plain(f"{duty.on.kind} {finding.entity}"))
    if why is not None:
        yield from page.entry("at", plain(f"{why.location.path}:{why.location.line}:{why.location.column}"))
        for index, observation in enumerate(why.because[:MOST_TESTS]):
            yield from page.entry("stated" if index == 0 else "", _observed(observation))
        if len(why.because) > MOST_TESTS:
            yield from page.entry("", f"and {len(why.because) - MOST_TESTS} more")
    if finding.decision is not None:
        decision = finding.decision
        yield from page.entry("decided", plain(f"{decision.outcome.value} by {decision.decided_by}, {decision.date}: {decision.reason}"))
    if finding.outcome is Outcome.JUDGEMENT:
        yield from page.entry("decide", duty.judgement)
    yield from page.entry("why", duty.why)
    yield from page.entry("source", _source(finding, report))
    if finding.outcome in (Outcome.UNMET, Outcome.UNKNOWN, Outcome.JUDGEMENT):
        yield from page.entry("fix", duty.fix)


def _observed(observation: Observation) -> str:
    condition = "applies only if " if observation.part == "when" else ""
    subject = observation.field if observation.field else observation.entity
    return plain(f"{condition}{subject}: {observation.stated}; asked: {observation.asked}")


def _source(finding: Finding, report: Report) -> str:
    source = finding.duty.source
    number = f" ({source.recommendation})" if source.recommendation else ""
    title = report.recommendations[finding.duty.recommendation].title
    clauses = ", ".join(source.clauses)
    return f"{DOCUMENTS.get(source.document, source.document)}, section {source.section}{number}, {title} [{clauses}]"


def _brief(outcome: Outcome, findings: list[Finding], report: Report, page: Page) -> Iterator[str]:
    yield "  " + page.paint(f"{HEADINGS[outcome]} ({len(findings)})", fg=COLOURS.get(outcome), bold=True)
    ordered = sorted(_merged(findings), key=lambda same: (same[0].duty.recommendation, same[0].duty.id, same[0].entity or ""))
    for name, group in groupby(ordered, key=lambda same: same[0].duty.recommendation):
        recommendation = report.recommendations[name]
        number = f" ({recommendation.number})" if recommendation.number else ""
        yield f"    {recommendation.section}{number} {recommendation.title}"
        for same in group:
            finding = same[0]
            on = f" on {finding.entity}" if finding.entity is not None else ""
            yield from page.item(f"{finding.duty.id}{_times(same)}", plain(_asks(finding) + on), _line(finding))


def _line(finding: Finding) -> str:
    return f"line {finding.explanation.location.line}" if finding.explanation is not None else ""


def _asks(finding: Finding) -> str:
    """Say which statements would settle an unknown, or what a person has to decide."""
    if finding.outcome is Outcome.JUDGEMENT or finding.explanation is None:
        return finding.duty.title
    return ", ".join(finding.explanation.unsaid) or finding.duty.title


def _possible(findings: list[Finding], page: Page) -> Iterator[str]:
    """Say in one place what would follow if the actor held a role that nobody has settled."""
    for role, group in groupby(sorted((f for f in findings if not f.role_certain), key=lambda f: f.role), key=lambda f: f.role):
        members = list(group)
        unsaid = dict.fromkeys(
            leaf for f in members[:1] if f.explanation for ref in f.explanation.derivation for leaf in _unsettled(ref)
        )
        settle = f" To settle it, state {', '.join(unsaid)}." if unsaid else ""
        yield ""
        text = f"It may also be a {role.replace('_', ' ')}: {len(members)} duties would bind it then, all unknown until that is settled.{settle}"
        yield from page.paragraph(plain(text), indent=2)


def _unsettled(ref: FactRef) -> Iterator[str]:
    if ref.truth is UNKNOWN and not ref.rule:
        yield ref.fact.partition("(")[0]
    for premise in ref.premises:
        yield from _unsettled(premise)


def _closing(part: ManifestReport, page: Page) -> Iterator[str]:
    total = sum(part.counts.values())
    sums = " + ".join(f"{count} {outcome.value}" for outcome, count in part.counts.items() if count)
    yield from page.paragraph(f"Duties checked: {total}{f' = {sums}' if sums else ''}", indent=0)
    if part.out_of_reach:
        listed = ", ".join(duty.id for duty in part.out_of_reach)
        yield from page.paragraph(f"Out of any manifest's reach: {len(part.out_of_reach)} ({listed})", indent=0)
    verdict = page.paint(part.verdict.value.upper(), fg=VERDICTS[part.verdict], bold=True)
    yield f"Gate: {verdict}: {part.reason}"


def _total(report: Report, page: Page) -> Iterator[str]:
    counts = {outcome: sum(part.counts[outcome] for part in report.parts) for outcome in Outcome}
    sums = " + ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
    yield page.paint("=" * 80, bold=True)
    yield from page.paragraph(f"{len(report.parts)} manifests. Duties checked: {sum(counts.values())} = {sums}", indent=0)
    for verdict in Verdict:
        paths = [plain(part.path) for part in report.parts if part.verdict is verdict]
        if paths:
            yield f"{page.paint(verdict.value.upper(), fg=VERDICTS[verdict], bold=True)}: {len(paths)}"
            yield from (f"  {path}" for path in paths)
