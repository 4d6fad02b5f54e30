"""The formats of a report: adding one is a module in this room and a row in this table."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from rightsgate.checker.model import Run
from rightsgate.report.writer import Options, Writer


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format: its name, the endings of its files, and what makes its writer for a run.

    ``takes``: the options that only some formats have; ``refers``: its parts refer to what stands once for all of them;
    ``draws``: it shows the value chain.
    """

    name: str
    endings: tuple[str, ...]
    writer: Callable[[Run, Options], Writer]
    takes: tuple[str, ...] = ()
    refers: bool = False
    draws: bool = False


def _text(run: Run, options: Options) -> Writer:
    from rightsgate.report.text.writer import TextWriter

    return TextWriter(run, options)


def _json(run: Run, options: Options) -> Writer:
    from rightsgate.report.json.writer import JsonWriter

    return JsonWriter(run, options)


def _html(run: Run, options: Options) -> Writer:
    from rightsgate.report.html.writer import HtmlWriter

    return HtmlWriter(run, options)


ROWS: Final = (
    Format(name="text", endings=(".txt",), writer=_text, takes=("detail", "show")),
    Format(
        name="json",
        endings=(".json",),
        writer=_json,
        takes=("pretty", "derivations", "show"),
        refers=True,
    ),
    Format(name="html", endings=(".html", ".htm"), writer=_html, draws=True),
)
FORMATS: Final[Mapping[str, Format]] = {row.name: row for row in ROWS}
