"""What a call writes where: the formats that it asks for, each with its destination."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import click
import msgspec

from rightsgate.cli.destination import STANDARD_OUTPUT, Destination, destination
from rightsgate.cli.output import write_file, write_stdout
from rightsgate.cli.terminal import colour
from rightsgate.errors import did_you_mean
from rightsgate.report.formats import FORMATS, Format

DEFAULT: Final = "text"
STANDARD_NAME: Final = "-"
EXAMPLE: Final = "--format json=report.json"


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """A report to write: its format, and where it goes."""

    format: Format
    destination: Destination

    @property
    def is_seen(self) -> bool:
        """Whether it goes to standard output, which may be a terminal."""
        return self.destination.place == STANDARD_OUTPUT


def outputs_of(formats: Iterable[str], output: str | None, known: Mapping[str, Format] = FORMATS) -> tuple[Output, ...]:
    """Return what ``--format NAME[=FILE]`` and ``--output FILE`` ask for; raises UsageError for what cannot be.

    ``known`` are the formats that the call can write.
    """
    named = [_named(text, known) for text in formats]
    if output is not None and (len(named) > 1 or any(file is not None for _, file in named)):
        raise click.UsageError(f"--output takes one format, without a file of its own; write {EXAMPLE}")
    if not named:
        named = [(_by_ending(output, known), None)]
    found = [Output(format=known[name], destination=destination(file or output)) for name, file in named]
    _refuse_shared(found)
    return tuple(found)


def _named(text: str, known: Mapping[str, Format]) -> tuple[str, str | None]:
    """Return the name of a format and its file, if there is one."""
    name, equals, file = text.partition("=")
    if name not in known:
        hint = did_you_mean(name, known) or f"formats: {', '.join(known)}"
        raise click.BadParameter(f"there is no format '{name}'; {hint}", param_hint="'--format'")
    if equals and not file:
        raise click.BadParameter(f"'{text}' names no file; write {EXAMPLE}", param_hint="'--format'")
    return name, file or None


def _by_ending(output: str | None, known: Mapping[str, Format]) -> str:
    """Return the format that a file's ending tells, or the default for a file without one."""
    ending = os.path.splitext(output or "")[1].lower()
    if not ending:
        return DEFAULT
    endings = {ending: row.name for row in known.values() for ending in row.endings}
    if ending not in endings:
        told = ", ".join(f"{each} is {name}" for each, name in endings.items())
        raise click.UsageError(f"cannot tell the format from '{ending}' ({told}); add --format NAME")
    return endings[ending]


def _refuse_shared(outputs: Iterable[Output]) -> None:
    """Refuse two reports in one place: the second would follow or replace the first."""
    seen: dict[str | int, str] = {}
    for output in outputs:
        where = output.destination
        place = os.path.realpath(where.place) if isinstance(where.place, str) else where.place
        if place in seen:
            both = f"{seen[place]} and {output.format.name}"
            raise click.UsageError(f"{both} would both go to {where.input}; give each a file: {EXAMPLE}")
        seen[place] = output.format.name


def write(output: Output, parts: Iterator[str]) -> None:
    """Write a report to its place; raises InputError where that takes no more."""
    place, as_json = output.destination.place, output.format.is_json
    if output.is_seen:
        write_stdout(parts, as_json=as_json, colour=output.is_seen and colour())
    else:
        write_file(place, parts, as_json=as_json)
