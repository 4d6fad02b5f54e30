"""``rightsgate check``: manifests in, a report and an exit code out."""

import gc
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from rightsgate import __version__
from rightsgate.cli.session import Checked, Session, Settings
from rightsgate.errors import Fault, InputError
from rightsgate.judge.gate import worst
from rightsgate.load.files import find_manifests, read_stream
from rightsgate.load.located import MAX_BYTES
from rightsgate.model.finding import Outcome, Verdict
from rightsgate.model.report import Rendered

MANY = 64  # fewer files than that are never spread over processes
EXIT_CODES = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.UNDECIDED: 3}
OUTCOMES = [outcome.value for outcome in Outcome]
HELP = {
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
        raise click.BadParameter(f"{', '.join(wrong) or 'nothing'} is no outcome; outcomes: {', '.join(OUTCOMES)}")
    return tuple(Outcome(word) for word in words)


def day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Read a day, or take today."""
    if value is None:
        return date.today().isoformat()  # noqa: DTZ011 - the user's own day is meant
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"'{value}' is no day; write YYYY-MM-DD") from None


@click.command("check")
@click.argument("manifests", nargs=-1, required=True, metavar="MANIFEST...")
@click.option("--policy", default="release-gate", metavar="NAME|FILE", help=HELP["policy"])
@click.option("--rules", "folders", multiple=True, metavar="DIR", help="A further rule pack; may be repeated.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write the report there instead of to standard output.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today.")
@click.option("--show", callback=outcomes, metavar="LIST", help=HELP["show"])
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for many manifests. Default: one a core.")
def command(
    manifests: tuple[str, ...],
    policy: str,
    folders: tuple[str, ...],
    form: str,
    output: str | None,
    as_of: str,
    show: tuple[Outcome, ...] | None,
    jobs: int | None,
) -> int:
    """Check each MANIFEST: a file, a folder to search, or - for standard input.

    Exit codes: 0 gate passed; 1 gate failed; 2 something is wrong with the call, a manifest, a rule or a policy;
    3 undecided (nothing failed, but the policy does not accept what is unknown); 4 an internal error.
    """
    is_json = form == "json"
    settings = Settings(
        folders=folders,
        policy=policy,
        as_of=as_of,
        json=is_json,
        show=show or (tuple(Outcome) if is_json else (Outcome.UNMET,)),
        colour=colour(output),
        cache=cache(),
    )
    gc.disable()  # the rules stay to the end, and checking makes no cycles: collecting would only cost time
    session = Session(settings)
    gc.freeze()
    parts = _parts(session, manifests, jobs or os.cpu_count() or 1)
    verdict = worst(part.verdict for part in parts)
    _write(_whole(session, parts, verdict), output)
    return EXIT_CODES[verdict]


def _whole(session: Session, parts: list[Rendered], verdict: Verdict) -> str:
    """Write the whole report around the parts of the manifests."""
    settings, code = session.settings, EXIT_CODES[verdict]
    if settings.json:
        from rightsgate.report.json_format import json_whole

        return json_whole(session.run, parts, version=__version__, verdict=verdict, exit_code=code)
    from rightsgate.report.layout import Page
    from rightsgate.report.text import text_whole

    return text_whole(session.run, parts, exit_code=code, show=settings.show, page=Page(colour=settings.colour))


def _parts(session: Session, names: Iterable[str], jobs: int) -> list[Rendered]:
    """Check and write every manifest; raises InputError with the faults of all of them together."""
    paths = list(find_manifests(names))
    faults: list[Fault] = []
    parts: list[Rendered] = []
    if "-" in paths:
        paths.remove("-")
        try:
            parts.append(session.check(read_stream(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>"), "<stdin>"))
        except InputError as error:
            faults.extend(error.faults)
    if len(paths) < MANY:
        checked: Iterable[Checked] = map(session.check_file, paths)
    else:
        from rightsgate.cli.spread import spread  # loads what starts processes, which few calls need

        checked = spread(session, paths, jobs)
    for result in checked:
        if isinstance(result, Rendered):
            parts.append(result)
        else:
            faults.extend(result)
    if faults:
        raise InputError(faults)
    return parts


def cache() -> str | None:
    """Return the folder for compiled packs (XDG base directories), or None where there is no home."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path raises without a home
    return None if home.startswith("~") else os.path.join(home, "rightsgate")  # noqa: PTH118 - as above


def colour(output: str | None) -> bool:
    """Colour only what a person sees on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = Path(output)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise InputError([Fault(path=output, message=f"cannot be written: {error.strerror or error}")]) from None
