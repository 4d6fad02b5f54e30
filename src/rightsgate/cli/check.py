"""``rightsgate check``: manifests in, a report and an exit code out."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from rightsgate import __version__
from rightsgate.check import Checker
from rightsgate.errors import Fault, InputError
from rightsgate.judge.gate import worst
from rightsgate.load.files import find_manifests, read_located, read_stream
from rightsgate.load.pack import builtin, load_pack
from rightsgate.load.policy import load_policy
from rightsgate.model.report import Detail, ManifestReport, Outcome, Rendered, Verdict

EXIT_CODES = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.UNDECIDED: 3}
BRIEF = (Outcome.UNKNOWN, Outcome.JUDGEMENT)
OUTCOMES = [outcome.value for outcome in Outcome]


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
@click.option("--policy", default="release-gate", metavar="NAME|FILE", help="Which duties, and what blocks. Shipped: release-gate (the default), procurement, audit.")
@click.option("--rules", "folders", multiple=True, metavar="DIR", help="A further rule pack; may be repeated.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", metavar="FILE", help="Write the report there instead of to standard output.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD); the default is today.")
@click.option("--show", callback=outcomes, metavar="LIST", help=f"Outcomes to print in full: {', '.join(OUTCOMES)}. Text: unmet, if not given; JSON: all.")
def command(
    manifests: tuple[str, ...],
    policy: str,
    folders: tuple[str, ...],
    form: str,
    output: str | None,
    as_of: str,
    show: tuple[Outcome, ...] | None,
) -> int:
    """Check each MANIFEST: a file, a folder to search, or - for standard input.

    Exit codes: 0 gate passed; 1 gate failed; 2 something is wrong with the call, a manifest, a rule or a policy;
    3 undecided (nothing failed, but the policy does not accept what is unknown); 4 an internal error.
    """
    pack = load_pack([builtin("rules"), *map(Path, folders)])
    checker = Checker(pack, load_policy(policy, builtin("policies"), pack), as_of)
    run, is_json = checker.run(), form == "json"
    shown = frozenset(show or (tuple(Outcome) if is_json else (Outcome.UNMET,)))
    gc.freeze()  # the rules stay to the end, and checking makes no cycles: collecting would only cost time
    gc.disable()
    if is_json:
        from rightsgate.report.json_format import json_part, json_whole

        detail = dict.fromkeys(shown, Detail.DERIVED)
        parts = _parts(checker, manifests, detail, lambda part: json_part(part, shown))
        verdict = worst(part.verdict for part in parts)
        text = json_whole(run, parts, version=__version__, verdict=verdict, exit_code=EXIT_CODES[verdict])
    else:
        from rightsgate.report.text import Page, text_part, text_whole

        page = Page(colour=_colour(output))
        detail = {**dict.fromkeys(BRIEF, Detail.BRIEF), **dict.fromkeys(shown, Detail.TESTS)}
        parts = _parts(checker, manifests, detail, lambda part: text_part(part, run, show=shown, page=page))
        verdict = worst(part.verdict for part in parts)
        text = text_whole(run, parts, exit_code=EXIT_CODES[verdict], show=shown, page=page)
    _write(text, output)
    return EXIT_CODES[verdict]


def _parts(
    checker: Checker, names: Iterable[str], detail: Mapping[Outcome, Detail], write: Callable[[ManifestReport], str]
) -> list[Rendered]:
    """Check and write every manifest; raises InputError with the faults of all of them together."""
    faults: list[Fault] = []
    parts = []
    for name in find_manifests(names):
        shown = "<stdin>" if name == "-" else name
        try:
            data = read_stream(sys.stdin.buffer.read(), shown) if name == "-" else read_located(Path(name), shown)
            manifest = checker.load(data, shown)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if not faults:
            part = checker.check(manifest, detail)
            parts.append(Rendered(path=part.path, verdict=part.verdict, counts=part.counts, body=write(part)))
    if faults:
        raise InputError(faults)
    return parts


def _colour(output: str | None) -> bool:
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
