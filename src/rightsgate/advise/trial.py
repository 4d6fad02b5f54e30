"""A manifest checked with answers that it does not have yet, in memory."""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import structs

from rightsgate.advise.answers import Answer
from rightsgate.advise.applying import edits_of
from rightsgate.checker.checker import Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.errors import InputError
from rightsgate.evaluate.model import Detail
from rightsgate.evaluate.result import Result
from rightsgate.evaluate.site import Site
from rightsgate.findings.findings import Details
from rightsgate.findings.model import Finding
from rightsgate.manifest.edit import AddEntry, Edit, stated_after
from rightsgate.manifest.model import Manifest
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.edit.plain import held_at, plain
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.position import Mark


class Tried:
    """A manifest as it would be: evaluated and judged, and where its new entries stand."""

    def __init__(self, result: Result, report: ManifestReport, added: Mapping[str, Site]) -> None:
        """Keep what came of it; ``added``: the sites of new entries by their pointers."""
        self.result = result
        self.report = report
        self.added = added
        self.settler: Any = None
        self.details: dict[Detail, dict[str, Finding]] = {}

    def explained(self, checker: Checker, detail: Detail) -> Mapping[str, Finding]:
        """Return the unknown findings by their ids, explained to a detail."""
        known = self.details.get(detail)
        if known is None:
            report = checker.report(self.result, {Outcome.UNKNOWN: detail})
            known = self.details[detail] = {one.id: one for one in report.findings}
        return known


class Trial:
    """Checks one manifest with answers."""

    def __init__(self, checker: Checker, data: LocatedMap, path: str) -> None:
        """Keep the data as they were read from the file ``path``."""
        self.checker = checker
        self.data = data
        self.path = path
        self.plain = plain(data)
        self.manifest = checker.load(data, path)
        self.runs = 0

    def edits(self, answers: Collection[Answer]) -> list[tuple[tuple[object, ...], Edit]]:
        """Return the edits that state the answers, each with its place."""
        return edits_of(answers, self.plain, self.checker.pack.vocabulary)

    def with_answers(self, answers: Collection[Answer], detail: Details | None = None) -> Tried:
        """Check the manifest with answers; raises InputError where they cannot be stated."""
        self.runs += 1
        edits = self.edits(answers)
        after = self._after(edits)
        manifest = self._read(after)
        result = self.checker.evaluator.run(manifest)
        return Tried(result, self.checker.report(result, detail or {}), self._added(answers, edits, after))

    def is_readable(self, answers: Collection[Answer]) -> bool:
        """Whether the manifest can be read with answers."""
        try:
            self._read(self._after(self.edits(answers)))
        except InputError:
            return False
        return True

    def _after(self, edits: list[tuple[tuple[object, ...], Edit]]) -> Any:
        made = [edit for _, edit in edits]
        return stated_after(self.data, made, self.checker.pack.vocabulary, self.path, self.checker.limits)

    def _read(self, after: Any) -> Manifest:
        located = _located(after, self.data, self.data.start)
        located.raw = self.data.raw
        return self.checker.load(located, self.path)

    def _added(
        self, answers: Collection[Answer], edits: list[tuple[tuple[object, ...], Edit]], after: Any
    ) -> dict[str, Site]:
        """Return the new entries by their pointers: they were appended in the order of the edits."""
        sites = {one.place: one.site for one in answers}
        lists: dict[tuple[str, str], list[Site]] = {}
        for place, edit in edits:
            if isinstance(edit, AddEntry):
                lists.setdefault((edit.section, edit.within), []).append(sites[place])
        added = {}
        for (section, within), new in lists.items():
            base = self._pointer(section, within, after)
            held = _entries(after, base)
            for number, site in enumerate(new, start=len(held) - len(new)):
                added[f"{base}/{number}"] = structs.replace(site, field="")
        return added

    def _pointer(self, section: str, within: str, after: Any) -> str:
        if not within:
            return f"/{section}"
        kind = self.checker.pack.vocabulary.sections[section]
        for holder in kind.inside:
            above = self.checker.pack.vocabulary.kinds[holder].section
            for number, one in enumerate(_entries(after, f"/{above}")):
                if isinstance(one, Mapping) and one.get("id") == within:
                    return f"/{above}/{number}/{section}"
        return f"/{section}"


def _entries(data: Any, pointer: str) -> list[Any]:
    held = data
    for part in pointer.split("/")[1:]:
        if isinstance(held, Mapping) and "value" in held and part not in held:
            held = held["value"]
        held = held_at(held, (int(part) if part.isdigit() else part,))
    if isinstance(held, Mapping):
        held = held.get("value")
    return held if isinstance(held, list) else []


def _located(value: Any, like: Any, start: Mark) -> Any:
    """Return plain data with places: those of the data that they were made from, or of what is above them there."""
    if isinstance(value, Mapping):
        known = like if isinstance(like, LocatedMap) else None
        start = start if known is None else known.start
        mapping = LocatedMap()
        mapping.start, mapping.marks = start, {}
        for key, one in value.items():
            mark = start if known is None else known.marks.get(key, start)
            mapping.marks[key] = mark
            mapping[key] = _located(one, None if known is None else known.get(key), mark)
        return mapping
    if isinstance(value, list):
        listed = like if isinstance(like, LocatedList) else None
        start = start if listed is None else listed.start
        sequence = LocatedList()
        sequence.start, sequence.marks = start, []
        for number, one in enumerate(value):
            inside = listed is not None and number < len(listed)
            mark = listed.marks[number] if listed is not None and inside else start
            sequence.marks.append(mark)
            sequence.append(_located(one, listed[number] if listed is not None and inside else None, mark))
        return sequence
    return value


def returned(answer: Answer, added: Mapping[str, Site]) -> Answer:
    """Return an answer about an entry that was added as one about the new entry."""
    site = answer.site
    new = added.get(site.location.pointer) if site.listed else None
    return answer if new is None else structs.replace(answer, site=structs.replace(new, field=site.field))
