"""``rightsgate check``: manifests in, a report and an exit code out."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

import click
from click.core import ParameterSource
from msgspec import structs

from rightsgate import codes
from rightsgate.checker.checker import ENGINES
from rightsgate.checker.model import Rendered, Tally
from rightsgate.cli.configuration import (
    Chosen,
    InForce,
    Where,
    config_options,
    configuration,
    in_force,
    nothing_to_check,
)
from rightsgate.cli.destination import refuse_inputs
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.outputs import Output, outputs_of, write
from rightsgate.cli.packs import cache, packs_option
from rightsgate.cli.policy_option import DEFAULT_POLICY, policy_option
from rightsgate.cli.terminal import colour, width
from rightsgate.config.model import Config
from rightsgate.errors import STDIN, Fault, InputError
from rightsgate.files.inputs import Found, find_manifests
from rightsgate.files.read import read_stream
from rightsgate.findings.gate import EXIT_CODES, worst
from rightsgate.fleet.buffer import ReportBuffer
from rightsgate.fleet.session import Checked, Session, Settings
from rightsgate.limits import Limits
from rightsgate.manifest.values import WrongValueError, whole_day
from rightsgate.report.formats import FORMATS
from rightsgate.report.writer import Options, Shape
from rightsgate.rules.model.outcome import Outcome
from rightsgate.version import VERSION

MANY = 64  # fewer files than that are never spread over processes
SHAPES = [shape.value for shape in Shape]
OUTCOMES = [outcome.value for outcome in Outcome]
HELP = {
    "engine": "Inference engine: native, or durable (rightsgate[durable]). Both give the same results.",
    "exclude": "Files or folders to leave out of a folder that is searched; may be repeated.",
    "policy": f"Which duties are checked, and what blocks. Default: {DEFAULT_POLICY}.",
    "format": f"Format of the report: {', '.join(FORMATS)}; may be repeated, each format with a file of its own.",
    "output": "File for the only format; its ending tells the format where --format does not. - is standard output.",
    "detail": "How much the text report tells: one screen (brief), the findings that gate, or everything.",
    "for": "Check on behalf of that actor, in place of the manifest's own `subject`.",
    "waivers": "File of waivers: findings that are accepted for a time.",
    "baseline": "A JSON report: only what is new or worse since then keeps the gate from passing.",
    "pretty": "Lay JSON out for people who read it.",
    "derivations": "List how each result follows, step by step (JSON).",
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


def actor(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse an empty id."""
    return _filled(ctx, param, value, "the id of the actor is empty")


def named(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse an empty name of a file."""
    return _filled(ctx, param, value, "the name of the file is empty")


def _filled(ctx: click.Context, param: click.Parameter, value: str, empty: str) -> str:
    """Refuse what is given and empty, as a variable without a value is."""
    given = param.name is not None and ctx.get_parameter_source(param.name) is not ParameterSource.DEFAULT
    if given and not value.strip():
        raise click.BadParameter(empty)
    return value


def globs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an empty pattern."""
    if not all(value.strip("/. ") for value in values):
        raise click.BadParameter("the pattern is empty; give a name or a path, such as 'vendor' or 'docs/*.yaml'")
    return values


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Read a full date; without one, return today's in UTC: the same for everybody, wherever a pipeline runs."""
    if value is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return whole_day(value)
    except WrongValueError:
        raise click.BadParameter(f"'{value}' is not a valid date; write a full date: YYYY-MM-DD") from None


engine_option = click.option(
    "--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help=HELP["engine"]
)


@click.command("check")
@click.argument("manifests", nargs=-1, metavar="[MANIFEST]...")
@click.option("--exclude", multiple=True, callback=globs, metavar="GLOB", help=HELP["exclude"])
@policy_option(HELP["policy"])
@packs_option
@click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]", help=HELP["format"])
@click.option("--output", "-o", metavar="FILE", help=HELP["output"])
@click.option("--pretty", is_flag=True, help=HELP["pretty"])
@click.option("--derivations", is_flag=True, help=HELP["derivations"])
@click.option("--for", "subject", default="", callback=actor, metavar="ID", help=HELP["for"])
@click.option("--waivers", default="", callback=named, metavar="FILE", help=HELP["waivers"])
@click.option("--baseline", default="", callback=named, metavar="REPORT", help=HELP["baseline"])
@click.option("--detail", type=click.Choice(SHAPES), default="full", show_default=True, help=HELP["detail"])
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today.")
@click.option("--show", callback=outcomes, metavar="LIST", help=HELP["show"])
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for many manifests. Default: one a core.")
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
    detail: str,
    as_of: str,
    show: tuple[Outcome, ...] | None,
    jobs: int | None,
    engine: str,
    limits: Limits,
    where: Where,
) -> int:
    """Check each MANIFEST: a file, a folder to search, or - for standard input; without any, those that the
    configuration names (rightsgate.toml, or [tool.rightsgate] in pyproject.toml). Options win over it.

    In a folder a file (.yaml, .yml, .json) is a manifest if it has the top-level key `rightsgate`. The report says how
    many other files were skipped.

    Exit codes: 0 gate passed; 1 gate failed; 2 something is wrong with the call, a manifest, a rule, a policy or the
    place to write to; 3 undecided (nothing failed, but the policy does not accept what is unknown); 4 an internal
    error; 129, 130, 143 ended by the signal SIGHUP, SIGINT or SIGTERM; 141 the reader of the output closed it.
    """
    config = configuration(where, limits, search=not manifests, exclude=exclude)
    given = Chosen(
        subject=subject or None,
        manifests=manifests or None,
        exclude=exclude or None,
        policy=policy,
        rules=folders or None,
        waivers=waivers or None,
        baseline=baseline or None,
        formats=formats or (() if output else None),
    )
    call = in_force(given, config)
    if not call.manifests:
        raise nothing_to_check(config)
    outputs = outputs_of(call.formats, output)
    _refuse_useless(outputs, {"pretty": pretty, "derivations": derivations})
    options = Options(
        show=show,
        shape=Shape(detail),
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
    )
    return _reported(settings, outputs, call, config, jobs or os.cpu_count() or 1)


