"""JSON reports read again: to verify them, and as the baseline of another check."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.findings.baseline import Baseline, Earlier, EarlierManifest
from rightsgate.report.json.contract.finding import Finding
from rightsgate.report.json.contract.run import CONTRACT, Report
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.text.digest import digest_of
from rightsgate.text.files import read_whole

OPEN = frozenset(outcome for outcome in Outcome if outcome.is_open)


def read_report(raw: bytes, path: str) -> Report:
    """Read a JSON report; raises InputError where it is none."""
    try:
        report = msgspec.json.decode(raw, type=Report)
        call = report.run.call
        plain_json(raw)
        if not report.manifests:
            raise ValueError("it has no part on a manifest")
        if any(
            "\0" in text
            for text in (call.policy, call.waivers, call.baseline, *call.rules, *call.manifests, *call.exclude)
        ):
            raise ValueError("its call names what no file can be called")
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        hint = "write one with: rightsgate check MANIFEST --format json=report.json"
        fault = Fault.of(codes.OTHER_KIND_OF_FILE, path, f"not a report ({CONTRACT}): {error}", hint)
        raise InputError([fault]) from None
    return report


def plain_json(raw: bytes) -> Any:
    """Return what JSON says, as plain data; raises ValueError for a key that stands twice: readers differ on it."""
    return json.loads(raw, object_pairs_hook=_without_twins)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key stands twice in it")
    return data


def load_baseline(path: str) -> Baseline:
    """Read a JSON report as a baseline; raises InputError where it is none, or does not list all open findings."""
    raw = read_whole(path)
    report = read_report(raw, path)
    shown = frozenset(report.run.call.show)
    if shown and not shown >= OPEN:
        hint = "write it without --show"
        message = "it does not list all open findings, so that it cannot be a baseline"
        raise InputError([Fault.of(codes.OTHER_KIND_OF_FILE, path, message, hint)])
    run = report.run
    return Baseline(
        path=path,
        digest=digest_of(raw),
        as_of=run.as_of,
        policy=run.policy.name,
        policy_digest=run.policy.digest,
        rules=tuple(pack.digest for pack in run.packs),
        manifests=tuple(
            EarlierManifest(path=part.path, subject=part.subject, findings=_earlier(part.findings))
            for part in report.manifests
        ),
    )


def _earlier(findings: Sequence[Finding]) -> dict[str, Earlier]:
    """Return the findings that were not advisory; not those that a waiver accepted, which end with it."""
    return {
        finding.id: Earlier(finding.outcome, accepted=finding.effect is Effect.ACCEPT and not finding.spared)
        for finding in findings
        if not finding.advisory and finding.waiver is None
    }
