"""The option that names a policy: its help, and what a shell completes, come from the policies that are shipped."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from rightsgate.rules.forms.policy import shipped_policies
from rightsgate.rules.packs.load import builtin

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_POLICY: Final = "release-gate"
METAVAR: Final = "NAME|FILE"


def shipped() -> tuple[str, ...]:
    """Return the names of the policies that come with rightsgate."""
    return shipped_policies(builtin("policies"))


def policy_option(help_text: str) -> Callable[[Command], Command]:
    """Return the option ``--policy``; its help goes on with the names that it takes."""
    named = f"{help_text} NAME: {', '.join(shipped())} (see: rightsgate policies)."
    return click.option("--policy", metavar=METAVAR, help=named, shell_complete=completed)


def completed(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return the names that begin so, and leave files to the shell."""
    from click.shell_completion import CompletionItem  # which only a shell that completes needs

    names = [CompletionItem(name) for name in shipped() if name.startswith(incomplete)]
    return [*names, CompletionItem(incomplete, type="file")]
