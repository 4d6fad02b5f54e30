"""Pages on standard output, as wide as a person who looks at a terminal wants them."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from rightsgate.cli.output import write_stdout
from rightsgate.cli.terminal import colour, is_seen, width
from rightsgate.handbook.blocks import Section
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.setting import Setting

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*others: str, default: str = "text") -> Callable[[Command], Command]:
    """Return the option that takes a format of pages, or one of some ``others``."""
    return click.option("--format", "form", type=click.Choice([*FORMATS, *others]), default=default, show_default=True)


def write_page(page: Section, form: str, *, by_line: bool = False) -> None:
    """Print a page in a format. Where nobody looks at a terminal, one read ``by_line`` has no line broken."""
    found = FORMATS[form]
    unbroken = by_line and not is_seen()
    setting = Setting(width=sys.maxsize if unbroken else width(), colour=found.colours and colour())
    write_stdout(found.written(page, setting), colour=setting.colour)


def write_json(data: dict[str, Any], indent: int = 2) -> None:
    """Print data as JSON."""
    write_stdout(json.dumps(data, indent=indent, ensure_ascii=False) + "\n", as_json=True)
