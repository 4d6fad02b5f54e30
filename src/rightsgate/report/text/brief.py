"""The report on one screen: verdict, what to do first, what blocks, people at risk, what was decided, others."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from msgspec import structs

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Finding, Ground
from rightsgate.findings.priorities import FirstStep, first_steps, most_urgent
from rightsgate.people.model import ProductRisk
from rightsgate.report.places import place_text
from rightsgate.report.reasons import chosen_actors, grounds_of
from rightsgate.report.text.columns import table
from rightsgate.report.text.duties import actor_name, duties_text
from rightsgate.report.text.report import VERDICTS
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.layout import Page, plain

OPEN: Final = {Outcome.UNMET: "unmet", Outcome.UNKNOWN: "not stated", Outcome.JUDGEMENT: "for a person to decide"}
# How many lines each part has at most; what is left out is counted, with how to see it.
STEPS: Final = 5
BLOCKING: Final = 12
RISKS: Final = 6
DECIDED: Final = 6
OTHERS: Final = 6


def brief_text(part: ManifestReport, run: Run, page: Page) -> str:
    """Return one manifest's part on one screen."""
    gating = [finding for finding in part.findings if not finding.advisory]
    lines = [*_verdict(part, run, gating, page)]
    lines += _first(first_steps(gating, part.assessment), run, page, STEPS)
    ids = Counter(without_role(finding) for finding in part.findings)
    lines += _blocking(most_urgent(_with_effect(gating, Effect.BLOCK), part.assessment), ids, page)
    lines += _people(part.assessment.risks, run, page)
    lines += _accepted(part, run, page)
    lines += _decided(part, page)
    lines += _others(part, run, page)
    return "\n".join(lines) + "\n\n"


def findings_text(part: ManifestReport, run: Run, show: Collection[Outcome], page: Page) -> str:
    """Return one manifest's part with every finding that gates, written in full or in a line."""
    gating = structs.replace(part, findings=tuple(finding for finding in part.findings if not finding.advisory))
    actors = {finding.actor for finding in gating.findings}
    gating = structs.replace(gating, actors=tuple(actor for actor in part.actors if actor.id in actors))
    lines = _verdict(part, run, list(gating.findings), page)
    lines += _first(first_steps(gating.findings, part.assessment), run, page)
    lines += duties_text(gating, run, show, page)
    lines += _people(part.assessment.risks, run, page)
    lines += _accepted(part, run, page)
    lines += _decided(part, page)
    lines += _others(part, run, page)
    return "\n".join(lines) + "\n\n"


def _with_effect(findings: Iterable[Finding], effect: Effect) -> list[Finding]:
    return [finding for finding in findings if finding.effect is effect]


def _verdict(part: ManifestReport, run: Run, gating: Sequence[Finding], page: Page) -> list[str]:
    names = {actor.id: actor for actor in part.actors}
    whom = f"for {actor_name(names[part.subject])}" if part.subject else "all actors (no subject is named: --for ID)"
    verdict = part.verdict.value.upper()
    policy = f"{run.policy.name}, {run.as_of}"
    first, *more = page.wrap(plain(f"{whom} · {policy} · {part.path}"), len(verdict) + 1, 2)
    lines = [f"{page.paint(verdict, fg=VERDICTS[part.verdict], bold=True)} {page.paint(first, bold=True)}"]
    lines += [page.paint(f"  {line}", bold=True) for line in more]
    lines += page.paragraph(_counts(gating), 2)
    if part.grounds.ground is Ground.NOTHING_CHECKED:
        lines += page.paragraph(f"{grounds_of(part.grounds).capitalize()}.", 2)
    lines += (line for said in chosen_actors(part, run.policy) for line in page.paragraph(plain(said), 2))
    return lines


def _counts(gating: Iterable[Finding]) -> str:
    """Return the number of findings, each counted once: by what it does to the gate, then by its outcome."""
    listed = list(gating)
    waived = sum(finding.waiver is not None for finding in listed)
    known = sum(finding.is_known for finding in listed)
    own = (finding for finding in listed if finding.waiver is None and not finding.is_known)
    counts = Counter((finding.outcome, finding.effect) for finding in own)
    said = [(sum(n for (_, effect), n in counts.items() if effect is Effect.BLOCK), "blocking")]
    for effect, addition in ((Effect.UNDECIDED, ""), (Effect.ACCEPT, " but accepted")):
        said += [(counts[outcome, effect], f"{words}{addition}") for outcome, words in OPEN.items()]
    said += [(waived, "accepted by waiver"), (known, "open in the baseline already")]
    said.append((sum(n for (outcome, _), n in counts.items() if outcome is Outcome.MET), "met"))
    return " · ".join(f"{count} {words}" for count, words in said if count) or "no duty applies"


def _heading(text: str, page: Page) -> list[str]:
    return ["", page.paint(text, bold=True)]


def _first(steps: Sequence[FirstStep], run: Run, page: Page, most: int | None = None) -> list[str]:
    if not steps:
        return []
    rows = [
        (str(number), plain(place_text(step.of, step.entity, step.target, run.sections)), _does(step), _settles(step))
        for number, step in enumerate(steps[:most], start=1)
    ]
    lines = [*_heading("Do first", page), *table(rows, page, indent=2, flexible=1)]
    if len(rows) < len(steps):
        lines += page.paragraph(f"and {len(steps) - len(rows)} more: --detail findings", 2)
    return lines


