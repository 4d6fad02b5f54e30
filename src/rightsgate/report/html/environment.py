"""The templates of the format, and what every text goes through before it stands in the file."""

import hashlib
from base64 import b64encode
from os.path import dirname, join
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rightsgate.report.commands import command_line
from rightsgate.text.characters import shortened
from rightsgate.text.layout import plain

FOLDER: Final = join(dirname(__file__), "templates")
# A name longer than this is cut, so that it cannot push all else off the page.
LONGEST_NAME: Final = 120


def environment() -> Environment:
    """Return the environment of the templates: every text is escaped, and nothing in it hides or steers.

    The templates include each other and have no macros: a macro holds on to all that its template was given, in a
    circle that only the garbage collector ends, and that is off while manifests are checked.
    """
    found = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    found.filters["brief"] = brief
    found.globals["command_line"] = command_line
    return found


def shown(value: Any) -> Any:
    """Return a value as it is shown: text in one line, with all that hides or steers made visible."""
    return plain(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def brief(text: str) -> str:
    """Return a name, cut where it is too long."""
    return shortened(plain(text), LONGEST_NAME)


def asset(name: str) -> str:
    """Return a style or script of ours, as it stands in the file."""
    with open(join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def digest_of(text: str) -> str:
    """Return by which digest a content security policy allows a style or script."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
