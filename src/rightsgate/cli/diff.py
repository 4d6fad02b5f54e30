"""``rightsgate diff``: what changed between two manifests, two reports or two rule packs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import click
from click.core import ParameterSource

from rightsgate import codes
from rightsgate.cli.check import HELP
from rightsgate.cli.configuration import Chosen, Where, config_options, configuration, in_force
from rightsgate.cli.destination import refuse_inputs
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.options import day, engine_option, named, subject_option
from rightsgate.cli.outputs import Output, outputs_of, write
from rightsgate.cli.packs import cache, packs_option
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import Fault, InputError
from rightsgate.fleet.differences import Compared, both, compared_at, manifest_side, pack_side, report_side, with_pack
from rightsgate.fleet.session import Session, Settings
from rightsgate.limits import Limits
from rightsgate.report.diff.compare import compare
from rightsgate.report.diff.model import Diff
from rightsgate.report.diff.sides import Side
from rightsgate.report.formats import FORMATS
from rightsgate.report.writer import Options
from rightsgate.text.layout import WIDTH, Page
from rightsgate.version import VERSION

WRITABLE: Final = {name: FORMATS[name] for name in ("text", "json")}
# What says how manifests are checked, and so nothing of reports that are made already; by the name of the parameter.
OF_CHECKS: Final = {
    "policy": "--policy",
    "folders": "--rules",
    "subject": "--for",
    "as_of": "--as-of",
    "waivers": "--waivers",
    "engine": "--engine",
}
OVER: Final = "A manifest, or a folder of them, to check by both rule packs; may be repeated."
DETAIL: Final = "How much the text tells: one screen (brief), or every finding with every cause (full)."


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--over", multiple=True, metavar="MANIFEST", help=OVER)
@policy_option(HELP["policy"])
@packs_option
@subject_option(HELP["for"])
@click.option("--as-of", callback=day, metavar="DATE", help="Judge both as of that day (YYYY-MM-DD). Default: today.")
@click.option("--waivers", default="", callback=named, metavar="FILE", help=HELP["waivers"])
@click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]", help="text or json; may be repeated.")
@click.option("--output", "-o", metavar="FILE", help=HELP["output"])
@click.option("--pretty", is_flag=True, help=HELP["pretty"])
@click.option("--detail", type=click.Choice(["brief", "full"]), default="brief", show_default=True, help=DETAIL)
@engine_option
@config_options
@limit_option
@click.pass_context
def command(
    context: click.Context,
    old: str,
    new: str,
    over: tuple[str, ...],
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    as_of: str,
    waivers: str,
    formats: tuple[str, ...],
    output: str | None,
    pretty: bool,  # noqa: FBT001 - click passes flags by name
    detail: str,
    engine: str,
    limits: Limits,
    where: Where,
) -> int:
    """Say what is new, worse, better or settled from OLD to NEW, and because of which statement or rule.

    OLD and NEW are two manifests, two JSON reports, or two folders of rule packs that check the same manifests
    (--over). Manifests are checked on the same day, by the same policy and rules.

    Exit codes: 0 nothing is worse; 1 something is: a finding that the policy does not accept is new or got worse;
    2 something is wrong with the call or an input. Findings of actors whose duties do not gate never decide.
    """
    outputs = outputs_of(formats, output, WRITABLE)
    if pretty and not any("pretty" in each.format.takes for each in outputs):
        raise click.UsageError("--pretty has no effect without a format that has it; write --format json")
    chosen = Chosen(
        subject=subject or None,
        policy=policy,
        rules=folders or None,
        waivers=waivers or None,
        manifests=over or (old, new),
    )
    config = configuration(where, limits)
    call = in_force(chosen, config)
    settings = Settings(
        folders=call.rules,
        policy=call.policy,
        as_of=as_of,
        formats=(("json", Options(derivations=True, version=VERSION, asked=call.asked(config))),),
        subject=call.subject,
        cache=cache(),
        engine=engine,
        limits=limits,
        waivers=call.waivers,
    )
    with in_time(limits):
        kind = _kind(old, new, over, limits)
        if kind is Compared.REPORTS:
            _refuse_useless(context)
        found = compare(*_sides(kind, old, new, over, settings, outputs))
        _refuse_unpaired(found)
        written = [(each, _written(found, each, pretty=pretty, full=detail == "full")) for each in outputs]
    for each, text in written:
        write(each, iter([text]))
    return found.exit_code


def _sides(
    kind: Compared, old: str, new: str, over: Sequence[str], settings: Settings, outputs: Sequence[Output]
) -> tuple[Side, Side]:
    """Read or check what is compared; raises InputError, also where the result would be written onto it."""
    match kind:
        case Compared.REPORTS:
            _refuse_onto(outputs, {"a report": [old, new]}, ())
            return both(lambda: report_side(old), lambda: report_side(new))
        case Compared.MANIFESTS:
            session = Session(settings)
            _refuse_onto(outputs, {"a manifest": [old, new], **session.reads()}, settings.folders)
            return both(lambda: manifest_side(old, session), lambda: manifest_side(new, session))
        case Compared.PACKS:
            before, after = both(lambda: Session(with_pack(settings, old)), lambda: Session(with_pack(settings, new)))
            for session in (before, after):
                _refuse_onto(outputs, {"a manifest": over, **session.reads()}, session.settings.folders)
            return both(lambda: pack_side(old, over, before), lambda: pack_side(new, over, after))


def _kind(old: str, new: str, over: tuple[str, ...], limits: Limits) -> Compared:
    """Return as what the two are compared; raises UsageError or InputError where they cannot be."""
    told = [compared_at(path, limits) for path in (old, new)]
    # What a pipe holds is not looked at before it is read: the same as the other, or a manifest.
    one, other = (kind or told[1 - at] or Compared.MANIFESTS for at, kind in enumerate(told))
    if over and one is other is Compared.PACKS:
        return Compared.PACKS
    if over:
        path = new if one is Compared.PACKS else old
        raise click.UsageError(f"--over is for two folders of rule packs, and {path} is none")
    if Compared.PACKS in (one, other):
        path = old if one is Compared.PACKS else new
        raise click.UsageError(
            f"{path} is a folder; to compare two rule packs, name manifests that both check: --over MANIFEST;"
            " to compare folders of manifests, compare the reports on them: check FOLDER --format json=FILE"
        )
    if one is not other:
        message = f"it is {other.value}, and {old} is {one.value}; what is compared has to be of one kind"
        hint = "to hold a manifest against a report: rightsgate check MANIFEST --baseline REPORT"
        raise InputError([Fault.of(codes.OTHER_KIND_OF_FILE, new, message, hint)])
    return one


def _refuse_unpaired(found: Diff) -> None:
    """Refuse reports that have no manifest in common: nothing would be compared."""
    if not found.manifests:
        raise click.UsageError(
            "no manifest is in both reports, so there is nothing to compare;"
            f" {found.old.path} has {_first(found.only_old)}, and {found.new.path} has {_first(found.only_new)}"
        )


def _first(paths: Sequence[str]) -> str:
    """Name the first of some manifests."""
    return paths[0] if len(paths) == 1 else f"{paths[0]} and {len(paths) - 1} more"


def _refuse_useless(context: click.Context) -> None:
    """Refuse options that say how manifests are checked, where two reports say so themselves."""
    for name, option in OF_CHECKS.items():
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT:
            raise click.UsageError(f"{option} has no effect on reports: they are of checks that were made already")


def _refuse_onto(outputs: Iterable[Output], read: Mapping[str, Iterable[str]], packs: Iterable[str]) -> None:
    """Refuse to write onto what is read; raises InputError."""
    listed, folders = {what: tuple(paths) for what, paths in read.items()}, tuple(packs)
    for each in outputs:
        refuse_inputs(each.destination, listed, folders)


def _written(found: Diff, output: Output, *, pretty: bool, full: bool) -> str:
    """Return the comparison in the format of an output."""
    if output.format.name == "json":
        from rightsgate.report.diff.json import diff_json  # which text does not need

        return diff_json(found, pretty=pretty)
    from rightsgate.report.diff.text import diff_text  # which JSON does not need

    page = Page(colour=output.is_seen and colour(), width=width() if output.is_seen else WIDTH)
    return diff_text(found, page, full=full)
