"""The JSON format: the contract ``rightsgate.report/1``, whose types stand in ``contract`` and give its schema.

A contract only ever grows: a change that would break a reader gets a new number.
"""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from rightsgate.checker.model import ManifestReport, Run, Tally
from rightsgate.evaluate.model import Detail
from rightsgate.findings.model import Verdict
from rightsgate.logic.number import Number, written
from rightsgate.report.json.contract import run as contract
from rightsgate.report.json.contract.counts import Verdicts
from rightsgate.report.json.counts import counts_json
from rightsgate.report.json.derivations import without_derivations
from rightsgate.report.json.manifest import manifest_json
from rightsgate.report.json.reference import reference_json
from rightsgate.report.json.waiver import notes_json
from rightsgate.report.notes import note_of
from rightsgate.report.waivers import notes_on_all
from rightsgate.report.writer import Options
from rightsgate.rules.left_out import LeftOut
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.policy import Policy
from rightsgate.vocabulary.threshold import Parameter

INDENT: Final = 2
# What stands where the parts of the manifests belong, up to where they end and from there on: no string can hold it.
PLACE: Final = ('"manifests":[', '],"reference":')
PRETTY_PLACE: Final = ('"manifests": [', '],\n  "reference":')


class JsonWriter:
    """Writes a report for programs: each part on a line, or laid out for people who read it."""

    separator = ",\n"

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run; findings of all outcomes are listed unless some are asked for."""
        self.run = run
        self.options = options
        self.show = options.show or tuple(Outcome)
        self.detail = dict.fromkeys(self.show, Detail.DERIVED if options.derivations else Detail.TESTS)

    def part(self, part: ManifestReport) -> str:
        """Return the part of one manifest."""
        told = part if self.options.derivations else without_derivations(part, self.show)
        data = manifest_json(told, self.run, frozenset(self.show))
        if not self.options.pretty:
            return encoded(data).decode()
        start, end = "[\n  [\n", "\n  ]\n]"  # as deep as it stands in the whole
        return _laid_out([[data]])[len(start) : -len(end)]

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return what stands before and after the parts."""
        data = contract.Report(
            schema=contract.CONTRACT,
            verdict=verdict,
            exit_code=exit_code,  # type: ignore[arg-type] # a verdict has no other code
            run=run_json(self.run, self.options),
            summary=summary_json(self.run, tally),
            skipped=skipped_json(tally),
            waiver_notes=notes_json(notes_on_all(self.run, tally)),
            manifests=(),
            reference=reference_json(self.run, tally.references, rows=self.options.derivations),
        )
        text = _laid_out(data) if self.options.pretty else encoded(data).decode()
        start, end = PRETTY_PLACE if self.options.pretty else PLACE
        head, _, tail = text.partition(start + end)
        return f"{head}{start}\n", f"\n{' ' * INDENT * self.options.pretty}{end}{tail}\n"


def summary_json(run: Run, tally: Tally) -> contract.Summary:
    """Return the figures over all manifests."""
    return contract.Summary(
        manifests=tally.manifests,
        rules=len(run.duties),
        findings=sum(tally.counts.values()),
        counts=counts_json(tally.counts),
        verdicts=Verdicts(
            failed=len(tally.paths[Verdict.FAILED]),
            undecided=len(tally.paths[Verdict.UNDECIDED]),
            passed=len(tally.paths[Verdict.PASSED]),
        ),
        waived=tally.waived_findings,
        spared=tally.spared,
    )


def skipped_json(tally: Tally) -> tuple[contract.Skipped, ...]:
    """Return what was skipped in the folders that were searched."""
    return tuple(contract.Skipped(reason=one.reason, count=one.count, first=one.first) for one in tally.skipped)


def encoded(data: Any) -> bytearray:
    """Return data as compact JSON."""
    # Not msgspec.json.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    compact = bytearray()
    msgspec.json.Encoder().encode_into(data, compact)
    return compact


def _laid_out(data: Any) -> str:
    return msgspec.json.format(encoded(data), indent=INDENT).decode()


def run_json(run: Run, options: Options) -> contract.Run:
    """Return how the report was made."""
    asked = options.asked
    return contract.Run(
        tool=contract.Tool(name="rightsgate", version=options.version),
        as_of=run.as_of,
        policy=_policy(run.policy, run.exceptions),
        rules=run.rules_digest,
        packs=tuple(contract.Pack(name=name, digest=run.digests[name]) for name in run.packs),
        parameters=tuple(map(_parameter, run.parameters)),
        waivers=None if run.waivers is None else run.waivers.digest,
        baseline=None if run.baseline is None else run.baseline.digest,
        unlocked=tuple(
            contract.Unlocked(kind=one.kind, name=one.name, locked=one.locked, found=one.found) for one in run.unlocked
        ),
        notes=tuple(note_of(note) for note in run.notes),
        call=contract.Call(
            manifests=asked.manifests,
            exclude=asked.exclude,
            policy=asked.policy,
            subject=asked.subject,
            rules=asked.rules,
            show=options.show or (),
            waivers="" if run.waivers is None else run.waivers.path,
            baseline="" if run.baseline is None else run.baseline.path,
            derivations=options.derivations,
            engine=run.engine,
            config=contract.Config(path=asked.config, digest=asked.config_digest) if asked.config else None,
        ),
    )


def _policy(policy: Policy, exceptions: Iterable[LeftOut]) -> contract.Policy:
    return contract.Policy(
        name=policy.name,
        title=policy.title,
        digest=policy.digest,
        decisions_valid_for=policy.valid_for,
        of=policy.of,
        attribution=policy.attribution,
        remedy=policy.remedy,
        actors=policy.actors,
        exceptions=tuple(map(_exception, exceptions)),
    )


def _exception(one: LeftOut) -> contract.DutyException:
    chosen = one.exception.selection
    return contract.DutyException(
        reason=one.exception.reason,
        until=one.exception.until,
        lapsed=one.has_lapsed,
        rules=one.duties,
        roles=chosen.roles,
        strengths=chosen.strengths,
        actors=chosen.actors,
    )


def _parameter(one: Parameter) -> contract.Parameter:
    value = one.value
    return contract.Parameter(
        id=one.id,
        value=written(value) if isinstance(value, Number) else str(value),
        origin=one.origin.value,
        means=one.means,
        reason=one.reason,
    )
