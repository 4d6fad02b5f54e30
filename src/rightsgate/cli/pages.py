"""Pages on standard output, as wide as a person who looks at a terminal wants them."""

import json
import shutil
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from rightsgate.cli.output import write_stdout
from rightsgate.handbook.blocks import Section
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.setting import Setting
from rightsgate.text.layout import WIDTH

Command = TypeVar("Command", bound=Callable[..., Any])
NARROWEST: Final = 40
WIDEST: Final = 100  # longer lines are hard to read


def format_option(*others: str, default: str = "text") -> Callable[[Command], Command]:
    """Return the option that takes a format of pages, or one of some ``others``."""
    return click.option("--format", "form", type=click.Choice([*FORMATS, *others]), default=default, show_default=True)


def write_page(page: Section, form: str, *, by_line: bool = False) -> None:
    """Print a page in a format. Where nobody looks at a terminal, one read ``by_line`` has no line broken."""
    from rightsgate.cli.check import colour  # it brings the checker, which a page does not need to be made

    found = FORMATS[form]
    setting = Setting(width=_width(by_line=by_line), colour=found.colours and colour())
    write_stdout(found.written(page, setting), colour=setting.colour)


def write_json(data: dict[str, Any], indent: int = 2) -> None:
    """Print data as JSON."""
    write_stdout(json.dumps(data, indent=indent, ensure_ascii=False) + "\n", as_json=True)


def _width(*, by_line: bool) -> int:
    if sys.stdout is not None and sys.stdout.isatty():
        return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    return sys.maxsize if by_line else WIDTH
