"""What a shell completes: ids of rules, and of the findings on the manifests of the configuration.

Commands import this room for the names alone, so what only a completion needs is imported when a shell asks.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from rightsgate.errors import InputError
from rightsgate.limits import DEFAULTS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return the ids of the duties that begin so."""
    from rightsgate.cli.packs import packs

    pack = packs((), limits=DEFAULTS)
    return _beginning((duty.id for duty in pack.duties), incomplete)


def findings(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return the ids that begin so of the findings on the manifests that a check without arguments would read."""
    try:
        return _beginning(_ids(), incomplete)
    except (InputError, click.UsageError):  # a completion says nothing; the call itself will
        return []


def _ids() -> Iterable[str]:
    from rightsgate.cli.checker import checker_of
    from rightsgate.cli.configuration import Chosen, Where, configuration, in_force
    from rightsgate.cli.manifests import found_manifests
    from rightsgate.cli.options import today
    from rightsgate.files.read import read_as

    config = configuration(Where(), DEFAULTS, search=True)
    call = in_force(Chosen(), config)
    checker = checker_of(call, today(), DEFAULTS)
    for path in found_manifests(call, config, checker.pack, DEFAULTS).paths:
        report = checker.check(checker.load(read_as("manifest", path, path, DEFAULTS), path))
        yield from (finding.id for finding in report.findings)


def _beginning(ids: Iterable[str], incomplete: str) -> "list[CompletionItem]":
    from click.shell_completion import CompletionItem  # which only a shell that completes needs

    return [CompletionItem(one) for one in sorted(set(ids)) if one.startswith(incomplete)]
