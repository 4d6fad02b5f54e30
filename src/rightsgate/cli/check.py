"""``rightsgate check``: manifests in, a report and an exit code out."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date

import click

from rightsgate import codes
from rightsgate.checker.checker import ENGINES
from rightsgate.checker.model import Rendered, Tally
from rightsgate.cli.destination import STANDARD_OUTPUT, Destination, destination, refuse_inputs
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.output import write_file, write_stdout
from rightsgate.cli.packs import cache, packs_option
from rightsgate.errors import STDIN, Fault, InputError
from rightsgate.files.inputs import Found, find_manifests
from rightsgate.files.read import read_stream
from rightsgate.findings.gate import worst
from rightsgate.findings.model import Verdict
from rightsgate.fleet.buffer import ReportBuffer
from rightsgate.fleet.session import Checked, Session, Settings
from rightsgate.limits import Limits
from rightsgate.manifest.values import WrongValueError, whole_day
from rightsgate.rules.model.outcome import Outcome
from rightsgate.version import VERSION

MANY = 64  # fewer files than that are never spread over processes
EXIT_CODES = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.UNDECIDED: 3}
SEPARATORS = {"json": ",\n", "text": ""}
OUTCOMES = [outcome.value for outcome in Outcome]
HELP = {
    "engine": "Inference engine: native, or durable (rightsgate[durable]). Both give the same results.",
    "exclude": "Files or folders to leave out of a folder that is searched; may be repeated.",
    "policy": "Which duties, and what blocks: release-gate (the default), procurement, audit, or a file.",
    "show": f"Outcomes to print in full: {', '.join(OUTCOMES)}. Default: unmet; in JSON all.",
}


def outcomes(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[Outcome, ...] | None:
    """Read a list of outcomes, separated by commas."""
    if value is None:
        return None
    words = [word.strip() for word in value.split(",") if word.strip()]
    wrong = [word for word in words if word not in OUTCOMES]
    if wrong or not words:
        quoted = ", ".join(f"'{word}'" for word in wrong)
        told = f"{quoted} {'is not a valid outcome' if len(wrong) == 1 else 'are not valid outcomes'}"
        told = told if wrong else "no outcome is given"
        raise click.BadParameter(f"{told}; outcomes: {', '.join(OUTCOMES)}")
    return tuple(Outcome(word) for word in words)


def globs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an empty pattern."""
    if not all(value.strip("/. ") for value in values):
        raise click.BadParameter("the pattern is empty; give a name or a path, such as 'vendor' or 'docs/*.yaml'")
    return values


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Read a full date; without one, return today's date."""
    if value is None:
        return date.today().isoformat()  # noqa: DTZ011 - the user's own day is meant
    try:
        return whole_day(value)
    except WrongValueError:
        raise click.BadParameter(f"'{value}' is not a valid date; write a full date: YYYY-MM-DD") from None


engine_option = click.option(
    "--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help=HELP["engine"]
)


@click.command("check")
@click.argument("manifests", nargs=-1, required=True, metavar="MANIFEST...")
@click.option("--exclude", multiple=True, callback=globs, metavar="GLOB", help=HELP["exclude"])
@click.option("--policy", default="release-gate", metavar="NAME|FILE", help=HELP["policy"])
@packs_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write the report to FILE; - is standard output, the default.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today.")
@click.option("--show", callback=outcomes, metavar="LIST", help=HELP["show"])
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for many manifests. Default: one a core.")
@engine_option
@limit_option
def command(
    manifests: tuple[str, ...],
    exclude: tuple[str, ...],
    policy: str,
    folders: tuple[str, ...],
    form: str,
    output: str | None,
    as_of: str,
    show: tuple[Outcome, ...] | None,
    jobs: int | None,
    engine: str,
    limits: Limits,
) -> int:
    """Check each MANIFEST: a file, a folder to search, or - for standard input.

    In a folder a file (.yaml, .yml, .json) is a manifest if it has the top-level key `rightsgate`. The report says how
    many other files were skipped.

    Exit codes: 0 gate passed; 1 gate failed; 2 something is wrong with the call, a manifest, a rule, a policy or the
    place to write to; 3 undecided (nothing failed, but the policy does not accept what is unknown); 4 an internal
    error; 129, 130, 143 ended by the signal SIGHUP, SIGINT or SIGTERM; 141 the reader of the output closed it.
    """
    is_json, where = form == "json", destination(output)
    settings = Settings(
        folders=folders,
        policy=policy,
        as_of=as_of,
        json=is_json,
        show=show or (tuple(Outcome) if is_json else (Outcome.UNMET,)),
        colour=colour(where),
        cache=cache(),
        engine=engine,
        limits=limits,
    )
    with ReportBuffer(SEPARATORS[form]) as buffer:
        with in_time(limits):
            session = Session(settings)
            gc.freeze()  # the rules stay to the end
            found = _found(session, manifests, exclude, where)
            tally = _tallied(session, found, jobs or os.cpu_count() or 1, buffer)
            verdict = worst(verdict for verdict, paths in tally.paths.items() if paths)
            head, tail = _around(session, tally, verdict)
        parts = buffer.whole(head, tail)
        if where.place == STANDARD_OUTPUT:
            write_stdout(parts, as_json=is_json, colour=settings.colour)
        else:
            write_file(where.place, parts, as_json=is_json)
    return EXIT_CODES[verdict]