def _refuse_useless(outputs: Iterable[Output], given: Mapping[str, bool]) -> None:
    """Refuse options of formats that the call does not ask for."""
    for option, is_given in given.items():
        if is_given and not any(option in output.format.takes for output in outputs):
            raise click.UsageError(f"--{option} has no effect without a format that has it; write --format json")


def _laid_out(options: Options, output: Output) -> Options:
    """Return the options with the colour and width that suit where a report goes."""
    if not output.is_seen:
        return options
    return structs.replace(options, colour=colour(), width=width())


def _reported(settings: Settings, outputs: Sequence[Output], call: InForce, config: Config, jobs: int) -> int:
    """Check the manifests, write every report that is asked for, and return the exit code."""
    with ExitStack() as stack:
        with in_time(settings.limits):
            session = Session(settings)
            gc.freeze()  # the rules stay to the end
            found = _found(session, call, config, outputs)
            session.expect(len(found.paths))
            buffers = [stack.enter_context(ReportBuffer(writer.separator)) for writer in session.writers]
            tally = _tallied(session, found, jobs, buffers)
            verdict = worst(verdict for verdict, paths in tally.paths.items() if paths)
            code = EXIT_CODES[verdict]
            around = [writer.around(tally, verdict, code) for writer in session.writers]
        for output, buffer, (head, tail) in zip(outputs, buffers, around, strict=True):
            write(output, buffer.whole(head, tail))
    return code


def _found(session: Session, call: InForce, config: Config, outputs: Iterable[Output]) -> Found:
    """Find the manifests to read; raises InputError where the report would be written onto what is read."""
    sections = [name for name, kind in session.checker.pack.vocabulary.sections.items() if kind.alone]
    names = config.found or call.manifests
    found = find_manifests(names, call.exclude, sections, session.settings.limits, config.excluded)
    files = ["/dev/stdin" if path == "-" else path for path in found.paths]
    for output in outputs:
        read = {"a manifest": files, "the configuration": [config.path] if config.path else [], **session.reads()}
        refuse_inputs(output.destination, read, session.settings.folders)
    return found


def _tallied(session: Session, found: Found, jobs: int, buffers: Sequence[ReportBuffer]) -> Tally:
    """Check every manifest and hand its part in each format to its buffer.

    Raises InputError with the faults of all together.
    """
    tally, faults = Tally(found.skipped), list(found.faults)
    for result in _checked(session, list(found.paths), jobs):
        if not isinstance(result, Rendered):
            faults.extend(result)
        elif not faults:  # nothing will be printed once there is a fault
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
