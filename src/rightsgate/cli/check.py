"""``rightsgate check``: manifests in, a report and an exit code out."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack

import click
from msgspec import structs

from rightsgate import codes
from rightsgate.checker.model import Rendered, Tally
from rightsgate.cli.configuration import (
    Chosen,
    InForce,
    Where,
    config_options,
    configuration,
    in_force,
)
from rightsgate.cli.destination import refuse_inputs
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.locked import lock_in_force, names_in_lock
from rightsgate.cli.manifests import found_manifests
from rightsgate.cli.options import OUTCOMES, day, engine_option, globs, named, outcomes, subject_option
from rightsgate.cli.outputs import Output, outputs_of, write
from rightsgate.cli.packs import cache, packs_option
from rightsgate.cli.policy_option import DEFAULT_POLICY, policy_option
from rightsgate.cli.telling import Telling
from rightsgate.cli.terminal import colour, width
from rightsgate.config.model import Config
from rightsgate.errors import STDIN, Fault, InputError
from rightsgate.files.inputs import Found
from rightsgate.files.read import read_stream
from rightsgate.findings.gate import EXIT_CODES, worst
from rightsgate.fleet.buffer import ReportBuffer, whole
from rightsgate.fleet.session import Checked, Session, Settings
from rightsgate.limits import Limits
from rightsgate.report.formats import FORMATS
from rightsgate.report.writer import Options, Shape
from rightsgate.rules.model.outcome import Outcome
from rightsgate.version import VERSION

MANY = 64  # fewer files than that are never spread over processes
SHAPES = [shape.value for shape in Shape]
HELP = {
    "exclude": "Files or folders to leave out of a folder that is searched; may be repeated.",
    "policy": f"Which duties are checked, and what blocks. Default: {DEFAULT_POLICY}.",
    "format": f"Format of the report: {', '.join(FORMATS)}; may be repeated, with a separate file for each.",
    "output": "File for the report; without --format its ending decides the format. - is standard output.",
    "detail": "Level of detail of the text report: a line each (table), one screen (brief, the default), findings that "
    "gate, or everything.",
    "quiet": "A line for each manifest, as --detail table, and no progress.",
    "verbose": "Tell on standard error what is read, and the verdict on each manifest as soon as it is there.",
    "for": "Check on behalf of that actor instead of the `subject` of the manifest.",
    "waivers": "File of waivers: findings that are accepted for a time.",
    "baseline": "A JSON report: only what is new or worse since then keeps the gate from passing.",
    "locked": "Refuse rules, policy, waivers, baseline or configuration that are not as in rightsgate.lock.",
    "pretty": "Indent the JSON report.",
    "derivations": "List how each result follows, step by step (JSON).",
    "show": f"Outcomes to print in full: {', '.join(OUTCOMES)}. Default: unmet in text, all in JSON. "
    "Implies --detail full.",
}


@click.command("check")
@click.argument("manifests", nargs=-1, metavar="[MANIFEST]...")
@click.option("--exclude", multiple=True, callback=globs, metavar="GLOB", help=HELP["exclude"])
@policy_option(HELP["policy"])
@packs_option
@click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]", help=HELP["format"])
@click.option("--output", "-o", metavar="FILE", help=HELP["output"])
@click.option("--pretty", is_flag=True, help=HELP["pretty"])
@click.option("--derivations", is_flag=True, help=HELP["derivations"])
@subject_option(HELP["for"])
@click.option("--waivers", default="", callback=named, metavar="FILE", help=HELP["waivers"])
@click.option("--baseline", default="", callback=named, metavar="REPORT", help=HELP["baseline"])
@click.option("--locked", is_flag=True, help=HELP["locked"])
@click.option("--detail", type=click.Choice(SHAPES), help=HELP["detail"])
@click.option("--quiet", "-q", is_flag=True, help=HELP["quiet"])
@click.option("--verbose", "-v", is_flag=True, help=HELP["verbose"])
@click.option("--as-of", callback=day, metavar="DATE", help="Day of the check (YYYY-MM-DD). Default: today.")
@click.option("--show", callback=outcomes, metavar="LIST", help=HELP["show"])
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes for many manifests. Default: one per core."
)
@engine_option
@config_options
@limit_option
def command(
    manifests: tuple[str, ...],
    exclude: tuple[str, ...],
    policy: str | None,
    folders: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    pretty: bool,  # noqa: FBT001 - click passes flags by name
    derivations: bool,  # noqa: FBT001 - as above
    subject: str,
    waivers: str,
    baseline: str,
    locked: bool,  # noqa: FBT001 - as above
    detail: str | None,
    quiet: bool,  # noqa: FBT001 - as above
    verbose: bool,  # noqa: FBT001 - as above
    as_of: str,
    show: tuple[Outcome, ...] | None,
    jobs: int | None,
    engine: str,
    limits: Limits,
    where: Where,
) -> int:
    """Check each MANIFEST: a file, a folder to search, or - for standard input; without any, those that the
    configuration names (rightsgate.toml, or [tool.rightsgate] in pyproject.toml). Command-line options take precedence.

    In a folder a file (.yaml, .yml, .json) is a manifest if it has the top-level key `rightsgate`. The report says how
    many other files were skipped.

    Exit codes: 0 gate passed; 1 gate failed; 2 the command, a manifest, a rule, a policy or the place to write to is
    faulty; 3 undecided (nothing blocks, but the policy leaves the result open); 4 an internal error; 129, 130, 143
    ended by the signal SIGHUP, SIGINT or SIGTERM; 141 the reader of the output closed it.
    """
    config = configuration(where, limits, search=not manifests, exclude=exclude)
    chosen = Chosen(
        subject=subject or None,
        manifests=manifests or None,
        exclude=exclude or None,
        policy=policy,
        rules=folders or None,
        waivers=waivers or None,
        baseline=baseline or None,
        formats=formats or (() if output else None),
    )
    call = in_force(chosen, config)
    outputs = outputs_of(call.formats, output)
    given = {"pretty": pretty, "derivations": derivations, "detail": detail is not None, "show": show is not None}
    detail = _quieted(detail, quiet=quiet, verbose=verbose, show=show)
    _refuse_useless(outputs, given)
    options = Options(
        show=show,
        shape=_shape(detail, show, outputs),
        pretty=pretty,
        derivations=derivations,
        version=VERSION,
        asked=call.asked(config),
    )
    settings = Settings(
        folders=call.rules,
        policy=call.policy,
        as_of=as_of,
        formats=tuple((each.format.name, _laid_out(options, each)) for each in outputs),
        cache=cache(),
        engine=engine,
        limits=limits,
        subject=call.subject,
        waivers=call.waivers,
        baseline=call.baseline,
        config=config.path,
        config_digest=config.digest,
        lock=lock_in_force(config, limits, needed=locked),
        lock_names=names_in_lock(config, (call.waivers, call.baseline, config.path, *call.rules)),
        locked=locked,
    )
    telling = Telling(is_quiet=quiet, is_verbose=verbose)
    return _reported(settings, outputs, call, config, jobs or os.cpu_count() or 1, telling)


def _quieted(detail: str | None, *, quiet: bool, verbose: bool, show: tuple[Outcome, ...] | None) -> str | None:
    """Return the level of detail; raises UsageError where --quiet is at odds with another option."""
    against = ("--verbose",) * verbose + ("--show",) * (show is not None)
    against += () if detail in (None, Shape.TABLE.value) else ("--detail",)
    if quiet and against:
        raise click.UsageError(f"--quiet goes with no {against[0]}")
    return Shape.TABLE.value if quiet else detail


def _refuse_useless(outputs: Iterable[Output], given: Mapping[str, bool]) -> None:
    """Refuse options of formats that the call does not ask for."""
    for option, is_given in given.items():
        if is_given and not any(option in output.format.takes for output in outputs):
            having = " or ".join(f"--format {row.name}" for row in FORMATS.values() if option in row.takes)
            raise click.UsageError(f"--{option} applies only to {having}")


def _shape(detail: str | None, show: tuple[Outcome, ...] | None, outputs: Iterable[Output]) -> Shape:
    """Return how much the text report tells: on one screen, or all where outcomes are to be printed in full."""
    if detail is None:
        return Shape.BRIEF if show is None else Shape.FULL
    if Shape(detail) in (Shape.TABLE, Shape.BRIEF) and show is not None:
        others = (output.format for output in outputs if "detail" not in output.format.takes)
        if not any("show" in row.takes for row in others):
            raise click.UsageError(
                f"--show has no effect on a {detail} report; write --detail full or --detail findings"
            )
    return Shape(detail)


def _laid_out(options: Options, output: Output) -> Options:
    """Return the options with the colour and width that suit where a report goes."""
    if not output.is_seen:
        return options
    return structs.replace(options, colour=colour(), width=width())


def _reported(
    settings: Settings, outputs: Sequence[Output], call: InForce, config: Config, jobs: int, telling: Telling
) -> int:
    """Check the manifests, write every report that is asked for, and return the exit code."""
    with ExitStack() as stack:
        with in_time(settings.limits):
            session = Session(settings)
            gc.freeze()  # the rules stay to the end
            found = _found(session, call, config, outputs)
            session.expect(len(found.paths))
            telling.begin(session.run, config.path, found.paths)
            buffers = [stack.enter_context(ReportBuffer(writer.separator)) for writer in session.writers]
            tally = _tallied(session, found, jobs, buffers, telling)
            verdict = worst(verdict for verdict, paths in tally.paths.items() if paths)
            code = EXIT_CODES[verdict]
            made = zip(session.writers, buffers, strict=True)
            reports = [whole(writer, buffer, tally, verdict) for writer, buffer in made]
        for output, report in zip(outputs, reports, strict=True):
            write(output, report)
    return code


def _found(session: Session, call: InForce, config: Config, outputs: Iterable[Output]) -> Found:
    """Find the manifests to read; raises InputError where the report would be written onto what is read."""
    found = found_manifests(call, config, session.checker.pack, session.settings.limits)
    files = ["/dev/stdin" if path == "-" else path for path in found.paths]
    for output in outputs:
        read = {"a manifest": files, "the configuration": [config.path] if config.path else [], **session.reads()}
        refuse_inputs(output.destination, read, session.settings.folders)
    return found


def _tallied(session: Session, found: Found, jobs: int, buffers: Sequence[ReportBuffer], telling: Telling) -> Tally:
    """Check every manifest and hand its part in each format to its buffer.

    Raises InputError with the faults of all together.
    """
    tally, faults = Tally(found.skipped), list(found.faults)
    for result in _checked(session, list(found.paths), jobs, shows_progress=telling.shows_progress):
        if not isinstance(result, Rendered):
            faults.extend(result)
        elif not faults:  # nothing will be printed once there is a fault
            telling.checked(result)
            tally.add(result)
            for buffer, body in zip(buffers, result.bodies, strict=True):
                buffer.add(body)
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


def _checked(session: Session, paths: list[str], jobs: int, *, shows_progress: bool) -> Iterator[Checked]:
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
    if not shows_progress:
        yield from results
        return
    with click.progressbar(results, length=len(paths), label="Checking", file=sys.stderr) as bar:
        yield from bar