def _around(session: Session, tally: Tally, verdict: Verdict) -> tuple[str, str]:
    """Return what stands before and after the parts of the manifests."""
    settings, code = session.settings, EXIT_CODES[verdict]
    if settings.json:
        from rightsgate.report.json.report import json_around

        return json_around(session.run, tally, version=VERSION, verdict=verdict, exit_code=code)
    from rightsgate.report.text.report import text_foot, text_head
    from rightsgate.text.layout import Page

    page = Page(colour=settings.colour)
    return text_head(session.run), text_foot(tally, exit_code=code, show=settings.show, page=page)


def _found(session: Session, names: Sequence[str], exclude: Sequence[str], where: Destination) -> Found:
    """Find the manifests to read; raises InputError where the report would be written onto what is read."""
    sections = [name for name, kind in session.checker.pack.vocabulary.sections.items() if kind.alone]
    found = find_manifests(names, exclude, sections, session.settings.limits)
    files = ["/dev/stdin" if path == "-" else path for path in found.paths]
    refuse_inputs(where, {"a manifest": files, **session.reads()}, session.settings.folders)
    return found


def _tallied(session: Session, found: Found, jobs: int, buffer: ReportBuffer) -> Tally:
    """Check every manifest and hand its part to ``buffer``; raises InputError with the faults of all together."""
    tally, faults = Tally(found.skipped), list(found.faults)
    for result in _checked(session, list(found.paths), jobs):
        if not isinstance(result, Rendered):
            faults.extend(result)
        elif not faults:  # nothing will be printed once there is a fault
            tally.add(result)
            buffer.add(result.body)
    if faults:
        raise InputError(faults)
    return tally


def _standard_input(most: int) -> bytes:
    """Read up to ``most`` bytes of standard input; raises InputError where there is none or it cannot be read."""
    if sys.stdin is None:  # how Python says that there is none
        raise InputError([Fault.of(codes.STREAM_CLOSED, STDIN, "it is closed")])
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:
        raise InputError([Fault.of(codes.NOT_READABLE, STDIN, f"cannot be read: {error.strerror}")]) from None


def _checked(session: Session, paths: list[str], jobs: int) -> Iterator[Checked]:
    """Yield the result for each manifest; a terminal shows the progress if there are many."""
    if "-" in paths:
        paths.remove("-")
        try:
            limits = session.settings.limits
            yield session.check(read_stream(_standard_input(limits.bytes + 1), STDIN, limits), STDIN)
        except InputError as error:
            yield error.faults
    if len(paths) < MANY:
        yield from map(session.check_file, paths)
        return
    from rightsgate.fleet.workers import check_in_processes  # loads what starts processes, which few calls need

    results = check_in_processes(session, paths, jobs)
    if sys.stderr is None or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=len(paths), label="Checking", file=sys.stderr) as bar:
        yield from bar


def colour(where: Destination | None = None) -> bool:
    """Colour only what a person sees on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    standard = where is None or where.place == STANDARD_OUTPUT
    return standard and sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
