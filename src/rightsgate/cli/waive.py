"""``rightsgate waive``: accept a finding for a time, in the file of waivers."""

import os
from collections.abc import Iterable, Iterator

import click
import msgspec

from rightsgate import codes
from rightsgate.checker.checker import Checker
from rightsgate.cli import completion
from rightsgate.cli.checker import checker_of
from rightsgate.cli.configuration import Chosen, Where, config_options, configuration, in_force
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.manifests import found_manifests
from rightsgate.cli.options import day, subject_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import width
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.files.read import read_as
from rightsgate.findings.model import Finding
from rightsgate.findings.waivers.model import Waiver, Waivers, WaiverState, WaiverUse
from rightsgate.findings.waivers.read import load_waivers
from rightsgate.findings.waivers.write import with_waiver
from rightsgate.limits import Limits
from rightsgate.manifest.location import Location
from rightsgate.report.waivers import STATES, waived_text
from rightsgate.rules.model.outcome import Effect
from rightsgate.text.atomic import replace_file
from rightsgate.text.files import read_raw
from rightsgate.text.layout import Page
from rightsgate.text.located import LocatedMap

FILE = "rightsgate.waivers.yaml"
ASKED = Input(InputKind.ARGUMENT, "FINDING")
# What becomes of a new waiver where it can be written; the facts cannot be known before.
FINE = (WaiverState.FACTS_CHANGED, WaiverState.NOT_STARTED, WaiverState.IN_EFFECT)


class Found(msgspec.Struct, frozen=True):
    """A manifest that has the finding."""

    path: str
    data: LocatedMap
    finding: Finding


@click.command("waive")
@click.argument("finding", metavar="FINDING", shell_complete=completion.findings)
@click.argument("manifests", nargs=-1, metavar="[MANIFEST]...")
@click.option("--reason", required=True, help="Why it is accepted, in a sentence.")
@click.option("--owner", required=True, help="Who sees to it that it is put right.")
@click.option("--approver", required=True, help="Who accepts it; not the owner.")
@click.option("--starts", callback=day, metavar="DATE", help="The first day on which it counts. Default: today (UTC).")
@click.option("--expires", required=True, callback=day, metavar="DATE", help="The last day on which it counts (UTC).")
@click.option(
    "--waivers",
    "file",
    default="",
    metavar="FILE",
    help=f"The file to write it to. Default: that of the configuration, or {FILE}.",
)
@policy_option("The policy to judge by, as in check.")
@packs_option
@subject_option("Judge on behalf of that actor.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today.")
@config_options
@limit_option
def command(
    finding: str,
    manifests: tuple[str, ...],
    reason: str,
    owner: str,
    approver: str,
    starts: str,
    expires: str,
    file: str,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    as_of: str,
    limits: Limits,
    where: Where,
) -> int:
    """Accept FINDING for a time: add a waiver of it to the file of waivers, which otherwise stays as it is.

    FINDING is written as reports write ids. Without the role, it is accepted in each role in which it is open, by a
    waiver each. A waiver holds the digest of the facts that decide the finding now: where these change, it no longer
    counts. It counts up to its last day, in UTC. If MANIFEST is given, it is meant for that one alone. The file is that
    of the configuration, or rightsgate.waivers.yaml beside it.

    Example: rightsgate waive bsr-3.b@studio rights.yaml --reason "The yearly review starts in January" --owner
    "P. Lead" --approver "R. Osei" --expires 2027-01-31

    Exit codes: 0 written; 2 something is wrong with the call, the waiver or an input.
    """
    config = configuration(where, limits, search=not manifests)
    given = Chosen(
        subject=subject or None,
        manifests=manifests or None,
        policy=policy,
        rules=folders or None,
        waivers=file or None,
    )
    call = in_force(given, config)
    target = call.waivers or os.path.join(os.path.dirname(config.path), FILE)
    with in_time(limits):
        checker = checker_of(call, as_of, limits)
        found = _same(finding, _found(finding, found_manifests(call, config, checker.pack, limits).paths, checker))
        place = Location(path=target, line=1, column=1, pointer="")
        people = {"reason": reason, "owner": owner, "approver": approver, "starts": starts, "expires": expires}
        written = read_raw(target, target, limits) if os.path.lexists(target) else None
        waivers: list[Waiver] = []
        for one in found:
            manifest = _called(one.path, target) if manifests else ""
            waiver = Waiver(finding=one.finding.id, facts="", manifest=manifest, location=place, **people)
            waiver = msgspec.structs.replace(waiver, facts=_use(waiver, one, checker).facts)
            _check_alone(waiver, limits)
            _refuse_duplicate(waiver, written, one, checker)
            waivers.append(waiver)
        for waiver in waivers:
            written = with_waiver(written, waiver, target, limits)
    replace_file(target, [written or b""])
    page = Page(colour=False, width=width())
    write_stdout(waived_text(waivers, target, is_used=bool(config.waivers), page=page))
    return 0


