"""A first manifest as YAML: what is known, and the questions that decide most, each above the place of its answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import structs

from rightsgate.advise.beginning.entries import entry_at
from rightsgate.advise.beginning.noticed import Noticed
from rightsgate.advise.beginning.places import Place
from rightsgate.evaluate.site import Site
from rightsgate.report.asking import answers_of, question_of
from rightsgate.report.places import field_of
from rightsgate.report.yaml import MANNER
from rightsgate.text.characters import columns
from rightsgate.text.edit.plain import nested
from rightsgate.text.edit.writing import inline
from rightsgate.text.layout import broken, plain
from rightsgate.vocabulary.model import Vocabulary

# A first manifest has fewer lines than that, and none of its comments is wider.
LINES: Final = 44
WIDTH: Final = 120
UNKNOWN: Final = "unknown"
HEAD: Final = (
    "# Written by `rightsgate init`. Replace each `unknown` by an answer, or leave it: it counts as not stated.",
    "# Questions are numbered by how much they decide; (must) means that a source or a law says must.",
)


class FirstText(msgspec.Struct, frozen=True, kw_only=True):
    """A first manifest as text, with how many statements it leaves to make, and how many of them decide a must.

    ``left_out`` counts those that decide a must too, and for which there was no room.
    """

    text: str
    to_make: int
    musts: int
    left_out: int

    @property
    def lines(self) -> int:
        """The number of its lines."""
        return self.text.count("\n")


def first_text(
    data: Mapping[str, Any], places: Iterable[Place], noticed: Sequence[Noticed], vocabulary: Vocabulary
) -> FirstText:
    """Return a manifest with as many of the places as fit, in their order, and what was noticed in the folder."""
    found = tuple(places)
    roomy = _written(data, found, noticed, vocabulary, is_dense=False)
    return roomy if not roomy.left_out else _written(data, found, noticed, vocabulary, is_dense=True)


def _written(
    data: Mapping[str, Any],
    places: Iterable[Place],
    noticed: Sequence[Noticed],
    vocabulary: Vocabulary,
    *,
    is_dense: bool,
) -> FirstText:
    writing = _Writing(data, vocabulary, is_dense=is_dense)
    hints = [*writing.hints(noticed)]
    left_out = 0
    for place in places:
        if (place.must or not is_dense) and writing.can_hold(place.site) and writing.is_apart(place.site):
            writing.places.append(place)
            if len(writing.lines()) + len(hints) > LINES:
                writing.places.pop()
                left_out += place.must
    text = "\n".join([*writing.lines(), *hints]) + "\n"
    musts = sum(place.must for place in writing.places)
    return FirstText(text=text, to_make=len(writing.places), musts=musts, left_out=left_out)


class _Writing:
    """Writes the sections of a manifest, with the places that it leaves open.

    ``is_dense``: with no blank lines, and with no place but those that decide a must.
    """

    def __init__(self, data: Mapping[str, Any], vocabulary: Vocabulary, *, is_dense: bool) -> None:
        self.data, self.vocabulary, self.is_dense = data, vocabulary, is_dense
        self.places: list[Place] = []
        entries = [one for section in data.values() if isinstance(section, list) for one in section]
        self.names = {one["id"]: one.get("name", one["id"]) for one in entries if "id" in one}

    def can_hold(self, site: Site) -> bool:
        """Whether a place can be written: a field of an entry that is listed, or a section that is not there yet."""
        kind = self.vocabulary.kinds[site.kind]
        if site.listed or site.field:
            return bool(site.entity) or (kind.alone and not kind.named and len(site.kinds) == 1)
        taken = {place.site.kind for place in self.places if not place.site.listed}
        return kind.alone and kind.section not in self.data and site.kind not in taken

    def is_apart(self, site: Site) -> bool:
        """Whether no place in the same entry is a group around that field, or stands in it."""
        entry = structs.replace(site, field="")
        others = (one.site for one in self.places if one.site.field and structs.replace(one.site, field="") == entry)
        pairs = ((f"{one.field}.", f"{site.field}.") for one in others)
        return not any(one.startswith(other) or other.startswith(one) for one, other in pairs)

    def lines(self) -> list[str]:
        """Return all lines but the hints."""
        lines = [*HEAD]
        for key, said in self.data.items():
            if isinstance(said, list):
                apart = [] if "" in lines or self.is_dense else [""]
                lines += [*apart, f"{key}:", *self.section(key, said)]
            else:
                lines.append(f"{key}: {inline(said, MANNER)}")
        unlisted: dict[str, list[tuple[int, Place]]] = {}
        for number, place in enumerate(self.places, 1):
            if not place.site.listed:
                section = self.vocabulary.kinds[place.site.kind].section
                unlisted.setdefault(section, []).append((number, place))
        for section, places in unlisted.items():
            if section not in self.data:
                lines += [*([] if self.is_dense else [""]), *self.missing(section, places)]
        return lines

    def section(self, section: str, entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        """Yield the entries of a section, and those of which only a field is asked."""
        for entry in entries:
            asked = [
                (number, place)
                for number, place in enumerate(self.places, 1)
                if place.site.entity and place.site.entity == entry.get("id")
            ]
            yield from self.entry(entry, asked)
        for number, place in enumerate(self.places, 1):
            if not place.site.listed and place.site.field and self.section_of(place.site) == section:
                yield from self.unlisted(number, place)

    def section_of(self, site: Site) -> str:
        return self.vocabulary.kinds[site.kind].section

    def entry(self, entry: Mapping[str, Any], asked: Sequence[tuple[int, Place]]) -> Iterator[str]:
        """Yield an entry, on one line if nothing is asked about it and it fits."""
        one_line = f"  - {inline(dict(entry), MANNER)}"
        if not asked and columns(one_line) <= WIDTH:
            yield one_line
            return
        for at, (key, said) in enumerate(entry.items()):
            yield from _folded(
                f"{'    ' if at else '  - '}{key}: ", inline(said, MANNER), is_list=isinstance(said, list)
            )
        groups: dict[tuple[str, ...], list[tuple[int, Place]]] = {}
        for number, place in asked:
            groups.setdefault(tuple(place.site.field.split(".")[:-1]), []).append((number, place))
        yield from self.grouped(groups, (), "    ", entry)

    def grouped(
        self,
        groups: Mapping[tuple[str, ...], Sequence[tuple[int, Place]]],
        above: tuple[str, ...],
        indent: str,
        entry: Mapping[str, Any],
    ) -> Iterator[str]:
        """Yield the open fields of an entry; several of a group beneath its name, one alone beside it."""
        depth = len(above)
        for number, place in groups.get(above, ()):
            yield from self.question(number, place, indent, entry)
            yield self.open(place.site.field.split(".")[depth:], place.site, indent)
        for name in dict.fromkeys(group[depth] for group in groups if len(group) > depth and group[:depth] == above):
            inner = (*above, name)
            within = [one for group, places in groups.items() if group[: depth + 1] == inner for one in places]
            if len(within) == 1:
                ((number, place),) = within
                yield from self.question(number, place, indent, entry)
                yield self.open(place.site.field.split(".")[depth:], place.site, indent)
            else:
                yield f"{indent}{name}:"
                yield from self.grouped(groups, inner, f"{indent}  ", entry)

    def unlisted(self, number: int, place: Place) -> Iterator[str]:
        """Yield an entry that nobody has listed, with the field that is asked about it."""
        entry = entry_at(place.site, self.vocabulary)
        yield from self.question(number, place, "  ", entry)
        yield f"  - {inline({**entry, place.site.field: UNKNOWN}, MANNER)}"

    def missing(self, section: str, places: Sequence[tuple[int, Place]]) -> Iterator[str]:
        """Yield a section that is not there yet."""
        if places[0][1].site.field:
            yield f"{section}:"
            for number, place in places:
                yield from self.unlisted(number, place)
            return
        number, place = places[0]
        kinds = {"kind": list(place.site.kinds)} if place.site.kinds else {}
        yield from self.question(number, place, "", {**entry_at(place.site, self.vocabulary), **kinds})
        yield self.open([section], place.site, "")

    def question(self, number: int, place: Place, indent: str, entry: Mapping[str, Any]) -> Iterator[str]:
        """Yield the question about a place as a comment."""
        kind = self.vocabulary.kinds[place.site.kind]
        asked = question_of(kind, field_of(place.site, self.vocabulary), entry, self.names)
        told = f"{number}. {'(must) ' if place.must else ''}{asked}"
        room = WIDTH - len(indent) - len("# ")
        yield from (f"{indent}# {line}" for line in broken(plain(told), room, room))

    def open(self, path: Sequence[str], site: Site, indent: str) -> str:
        """Return the line of a statement that is to be made, at a path within what stands around it."""
        key, *rest = path
        value: Any = nested(tuple(rest), UNKNOWN)
        line = f"{indent}{key}: {inline(value, MANNER)}"
        told = f"{line}  # {answers_of(site, self.vocabulary)}"
        return told if columns(told) <= WIDTH else line

    def hints(self, noticed: Iterable[Noticed]) -> Iterator[str]:
        """Yield what documents there are in the folder, as entries to take over."""
        found = [one for one in noticed if one.kind]
        if found and "documents" not in self.data:
            yield ""
            yield "# In this folder; list what belongs to you under `documents:`"
            for one in found:
                entry = {"kind": one.kind, "owner": self.data["subject"], "evidence": one.path}
                yield f"#  - {inline(entry, MANNER)}"


def _folded(label: str, value: str, *, is_list: bool) -> Iterator[str]:
    """Yield a key with its value, a long list on several lines."""
    if not is_list or columns(label + value) <= WIDTH:
        yield label + value
        return
    blank = " " * (len(label) - len(label.lstrip()) + 2)
    yield label.rstrip()
    for at, line in enumerate(broken(value, WIDTH - len(blank), WIDTH - len(blank) - 1)):
        yield f"{blank}{' ' if at else ''}{line.rstrip()}"
