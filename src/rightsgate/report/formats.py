"""The formats of a report: adding one is a module in this room and a row in this table."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from rightsgate.checker.model import Annotation, ManifestReport, Run
from rightsgate.report.writer import Arranging, Options, Writer


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A format: its name, the endings of its files, and what makes its writer for a run.

    ``takes``: the options that only some formats have; ``refers``: its parts refer to what stands once for all of them.
    ``annotations``: what it shows first, the most urgent of all manifests.
    ``is_json``: what could steer a terminal is written as JSON escapes it. ``marks``: an expression for those of these
    characters that belong to the format itself, and are written as they are. ``draws``: it shows the value chain.
    """

    name: str
    endings: tuple[str, ...]
    writer: Callable[[Run, Options], Writer | Arranging]
    takes: tuple[str, ...] = ()
    refers: bool = False
    annotations: Callable[[ManifestReport, Run], Iterable[Annotation]] | None = None
    is_json: bool = False
    marks: str = ""
    draws: bool = False


def _text(run: Run, options: Options) -> Writer:
    from rightsgate.report.text.writer import TextWriter

    return TextWriter(run, options)


def _json(run: Run, options: Options) -> Writer:
    from rightsgate.report.json.writer import JsonWriter

    return JsonWriter(run, options)


def _markdown(run: Run, options: Options) -> Writer:
    from rightsgate.report.markdown.writer import MarkdownWriter

    return MarkdownWriter(run, options)


def _csv(run: Run, options: Options) -> Writer:
    from rightsgate.report.csv import CsvWriter

    return CsvWriter(run, options)


def _jsonl(run: Run, options: Options) -> Writer:
    from rightsgate.report.json.lines import LinesWriter

    return LinesWriter(run, options)


def _junit(run: Run, options: Options) -> Writer:
    from rightsgate.report.junit import JunitWriter

    return JunitWriter(run, options)


def _github(run: Run, options: Options) -> Writer:
    from rightsgate.report.github import GithubWriter

    return GithubWriter(run, options)


def _github_annotations(part: ManifestReport, run: Run) -> Iterable[Annotation]:
    from rightsgate.report.github import annotations

    return annotations(part, run)


def _gitlab(run: Run, options: Options) -> Writer:
    from rightsgate.report.gitlab import GitlabWriter

    return GitlabWriter(run, options)


def _sarif(run: Run, options: Options) -> Arranging:
    from rightsgate.report.sarif.writer import SarifWriter

    return SarifWriter(run, options)


def _sarif_github(run: Run, options: Options) -> Arranging:
    from rightsgate.report.sarif.github import GITHUB
    from rightsgate.report.sarif.writer import SarifWriter

    return SarifWriter(run, options, GITHUB)


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
        is_json=True,
    ),
    Format(name="markdown", endings=(".md",), writer=_markdown),
    Format(
        name="jsonl",
        endings=(".jsonl",),
        writer=_jsonl,
        takes=("derivations", "show"),
        refers=True,
        is_json=True,
    ),
    Format(name="junit", endings=(".xml",), writer=_junit),
    Format(name="github", endings=(), writer=_github, annotations=_github_annotations),
    Format(name="gitlab", endings=(), writer=_gitlab, is_json=True),
    Format(name="csv", endings=(".csv",), writer=_csv, takes=("show",), marks="^\ufeff|\r\n"),
    Format(name="sarif", endings=(".sarif",), writer=_sarif, is_json=True),
    Format(name="sarif:github", endings=(), writer=_sarif_github, is_json=True),
    Format(name="html", endings=(".html", ".htm"), writer=_html, draws=True),
)
FORMATS: Final[Mapping[str, Format]] = {row.name: row for row in ROWS}
