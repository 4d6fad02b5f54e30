"""Pages on standard output, as wide as a person who looks at a terminal wants them."""

import json
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from rightsgate.cli.output import write_stdout
from rightsgate.cli.terminal import colour, is_seen, width
from rightsgate.handbook.blocks import Section
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.setting import Setting

Command = TypeVar("Command", bound=Callable[..., Any])
ALONE: Final = Setting()  # no file around the page, to which links could lead


def format_option(*others: str, default: str = "text") -> Callable[[Command], Command]:
    """Return the option that takes a format of pages, or one of some ``others``."""
    return click.option("--format", "form", type=click.Choice([*FORMATS, *others]), default=default, show_default=True)


def write_page(page: Section, form: str, place: Setting = ALONE, *, by_line: bool = False) -> None:
    """Print a page in a format, with the links of its ``place``.

    Where nobody looks at a terminal, one read ``by_line`` has no line broken.
    """
    found = FORMATS[form]
    unbroken = by_line and not is_seen()
    setting = Setting(
        width=sys.maxsize if unbroken else width(),
        colour=found.colours and colour(),
        path=place.path,
        homes=place.homes,
    )
    write_stdout(found.written(page, setting), colour=setting.colour)


def write_json(data: dict[str, Any], indent: int = 2) -> None:
    """Print data as JSON."""
    write_stdout(json.dumps(data, indent=indent, ensure_ascii=False) + "\n", as_json=True)
