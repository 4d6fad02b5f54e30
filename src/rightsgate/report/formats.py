"""The formats of a report: adding one is a module in this room and a row in this table."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from rightsgate.checker.model import Run
from rightsgate.report.writer import Options, Writer


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format: its name, the endings of its files, and what makes its writer for a run.

    ``takes``: the options that only some formats have; ``refers``: its parts refer to what stands once for all of them.
    ``is_json``: what could steer a terminal is written as JSON escapes it. ``marks``: an expression for those of these
    characters that belong to the format itself, and are written as they are.
    """

    name: str
    endings: tuple[str, ...]
    writer: Callable[[Run, Options], Writer]
    takes: tuple[str, ...] = ()
    refers: bool = False
    is_json: bool = False
    marks: str = ""


def _text(run: Run, options: Options) -> Writer:
    from rightsgate.report.text.writer import TextWriter

    return TextWriter(run, options)


def _json(run: Run, options: Options) -> Writer:
    from rightsgate.report.json.writer import JsonWriter

    return JsonWriter(run, options)


def _csv(run: Run, options: Options) -> Writer:
    from rightsgate.report.csv import CsvWriter

    return CsvWriter(run, options)


def _jsonl(run: Run, options: Options) -> Writer:
    from rightsgate.report.json.lines import LinesWriter

    return LinesWriter(run, options)


def _junit(run: Run, options: Options) -> Writer:
    from rightsgate.report.junit import JunitWriter

    return JunitWriter(run, options)


ROWS: Final = (
    Format(name="text", endings=(".txt",), writer=_text, takes=("detail", "show")),
    Format(
        name="json",
        endings=(".json",),
        writer=_json,
        takes=("pretty", "derivations", "show"),
        refers=True,
        is_json=True,
    ),
    Format(
        name="jsonl",
        endings=(".jsonl",),
        writer=_jsonl,
        takes=("derivations", "show"),
        refers=True,
        is_json=True,
    ),
    Format(name="junit", endings=(".xml",), writer=_junit),
    Format(name="csv", endings=(".csv",), writer=_csv, takes=("show",), marks="^\ufeff|\r\n"),
)
FORMATS: Final[Mapping[str, Format]] = {row.name: row for row in ROWS}