def _does(step: FirstStep) -> str:
    return "put it right" if step.is_stated else "state it"


def _settles(step: FirstStep) -> str:
    said = []
    if step.blocking:
        said.append(f"{len(step.blocking)} blocking")
    if step.open:
        said.append(f"{len(step.open)} not stated")
    return ", ".join(said)


def _blocking(findings: Sequence[Finding], ids: Mapping[str, int], page: Page) -> list[str]:
    if not findings:
        return []
    rows = [
        (finding.strength.value, plain(short_id(finding, ids)), finding.duty.title, _line(finding))
        for finding in findings[:BLOCKING]
    ]
    lines = [*_heading(f"Blocking ({len(findings)})", page), *table(rows, page, indent=2, flexible=2)]
    if len(findings) > BLOCKING:
        lines += page.paragraph(f"and {len(findings) - BLOCKING} more: --detail findings", 2)
    return lines


def without_role(finding: Finding) -> str:
    """Return the id of a finding without its role."""
    return finding.id.removesuffix(f"/{finding.role}")


def short_id(finding: Finding, ids: Mapping[str, int]) -> str:
    """Return the id of a finding, without the role where that names no other (``ids`` counts them)."""
    short = without_role(finding)
    return short if ids[short] == 1 else finding.id


def _line(finding: Finding) -> str:
    return "" if finding.explanation is None else f"line {finding.explanation.location.line}"


def _people(risks: Sequence[ProductRisk], run: Run, page: Page) -> list[str]:
    if not risks:
        return []
    certain = sum(risk.certain for risk in risks)
    heading = f"People at risk ({certain} certain, {len(risks) - certain} possible), most severe first"
    rows = [
        (
            plain(risk.id),
            risk.risk.name,
            _right(risk.risk.right, run),
            "certain" if risk.certain else "possible",
        )
        for risk in risks[:RISKS]
    ]
    lines = [*_heading(heading, page), *table(rows, page, indent=2, flexible=2)]
    if len(risks) > RISKS:
        lines += page.paragraph(f"and {len(risks) - RISKS} more: --detail full", 2)
    return lines


def _right(name: str, run: Run) -> str:
    known = run.tables.rights.get(name)
    return name if known is None else known.name


def _accepted(part: ManifestReport, run: Run, page: Page) -> list[str]:
    lines: list[str] = []
    if run.waivers is not None or run.baseline is not None:
        from rightsgate.report.text.waivers import changes_text, waivers_text  # which most calls do not need

        lines += [*waivers_text(part, run, page), *changes_text(part, run, page)]
    if part.upcoming:
        from rightsgate.report.text.forecast import upcoming_text  # as above

        lines += upcoming_text(part, page)
    return lines


def _decided(part: ManifestReport, page: Page) -> list[str]:
    decided = [finding for finding in part.findings if finding.decision is not None]
    levels = [
        (tie.id, tie.decision)
        for impact in part.assessment.impacts
        for tie in impact.involvements
        if tie.decision is not None
    ]
    made = [*((finding.id, finding.decision) for finding in decided), *levels]
    if not made and not part.ineffective_decisions:
        return []
    lines = _heading(f"Decided by a person ({len(made)})", page)
    for name, decision in made[:DECIDED]:
        if decision is not None:
            said = f"{name}  {decision.outcome}, by {decision.decided_by} on {decision.date}: {decision.reason}"
            lines += page.paragraph(plain(said), 2)
    if len(made) > DECIDED:
        lines += page.paragraph(f"and {len(made) - DECIDED} more: --detail full", 2)
    if part.ineffective_decisions:
        count = len(part.ineffective_decisions)
        said = f"{count} recorded decision{' has' if count == 1 else 's have'} no effect: --detail full says why"
        lines += page.paragraph(said, 2)
    return lines


def _others(part: ManifestReport, run: Run, page: Page) -> list[str]:
    advisory = [finding for finding in part.findings if finding.advisory]
    if not advisory:
        return []
    counts: dict[str, dict[Outcome, int]] = {}
    for finding in advisory:
        of = counts.setdefault(finding.actor, {})
        of[finding.outcome] = of.get(finding.outcome, 0) + 1
    names = {actor.id: actor_name(actor) for actor in part.actors} | {JOINTLY: "jointly"}
    ordered = sorted(counts, key=lambda actor: (-counts[actor].get(Outcome.UNMET, 0), actor))
    rows = [
        (
            names[actor],
            f"{counts[actor].get(Outcome.UNMET, 0)} unmet",
            f"{counts[actor].get(Outcome.UNKNOWN, 0)} not stated",
        )
        for actor in ordered[:OTHERS]
    ]
    whose = "Others in the chain, advisory" if run.policy.of is DutyBearers.SUBJECT else "Advisory"
    lines = [*_heading(whose, page), *table(rows, page, indent=2, flexible=0)]
    if len(ordered) > OTHERS:
        lines += page.paragraph(f"and {len(ordered) - OTHERS} more: --detail full", 2)
    return lines
