"""Groups of commands, which behave alike in every release of click that we allow."""

from typing import IO, Any

import click


class NoCommandError(click.UsageError):
    """A call without a command; the help says which there are."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the help."""
        if self.ctx is not None:
            click.echo(self.ctx.get_help(), file=file, err=True)


class CommandGroup(click.Group):
    """A group that refuses a call without a command: click 8.1 ends it with 0, as if a gate had passed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, of which there has to be one."""
        if not args and not ctx.resilient_parsing:
            raise NoCommandError("no command is given", ctx)
        return super().parse_args(ctx, args)
