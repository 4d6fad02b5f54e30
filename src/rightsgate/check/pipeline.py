"""The whole check on one screen: load, facts, chain, judge. Printing is the report stage's."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import structs

from rightsgate.check.model import ActorSummary, ManifestReport, Run
from rightsgate.engine import engines
from rightsgate.errors import Fault, InputError
from rightsgate.evaluate.facts import facts_of
from rightsgate.evaluate.model import Detail
from rightsgate.evaluate.roles import roles_stood_for
from rightsgate.evaluate.run import Chain, Derived
from rightsgate.findings.crosswalk import Crosswalk
from rightsgate.findings.decisions import Decisions, Period, unknown_rules
from rightsgate.findings.gate import counts_of, verdict_of
from rightsgate.findings.idle import Idling
from rightsgate.findings.idle_model import IdleDecision
from rightsgate.findings.judge import Judge
from rightsgate.findings.model import Finding
from rightsgate.findings.people import gaps_of, undecided
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.files import read_as
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.read import read_manifest
from rightsgate.manifest.values import WrongValueError, whole_day
from rightsgate.people.assess import Assessor
from rightsgate.people.model import Level
from rightsgate.rules.forms.threshold import with_parameters
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.select import selected
from rightsgate.text.located import LocatedMap
from rightsgate.text.search import StrPath, several

# What a report says how it was derived, beside its findings.
DERIVED: Final = ("triggered", "connected", "right_at_risk", "owes", *(level.fact for level in Level))
# What a duty comes to once what can be stated is stated: here a policy may ask for evidence.
SHOWN: Final = (Outcome.MET, Outcome.JUDGEMENT)
EVERYTHING: Final = dict.fromkeys(Outcome, Detail.DERIVED)
# The engines by name, the default first.
ENGINES: Final = engines.NAMES


class Checker:
    """Checks manifests against the duties that a policy selects from a pack, as of one day (ISO)."""

    def __init__(
        self, pack: Pack, policy: Policy, as_of: str, *, engine: str = ENGINES[0], limits: Limits = DEFAULTS
    ) -> None:
        """Compile the rules once for all manifests, for the engine of that name.

        Raises InputError where ``as_of`` is not a day written YYYY-MM-DD.
        """
        try:
            as_of = whole_day(as_of)
        except WrongValueError as error:
            raise InputError([Fault(path="as_of", message=error.about("as_of"), hint=error.hint)]) from None
        pack = with_parameters(pack, policy.parameters)
        self.limits = limits
        self.pack = pack
        self.policy = policy
        self.as_of = as_of
        chosen = [duty for duty in (selected(policy, duty) for duty in pack.duties) if duty is not None]
        self.duties = {duty.id: duty for duty in chosen if not duty.out_of_reach}
        self.out_of_reach = tuple(sorted((duty for duty in chosen if duty.out_of_reach), key=lambda duty: duty.id))
        self.assessor = Assessor(pack.tables, pack.vocabulary.sets.get("sensitive_domains", ()))
        self.rules = frozenset(duty.id for duty in pack.duties)
        self.chain = Chain(pack, self.duties.values(), as_of, engine, limits)
        self.crosswalk = Crosswalk(pack.sources.links)
        self.period = Period.until(as_of, policy.valid_for)
        self.idling = Idling(pack.duties, self.duties, self.crosswalk.equal)
        self.judge = Judge(self.duties.values(), policy, as_of, self.crosswalk.equal)

    def load(self, data: LocatedMap, path: str) -> Manifest:
        """Read located data as a manifest, as it stands on the day; raises InputError with all its faults."""
        manifest = read_manifest(data, path, self.pack.vocabulary, self.limits)
        faults = list(unknown_rules(manifest, self.rules))
        if faults:
            raise InputError(faults)
        return in_force(manifest, self.as_of)

    def check(self, manifest: Manifest, detail: Mapping[Outcome, Detail] = EVERYTHING) -> ManifestReport:
        """Check one manifest; ``detail`` says how much to explain of the findings of each outcome."""
        facts = facts_of(manifest, self.pack.vocabulary, self.chain.stated, self.as_of, self.policy.valid_for)
        derived = self.chain.run(manifest, facts.truths, facts.origins)
        decisions = Decisions(manifest, self.period)
        findings = self._findings(derived, decisions, detail)
        people = self.assessor.assess(manifest, derived.table, tuple(gaps_of(findings)), tuple(undecided(findings)))
        idle = tuple(self.idling.of(manifest, decisions, findings, people, derived.table))
        if idle:
            findings = self.judge.undecided(findings, {(one.actor, key) for key, one in idle})
        if Detail.DERIVED in detail.values():
            derived.derive(DERIVED)
        counts = counts_of(findings)
        verdict, reason = verdict_of(findings, counts)
        return ManifestReport(
            path=manifest.path,
            name=manifest.name,
            actors=tuple(_actors(manifest, derived)),
            findings=tuple(findings),
            counts=counts,
            out_of_reach=self.out_of_reach,
            verdict=verdict,
            reason=reason,
            facts=derived.size(),
            assessment=people,
            derivations=derived.graph.all(),
            idle=tuple(sorted((one for _, one in idle), key=_matter)),
        )

    def _findings(self, derived: Derived, decisions: Decisions, detail: Mapping[Outcome, Detail]) -> list[Finding]:
        """Judge every duty that was asked, the worst first."""
        # A role that is only possible is explained down to what leaves it open.
        explainers = {
            True: derived.explainer(detail),
            False: derived.explainer(dict.fromkeys(detail, Detail.DERIVED)),
        }
        strictly = {strength: derived.strictly(demand) for strength, demand in self.policy.evidence.items()}
        findings = []
        for asked, outcomes in derived.outcomes().items():
            certain = derived.bound(asked[1], asked[2])
            explain = explainers[certain]
            finding = self.judge.finding(asked, outcomes, decisions, explain, role_certain=certain)
            asks = strictly and finding.outcome in SHOWN and finding.decision is None
            look = strictly.get(finding.strength) if asks else None
            if look is not None and not look.meets(asked):
                level = detail.get(Outcome.UNKNOWN)
                why = None if level is None else look.explain(asked, level)
                finding = self.judge.unbacked(finding, why)
            findings.append(finding)
        findings = self.crosswalk.merged(findings, roles_stood_for(derived.table("stands_for")), self.judge)
        findings.sort(key=self.judge.worst_first)
        return findings

    def run(self) -> Run:
        """Return what a report says of how it was made."""
        chosen = {*self.duties, *(duty.id for duty in self.out_of_reach)}
        recommendations = {
            r.id: structs.replace(r, duties=tuple(duty for duty in r.duties if duty in chosen))
            for r in self.pack.recommendations
            if not chosen.isdisjoint(r.duties)
        }
        thresholds = self.pack.vocabulary.parameters
        return Run(
            as_of=self.as_of,
            policy=self.policy,
            packs=self.pack.names,
            notes=self.pack.notes,
            duties=len(chosen),
            recommendations=recommendations,
            sources=self.pack.sources,
            parameters=tuple(thresholds[name] for name in sorted(thresholds)),
            tables=self.pack.tables,
        )


def _matter(one: IdleDecision) -> tuple[object, ...]:
    """Sort key: what a decision says, and its place only where several say the same."""
    said = (one.actor, one.matter.value, one.on, one.about, one.date, one.decided_by, one.outcome)
    return (*said, one.idle.value, one.details, one.location.line, one.location.column)


def check_files(checker: Checker, paths: Iterable[StrPath]) -> tuple[ManifestReport, ...]:
    """Check the manifest files at ``paths``; raises InputError with the faults of all of them together.

    Raises TypeError for a single path: a text is not a list of files.
    """
    faults: list[Fault] = []
    parts = []
    for path in several(paths, "manifests"):
        try:
            data = read_as("manifest", path, path, checker.limits)
            parts.append(checker.check(checker.load(data, path)))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return tuple(parts)


def _actors(manifest: Manifest, derived: Derived) -> Iterator[ActorSummary]:
    for actor in sorted(manifest.entities["actor"], key=lambda actor: actor.key):
        certain, possible = derived.roles(actor.key)
        yield ActorSummary(
            id=actor.key,
            name=actor.name,
            roles=certain,
            possible_roles=possible,
            location=Location.of(manifest.path, actor),
        )
