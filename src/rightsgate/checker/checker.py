"""The whole check: load, evaluate, judge, assess, explain. Reports put it into words."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import structs

from rightsgate import codes
from rightsgate.checker.model import ActorSummary, ManifestReport, Run
from rightsgate.engine import engines
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.evaluate.model import Detail, Explanation
from rightsgate.evaluate.result import Result
from rightsgate.evaluate.run import Evaluator
from rightsgate.explain.graph import Graph
from rightsgate.findings.baseline import Baseline, compared, settled_since
from rightsgate.findings.crosswalk import Crosswalk
from rightsgate.findings.decisions import Decisions, Period, unknown_rules
from rightsgate.findings.duty_bearers import Gating
from rightsgate.findings.findings import Details, judged
from rightsgate.findings.gate import counts_of, verdict_of
from rightsgate.findings.ineffective import IneffectiveDecisions
from rightsgate.findings.ineffective_model import IneffectiveDecision, Matter
from rightsgate.findings.judge import Judge
from rightsgate.findings.model import Finding
from rightsgate.findings.people import undecided, unmet_duties
from rightsgate.findings.risk_decisions import risk_decisions
from rightsgate.findings.waivers.apply import WaiverDesk, waivers_for
from rightsgate.findings.waivers.model import Waivers, WaiverUse
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.read import read_manifest
from rightsgate.manifest.values import WrongValueError, whole_day
from rightsgate.people.assess import Assessor
from rightsgate.people.model import Assessment
from rightsgate.rules.actor_choice import ActorChoice
from rightsgate.rules.left_out import left_out
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.predicates import OWES, TRIGGERED
from rightsgate.rules.select import applied
from rightsgate.text.located import LocatedMap

# Predicates whose derivations a report always includes.
DERIVED: Final = (TRIGGERED, "connected", "right_at_risk", OWES, *(level.fact for level in Level))
# How far findings are explained: by the tests that decided them, or by the derivation as well.
TESTS: Final = dict.fromkeys(Outcome, Detail.TESTS)
EVERYTHING: Final = dict.fromkeys(Outcome, Detail.DERIVED)
# The engines by name, the default first.
ENGINES: Final = engines.NAMES


class Checker:
    """Checks manifests against the duties that a policy selects from a pack, as of one day (ISO)."""

    def __init__(
        self,
        pack: Pack,
        policy: Policy,
        as_of: str,
        *,
        engine: str = ENGINES[0],
        limits: Limits = DEFAULTS,
        subject: str = "",
        waivers: Waivers | None = None,
        baseline: Baseline | None = None,
    ) -> None:
        """Compile the rules once for all manifests, for the engine of that name.

        ``subject`` is the actor on whose behalf every manifest is checked, in place of the one that it names itself;
        ``waivers`` are the findings that are accepted for a time, ``baseline`` those that were open before and do not
        gate.
        Raises InputError where ``as_of`` is not a day written YYYY-MM-DD.
        """
        try:
            as_of = whole_day(as_of)
        except WrongValueError as error:
            argument = Input(InputKind.ARGUMENT, "as_of")
            fault = Fault(code=codes.INVALID_DATE, input=argument, message=error.message, hint=error.hint)
            raise InputError([fault]) from None
        checked = applied(pack, policy, as_of)
        self.loaded = pack
        self.limits = limits
        self.pack = checked
        self.policy = policy
        self.as_of = as_of
        self.engine = engine
        self.subject = subject
        self.waivers = waivers
        self.baseline = baseline
        self.duties = {duty.id: duty for duty in checked.duties if not duty.out_of_reach}
        self.out_of_reach = tuple(duty for duty in checked.duties if duty.out_of_reach)
        self.assessor = Assessor(checked)
        self.rules = frozenset(duty.id for duty in pack.duties)
        self.choice = ActorChoice(policy, as_of)
        self.exceptions = left_out(pack.duties, policy, as_of)
        self.evaluator = Evaluator(checked, self.duties.values(), as_of, engine, limits, policy.valid_for)
        self.crosswalk = Crosswalk(checked.sources.links)
        self.period = Period.until(as_of, policy.valid_for)
        self.ineffective = IneffectiveDecisions(pack.duties, self.duties, self.crosswalk.equal)
        self.judge = Judge(self.duties.values(), policy, as_of, self.crosswalk.equal)

    def expect(self, manifests: int) -> None:
        """Say how many manifests will be checked: the only one is that of a baseline of one, wherever the two lie."""
        if self.baseline is not None:
            self.baseline = self.baseline.for_so_many(manifests)

    def on(self, day: str) -> "Checker":
        """Return a checker that is the same but for its day (ISO)."""
        return self._like(day, self.waivers)

    def waiving(self, waivers: Waivers) -> "Checker":
        """Return a checker that is the same but for its waivers."""
        return self._like(self.as_of, waivers)

    def _like(self, day: str, waivers: Waivers | None) -> "Checker":
        return Checker(
            self.loaded,
            self.policy,
            day,
            engine=self.engine,
            limits=self.limits,
            subject=self.subject,
            waivers=waivers,
            baseline=self.baseline,
        )

    def load(self, data: LocatedMap, path: str) -> Manifest:
        """Read located data as a manifest, as it stands on the day; raises InputError with all its faults."""
        try:
            manifest = read_manifest(data, path, self.pack.vocabulary, self.limits)
            faults = [*unknown_rules(manifest, self.rules), *self._unknown_subject(manifest)]
            if faults:
                raise InputError(faults)
        except InputError as error:
            from rightsgate.text.extents import with_ends_in  # which only a faulty manifest needs

            raise with_ends_in(error, [(path, data)]) from None
        if self.subject:
            manifest = structs.replace(manifest, subject=self.subject)
        return in_force(manifest, self.as_of)

    def _unknown_subject(self, manifest: Manifest) -> Iterator[Fault]:
        actors = [actor.key for actor in manifest.entities["actor"]]
        if self.subject and self.subject not in actors:
            hint = did_you_mean(self.subject, actors) or f"actors: {', '.join(actors)}"
            message = f"no actor '{self.subject}' in this manifest"
            yield Fault.of(codes.UNKNOWN_ID, manifest.path, message, hint)

    def check(self, manifest: Manifest, detail: Details = TESTS) -> ManifestReport:
        """Check one manifest; ``detail`` says how much to explain of the findings of each outcome."""
        return self.report(self.evaluator.run(manifest), detail)

    def report(self, result: Result, detail: Details = TESTS) -> ManifestReport:
        """Return the report on an evaluated manifest under the policy, explained to the given ``detail``."""
        manifest = result.context.manifest
        decisions = Decisions(manifest, self.period)
        gating = self._gating(result)
        findings = judged(result, self.judge, self.crosswalk, decisions, self.pack.vocabulary, detail, gating)
        people = self.assessor.assess(
            manifest, result.context.facts, tuple(unmet_duties(findings)), tuple(undecided(findings))
        )
        not_asked = gating.not_asked(result, self.duties)
        ineffective = tuple(self.ineffective.of(manifest, decisions, findings, people, result.context.facts, not_asked))
        if ineffective:
            findings = self.judge.undecided(findings, {(decision.actor, key) for key, decision in ineffective})
        findings, uses = self._waived(result, findings, people)
        findings, settled = self._compared(findings, manifest)
        graph = Graph(result)
        asked_by = _asked_by(findings, graph, detail)
        if Detail.DERIVED in detail.values():
            for kind in DERIVED:
                for terms in result.table(kind):
                    graph.add((kind, terms))
        verdict, grounds = verdict_of(findings)
        return ManifestReport(
            path=manifest.path,
            raw=manifest.raw,
            entities=dict(_entities(result, findings)),
            name=manifest.name,
            actors=tuple(_actors(result)),
            findings=tuple(findings),
            counts=counts_of(findings),
            gating_counts=counts_of(finding for finding in findings if not finding.advisory),
            subject=manifest.subject,
            actors_not_found=gating.actors_not_found(),
            out_of_reach=self.out_of_reach,
            verdict=verdict,
            grounds=grounds,
            facts=result.size(),
            assessment=people,
            derivations=graph.all(),
            asked_by=asked_by,
            risk_decisions=tuple(
                risk_decisions(manifest, {(one.actor, key) for key, one in ineffective if one.matter is Matter.RISK})
            ),
            ineffective_decisions=tuple(sorted((decision for _, decision in ineffective), key=_matter)),
            waiver_uses=uses,
            settled=settled,
        )

    def _compared(self, findings: list[Finding], manifest: Manifest) -> tuple[list[Finding], tuple[str, ...]]:
        """Return the findings with how they stand to the baseline, and what was open in it and is not any more."""
        if self.baseline is None:
            return findings, ()
        earlier = self.baseline.of(manifest.path, manifest.name)
        before = {} if earlier is None else earlier.findings
        return compared(findings, before), settled_since(findings, before)

    def _waived(
        self, result: Result, findings: list[Finding], people: Assessment
    ) -> tuple[list[Finding], tuple[WaiverUse, ...]]:
        """Return the findings with the waivers that count for them, and what became of each waiver."""
        entries = () if self.waivers is None else waivers_for(self.waivers.entries, result.context.manifest.path)
        if not entries:
            return findings, ()

        def explain(finding: Finding) -> Explanation:
            # Where only evidence is lacking, the tests are those that the statements meet.
            outcome = finding.outcome if finding.lacks is None else finding.possible[-1]
            return result.explanation(finding.asked, outcome, Detail.TESTS)

        return WaiverDesk(entries, self.policy.waivers, self.as_of).applied(findings, people, explain)

    def _gating(self, result: Result) -> Gating:
        manifest = result.context.manifest
        actors = (actor.key for actor in manifest.entities["actor"])
        return Gating(self.policy.of, manifest.subject, actors, result.context.facts, self.choice)

    def run(self) -> Run:
        """Return how the report was made: the day, the policy, its thresholds and the packs."""
        chosen = {duty.id for duty in self.pack.duties}
        recommendations = {
            r.id: structs.replace(r, duties=tuple(duty for duty in r.duties if duty in chosen))
            for r in self.pack.recommendations
            if not chosen.isdisjoint(r.duties)
        }
        thresholds = self.pack.vocabulary.parameters
        return Run(
            as_of=self.as_of,
            policy=self.policy,
            engine=self.engine,
            packs=self.pack.names,
            digests=self.pack.digests,
            notes=self.pack.notes,
            duties=self.pack.duties,
            recommendations=recommendations,
            sources=self.pack.sources,
            parameters=tuple(thresholds[name] for name in sorted(thresholds)),
            tables=self.pack.tables,
            waivers=self.waivers,
            baseline=self.baseline,
            vocabulary=self.pack.vocabulary,
            exceptions=self.exceptions,
            unselected=tuple(duty for duty in self.loaded.duties if duty.id not in chosen),
        )


def _matter(one: IneffectiveDecision) -> tuple[object, ...]:
    """Sort key of a decision: its content, and its location only if several say the same."""
    said = (one.actor, one.matter.value, one.on, one.about, one.date, one.decided_by, one.outcome)
    return (*said, one.reason.value, one.details, one.location.line, one.location.column)


def _asked_by(findings: Iterable[Finding], graph: Graph, detail: Details) -> dict[str, tuple[str, ...]]:
    """Return, by finding, the steps by which its duty came to apply.

    Only for findings with a derivation, and for uncertain roles, to show what would settle them.
    """
    return {
        finding.id: graph.asked_by(finding.asked)
        for finding in findings
        if finding.outcome in detail and (detail[finding.outcome] is Detail.DERIVED or not finding.role_certain)
    }


def _entities(result: Result, findings: Iterable[Finding]) -> Iterator[tuple[str, Location]]:
    """Yield the entities that findings are about, other than actors, with their places."""
    context = result.context
    asked = {(finding.duty.on.kind, finding.entity) for finding in findings if finding.entity}
    for kind, key in sorted(asked):
        if (kind, key) in context.keyed:
            yield key, Location.of(context.manifest.path, context.keyed[kind, key])


def _actors(result: Result) -> Iterator[ActorSummary]:
    manifest = result.context.manifest
    for actor in sorted(manifest.entities["actor"], key=lambda actor: actor.key):
        certain, possible = result.roles(actor.key)
        yield ActorSummary(
            id=actor.key,
            name=actor.name,
            roles=certain,
            possible_roles=possible,
            location=Location.of(manifest.path, actor),
        )