def _check_alone(waiver: Waiver, limits: Limits) -> None:
    """Raise InputError with what is wrong with a waiver, which stands in no file yet."""
    try:
        with_waiver(None, waiver, "", limits)
    except InputError as error:
        raise InputError(
            Fault(code=fault.code, input=ASKED, message=fault.message, hint=fault.hint) for fault in error.faults
        ) from None


def _called(path: str, target: str) -> str:
    """Return how a waiver calls the manifest that it is meant for: by its path from the folder of the waivers."""
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(os.path.dirname(target) or os.curdir))
    return path if inside.startswith(os.pardir) else inside.replace(os.sep, "/")


def _found(asked: str, paths: Iterable[str], checker: Checker) -> Iterator[Found]:
    """Yield the findings of that id; raises InputError with near ones if there is none."""
    known: list[str] = []
    any_found = False
    for path in paths:
        data = read_as("manifest", path, path, checker.limits)
        for finding in checker.check(checker.load(data, path), {}).findings:
            known += (finding.id, finding.without_role)
            if asked in (finding.id, finding.without_role):
                any_found = True
                yield Found(path, data, finding)
    if not any_found:
        hint = did_you_mean(asked, known) or "take it from a report: rightsgate check"
        raise InputError(
            [Fault(code=codes.NO_SUCH_FINDING, input=ASKED, message=f"no finding is called '{asked}'", hint=hint)]
        )


def _same(asked: str, found: Iterable[Found]) -> list[Found]:
    """Return the findings meant: one, or what one manifest leaves open for several roles of an actor alike."""
    listed = list(found)
    paths = sorted({one.path for one in listed})
    if len(paths) > 1:
        message = f"{len(listed)} findings are called '{asked}'"
        hint = f"name one manifest: {', '.join(paths)}"
        raise InputError([Fault(code=codes.NO_SUCH_FINDING, input=ASKED, message=message, hint=hint)])
    gating = [one for one in listed if one.finding.effect is not Effect.ACCEPT]
    return sorted(gating, key=lambda one: one.finding.id) or listed[:1]


def _refuse_duplicate(waiver: Waiver, raw: bytes | None, found: Found, checker: Checker) -> None:
    """Raise InputError where another waiver of the finding counts for as long already."""
    if raw is None or not raw.strip():
        return
    path = waiver.location.path
    there = load_waivers(path, checker.limits)
    trial = checker.waiving(msgspec.structs.replace(there, entries=(*there.entries, waiver)))
    uses = trial.check(trial.load(found.data, found.path), {}).waiver_uses
    use = next(use for use in uses if use.waiver is waiver)
    if use.state is WaiverState.DUPLICATE:
        message = f"'{path}' has a waiver of '{waiver.finding}' that counts for as long"
        raise InputError(
            [Fault(code=codes.WAIVER_IN_VAIN, input=ASKED, message=message, hint="take that one out first")]
        )


def _use(waiver: Waiver, found: Found, checker: Checker) -> WaiverUse:
    """Return what would become of a waiver; raises InputError where it would have no effect whatever the facts."""
    trial = checker.waiving(Waivers(path="", raw=b"", entries=(waiver,)))
    (use,) = trial.check(trial.load(found.data, found.path), {}).waiver_uses
    if use.state not in FINE:
        message = f"a waiver of '{waiver.finding}' would have no effect"
        raise InputError([Fault(code=codes.WAIVER_IN_VAIN, input=ASKED, message=message, hint=STATES[use.state](use))])
    return use
