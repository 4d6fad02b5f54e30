"""What a SARIF report says of the run: the tool with its rules, how it ended, and what it went by."""

from collections.abc import Iterator
from typing import Any, Final

from rightsgate.checker.model import Run, Tally
from rightsgate.config.lock import CALLED, FILE, how
from rightsgate.findings.model import Verdict
from rightsgate.report.links import HOME
from rightsgate.report.notes import note_of
from rightsgate.report.sarif.contract import (
    ROOT,
    Driver,
    Invocation,
    Level,
    Notification,
    Rule,
    SarifRun,
    Tool,
)
from rightsgate.report.sarif.profile import Profile
from rightsgate.report.sarif.texts import message, said
from rightsgate.report.waivers import notes_on_all
from rightsgate.report.writer import Options
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.digest import digest_of_all

ENDED: Final = {
    Verdict.PASSED: "The gate passed.",
    Verdict.FAILED: "The gate failed.",
    Verdict.UNDECIDED: "Undecided: nothing blocks, but the result is open.",
}
FOLDER: Final = "The folder in which the check ran"


def run_of(options: Options, rules: tuple[Rule, ...], invocation: Invocation) -> SarifRun:
    """Return the run of the tool without its results and properties."""
    driver = Driver(
        name="rightsgate",
        version=options.version,
        semantic_version=options.version,
        information_uri=HOME,
        rules=rules,
    )
    return SarifRun(
        tool=Tool(driver=driver),
        invocations=(invocation,),
        column_kind="unicodeCodePoints",
        original_uri_base_ids={ROOT: {"description": {"text": FOLDER}}},
    )


def invocation_of(run: Run, tally: Tally, verdict: Verdict, exit_code: int, cut: int, profile: Profile) -> Invocation:
    """Return how the call ended, with what people should know of it."""
    return Invocation(
        execution_successful=True,
        exit_code=exit_code,
        exit_code_description=ENDED[verdict],
        tool_execution_notifications=tuple(_notifications(run, tally, verdict, cut, profile)),
    )


def _notifications(run: Run, tally: Tally, verdict: Verdict, cut: int, profile: Profile) -> Iterator[Notification]:
    if verdict is not Verdict.PASSED:
        yield _note(Level.ERROR if verdict is Verdict.FAILED else Level.WARNING, _ended(tally, verdict))
    if cut:
        said_so = f"{cut} results were left out, the least severe: this report holds at most {profile.most_results}."
        yield _note(Level.WARNING, f"{said_so} Check fewer manifests at once to see them.")
    for one in run.unlocked:
        yield _note(Level.WARNING, f"Not as in {FILE}: {CALLED[one.kind]} {one.name} {how(one)}.")
    for note in notes_on_all(run, tally):
        yield _note(Level.WARNING, f"Waiver of {note.waiver.finding}: {note.explanation}")
    for each in run.notes:
        yield _note(Level.NOTE, note_of(each))


def _ended(tally: Tally, verdict: Verdict) -> str:
    if tally.manifests == 1:
        return ENDED[verdict]
    failed, undecided = (len(tally.paths[each]) for each in (Verdict.FAILED, Verdict.UNDECIDED))
    return f"{ENDED[verdict]} Of {tally.manifests} manifests, {failed} failed and {undecided} are undecided."


def _note(level: Level, text: str) -> Notification:
    return Notification(level=level, message=message(text))


def properties_of(
    run: Run, options: Options, tally: Tally, verdict: Verdict, results: dict[str, int]
) -> dict[str, Any]:
    """Return what the run went by and came to; ``results`` counts those that are held and those cut off."""
    policy = run.policy
    found: dict[str, Any] = {
        "verdict": verdict.value,
        "asOf": run.as_of,
        "policy": {
            "name": policy.name,
            "title": said(policy.title),
            "digest": policy.digest,
            "of": policy.of.value,
            "exceptions": [
                {
                    "rules": one.duties,
                    "reason": said(one.exception.reason),
                    "until": one.exception.until,
                    "hasLapsed": one.has_lapsed,
                }
                for one in run.exceptions
            ],
        },
        "rules": digest_of_all((run.digests[name], name) for name in run.packs),
        "packs": [{"name": name, "digest": run.digests[name]} for name in run.packs],
        "summary": {
            "manifests": tally.manifests,
            "findings": sum(tally.counts.values()),
            "counts": {outcome.value: tally.counts[outcome] for outcome in Outcome},
            "verdicts": {each.value: len(tally.paths[each]) for each in Verdict},
            "waived": tally.waived_findings,
            "spared": tally.spared,
        },
        "results": results,
        "skipped": [{"reason": one.reason, "count": one.count} for one in tally.skipped],
    }
    for name, file in (("waivers", run.waivers), ("baseline", run.baseline)):
        if file is not None:
            found[name] = {"path": file.path, "digest": file.digest}
    if options.asked.config:
        found["configuration"] = {"path": options.asked.config, "digest": options.asked.config_digest}
    return found
