"""The rule packs that a command works with: ours, and those that ``--rules`` adds."""

import os
from collections.abc import Iterable
from typing import Final

import click

from rightsgate.cli.limits import in_time
from rightsgate.cli.output import escape_control
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack

packs_option: Final = click.option(
    "--rules", "folders", multiple=True, metavar="DIR", help="A further rule pack; may be repeated."
)


def packs(folders: Iterable[str], *, with_cases: bool = False, limits: Limits = DEFAULTS) -> Pack:
    """Load our rules with the packs in ``folders``, kept compiled between calls; raises InputError."""
    return load_pack([builtin("rules"), *folders], with_cases=with_cases, cache=cache(), limits=limits)


def packs_in_time(folders: Iterable[str], limits: Limits, *, with_cases: bool = False) -> Pack:
    """Load packs no longer than the limit: for commands that only say what is in them."""
    with in_time(limits):
        pack = packs(folders, with_cases=with_cases, limits=limits)
    tell(pack)
    return pack


def tell(pack: Pack) -> None:
    """Print the notes on the packs to standard error; ``check`` prints them in its report."""
    if pack.notes:
        from rightsgate.report.notes import note_of  # which few packs need

        for note in pack.notes:
            click.echo(escape_control(f"note: {note_of(note)}"), err=True)


def cache() -> str | None:
    """Return the folder for compiled packs, or None where there is none to use.

    A relative path is not used (XDG base directories), since it would depend on the current folder.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    home = given if os.path.isabs(given) else os.path.expanduser("~/.cache")
    return os.path.join(home, "rightsgate") if os.path.isabs(home) else None
