"""``rightsgate init``: a first manifest and its configuration, from a few answers."""

import os
from collections.abc import Mapping
from typing import Any, Final

import click

from rightsgate import codes
from rightsgate.advise.beginning.form import read_answers
from rightsgate.advise.beginning.noticed import Noticed, noticed_in
from rightsgate.advise.beginning.places import first_places
from rightsgate.advise.beginning.skeleton import Skeleton
from rightsgate.advise.beginning.steps import Given, Step, steps
from rightsgate.checker.checker import Checker
from rightsgate.cli.configuration import searched
from rightsgate.cli.dialogue import ask, is_interactive, say
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.options import day, named
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs, packs_option
from rightsgate.cli.policy_option import DEFAULT_POLICY
from rightsgate.cli.terminal import colour, width
from rightsgate.config.source import OWN, SHARED, read_source
from rightsgate.errors import Fault, InputError
from rightsgate.limits import Limits
from rightsgate.report.beginning.manifest import FirstText, first_text
from rightsgate.report.beginning.steps import Wording, config_text, is_needed, written_text
from rightsgate.report.dialogue import Instead, instead_text
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.first_manifest import FirstManifest
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin
from rightsgate.text.atomic import replace_files
from rightsgate.text.files import read_located
from rightsgate.text.layout import Page
from rightsgate.text.located import parse

MANIFEST: Final = "rights.yaml"
# The first step of adoption, and what is asked for after it.
FIRST_POLICY: Final = "musts-only"
HELP: Final = {
    "answers": "A file of answers (YAML or JSON) instead of questions on the terminal: rightsgate reference answers.",
}


@click.command("init")
@click.argument("folder", default=".", metavar="[DIR]")
@click.option("--answers", default="", callback=named, metavar="FILE", help=HELP["answers"])
@packs_option
@click.option("--as-of", callback=day, metavar="DATE", help="Rank statements as of that day. Default: today (UTC).")
@limit_option
def command(folder: str, answers: str, folders: tuple[str, ...], as_of: str, limits: Limits) -> int:
    """Write a first manifest, rights.yaml, and rightsgate.toml into DIR: asks who you are, what you do, what you build
    on, and who uses it where. DIR is created if it does not exist. Names in a model card, a bill of materials
    or pyproject.toml in DIR are the defaults.

    The manifest holds only the fields that your roles need, each with its question, those that decide most first. No
    file that is there already is changed.

    \b
    rightsgate init                             asks on the terminal
    rightsgate init service --answers a.yaml    takes the answers from a file

    Exit codes: 0 written; 2 something is wrong with the call or an answer, a file is there already, or nothing was
    written because the questions were ended.
    """
    if not answers and not is_interactive():
        raise click.UsageError(
            "there is no terminal to ask questions on; give the answers in a file: --answers FILE"
            " (rightsgate reference answers says how it is written)"
        )
    with in_time(limits):
        pack = packs(folders, limits=limits)
        first = _first(pack, folders)
        path = os.path.normpath(os.path.join(folder, MANIFEST))
        _refuse_existing(folder, path)
        noticed = noticed_in(folder, limits)
    given = _read(answers, first, pack, limits) if answers else _asked(first, pack, noticed)
    if given is None:
        say("Nothing was written.")
        return 2
    with in_time(limits):
        skeleton = Skeleton(given, first, pack.vocabulary)
        checkers = [_checker(pack, name, as_of, limits) for name in (FIRST_POLICY, DEFAULT_POLICY)]
        text = _text(skeleton.data(), checkers, noticed, pack)
        _write(folder, path, text, skeleton.subject, limits)
    return 0


def _first(pack: Pack, folders: tuple[str, ...]) -> FirstManifest:
    if pack.first_manifest is None:
        message = "no rule pack says what a first manifest is made of"
        raise InputError([Fault.of(codes.NOT_A_PACK, next(iter(folders), ""), message, "leave --rules out")])
    return pack.first_manifest


def _refuse_existing(folder: str, path: str) -> None:
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise InputError(
            [
                Fault.of(
                    codes.NOT_THERE, folder, "it is not a folder", "name a folder; it is created if it does not exist"
                )
            ]
        )
    if os.path.lexists(path):
        message = "there is a file of that name already, and init replaces none"
        raise InputError([Fault.of(codes.OTHERS_FILE, path, message, f"to go on with it: rightsgate fill {path}")])


def _read(answers: str, first: FirstManifest, pack: Pack, limits: Limits) -> Given:
    return read_answers(read_located(answers, answers, limits), answers, first, pack.vocabulary)


def _asked(first: FirstManifest, pack: Pack, noticed: tuple[Noticed, ...]) -> Given | None:
    """Return what a person answers; None if they end the questions."""
    page, wording = Page(colour=colour(), width=width()), Wording(first, pack.vocabulary, noticed)
    given: dict[Step, Any] = {}
    say(instead_text((Instead.HELP, Instead.BACK, Instead.NOT_KNOWN, Instead.QUIT), page))
    while True:
        asked = [*steps(given, first, pack.vocabulary.artefacts)]
        step = next((one for one in asked if one not in given), None)
        if step is None:
            return {one: given[one] for one in asked}
        allowed = {Instead.BACK, Instead.QUIT} | (set() if is_needed(step) else {Instead.NOT_KNOWN})
        in_order = [one for one in Instead if one in allowed]
        answer = ask(wording.ask(step, given), f"{len(given) + 1}.", in_order, page)
        if answer is Instead.QUIT:
            return None
        if answer is Instead.BACK:
            given.pop(next(reversed(given), step), None)
        else:
            given[step] = None if answer is Instead.NOT_KNOWN else answer


def _checker(pack: Pack, policy: str, as_of: str, limits: Limits) -> Checker:
    return Checker(pack, load_policy(policy, builtin("policies"), pack, limits), as_of, limits=limits)


def _text(data: Mapping[str, Any], checkers: list[Checker], noticed: tuple[Noticed, ...], pack: Pack) -> FirstText:
    text = first_text(data, first_places(data, checkers), noticed, pack.vocabulary)
    checkers[0].load(parse(text.text, MANIFEST), MANIFEST)  # what is written is a manifest, whatever was answered
    return text


def _write(folder: str, path: str, text: FirstText, subject: str, limits: Limits) -> None:
    settings = {"manifests": [MANIFEST], "subject": subject, "policy": FIRST_POLICY}
    config = _configuration(folder, limits)
    files = {path: [text.text.encode()]}
    own = os.path.normpath(os.path.join(folder, OWN))
    if config is None:
        files[own] = [config_text(settings).encode()]
    os.makedirs(folder, exist_ok=True)
    replace_files(files)
    page = Page(colour=False, width=width())
    to_add = "" if config is None else config_text(settings)
    write_stdout(written_text(path, text, config or own, to_add, page))


def _configuration(folder: str, limits: Limits) -> str | None:
    """Return the configuration that a check in the folder would find, if there is one."""
    above = list(searched()) if os.path.realpath(folder) == os.path.realpath(os.curdir) else [folder]
    for where in above:
        for name in (OWN, SHARED):
            path = os.path.join(where, name)
            if os.path.lexists(path) and read_source(path, limits) is not None:
                return path
    return None
