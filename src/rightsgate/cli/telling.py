"""What a call tells on standard error while it works, for those who asked for more, or for less."""

import sys
from collections.abc import Sequence

import click
import msgspec

from rightsgate.checker.model import Rendered, Run
from rightsgate.text.layout import plain


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """How much is told: with ``is_verbose`` what is read and what came of it, with ``is_quiet`` no progress."""

    is_quiet: bool = False
    is_verbose: bool = False

    @property
    def shows_progress(self) -> bool:
        """Whether a terminal shows how far long work is."""
        return not (self.is_quiet or self.is_verbose) and sys.stderr is not None and sys.stderr.isatty()

    def begin(self, run: Run, config: str, paths: Sequence[str]) -> None:
        """Tell what the check goes by, and how many manifests there are."""
        self._say(f"policy: {run.policy.name}, as of {run.as_of}")
        self._say(f"rules: {', '.join(run.packs)}, {len(run.duties)} duties")
        self._say(f"configuration: {config or 'none'}")
        self._say(f"manifests: {len(paths)}")

    def checked(self, result: Rendered) -> None:
        """Tell the verdict on a manifest."""
        self._say(f"checked {result.path}: {result.verdict.value}")

    def _say(self, text: str) -> None:
        if self.is_verbose and sys.stderr is not None:
            click.echo(f"rightsgate: {plain(text)}", err=True)
