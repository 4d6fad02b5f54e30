"""What packs say of their sources: documents with their clauses, frameworks, and how rules correspond."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from rightsgate import codes
from rightsgate.logic.number import whole
from rightsgate.manifest.values import WrongValueError, dates
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.source import (
    Clause,
    Correspondence,
    Document,
    Framework,
    Link,
    NotEncoded,
    Section,
    Sources,
)
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedList, LocatedMap, kind_of

if TYPE_CHECKING:
    from rightsgate.text.position import Mark

DOCUMENT_KEYS: Final = ("document", "short", "title", "publisher", "dated", "authority", "notes", "sections")
SECTION_KEYS: Final = ("section", "title", "page", "note", "clauses")
CLAUSE_KEYS: Final = ("id", "says", "standing", "reason")
FRAMEWORK_KEYS: Final = ("id", "name", "level", "binding", "covers", "effective", "note")
LINK_KEYS: Final = ("rule", "other", "relation", "reason")


def effective(reader: Reader, data: LocatedMap, where: str, more: tuple[str, ...] = ()) -> tuple[str, str]:
    """Read from when until when something is in effect, as ISO days; each end may be left open."""
    body = reader.mapping(data, "effective", where)
    reader.only(body, ("from", "until", *more), f"'effective' of {where}")
    days = []
    for key in ("from", "until"):
        try:
            text = reader.text(body, key, f"'effective' of {where}", "")
            if text and (day := dates(text)).first != day.last:
                message = f"'{key}' must be a whole day, not '{text}'"
                reader.fault(codes.WRONG_TYPE, body.marks[key], message, "write YYYY-MM-DD")
            days.append(dates(text).first if text else "")
        except WrongValueError as error:
            reader.fault(error.code, body.marks[key], error.about(key), error.hint)
            days.append("")
    if all(days) and days[0] >= days[1]:
        message = f"{where} ends before it begins"
        reader.fault(codes.CONTRADICTION, body.start, message, "'until' is the first day without it")
    return days[0], days[1]


class SourceReader:
    """Reads the sources of packs, and checks them against the rules that encode them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.documents: dict[str, Document] = {}
        self.frameworks: dict[str, Framework] = {}
        self.links: list[Link] = []
        self.rows: dict[str, tuple[Reader, Mark, LocatedMap | None]] = {}
        self.linked: list[tuple[Reader, LocatedMap, Link]] = []

    def read_document(self, reader: Reader, data: LocatedMap) -> None:
        """Read a document and its clauses, in its own order."""
        name = reader.text(data, "document", "a source document")
        where = f"document {name}"
        reader.only(data, DOCUMENT_KEYS, where)
        if name in self.documents:
            reader.fault(codes.DUPLICATE_NAME, data.marks["document"], f"the document '{name}' is there already")
        self.documents[name] = Document(
            id=name,
            short=reader.text(data, "short", where),
            title=reader.text(data, "title", where),
            publisher=reader.text(data, "publisher", where),
            dated=reader.text(data, "dated", where),
            authority=reader.text(data, "authority", where),
            notes=reader.texts(data, "notes", where),
            sections=tuple(
                self._section(reader, body, where) for body in reader.maps(data, "sections", where, required=True)
            ),
        )

    def _section(self, reader: Reader, body: LocatedMap, where: str) -> Section:
        reader.only(body, SECTION_KEYS, f"a section of {where}")
        section = reader.text(body, "section", f"a section of {where}")
        at = f"section {section} of {where}"
        return Section(
            section=section,
            title=reader.text(body, "title", at),
            clauses=tuple(self._clauses(reader, body, at)),
            page=self._page(reader, body, at),
            note=reader.text(body, "note", at) if "note" in body else "",
        )

    @staticmethod
    def _page(reader: Reader, body: LocatedMap, at: str) -> int:
        page = reader.number(body, "page", at, 0)
        if "page" in body and page < 1 and whole(body["page"]) is not None:
            reader.fault(codes.UNFIT_NUMBER, body.marks["page"], f"'page' in {at} must be at least 1, not {page}")
        return page

    def _clauses(self, reader: Reader, body: LocatedMap, at: str) -> Iterator[Clause]:
        required = "clauses" in body or "note" not in body
        for mark, item in reader.items(body, "clauses", at, object, "clauses", required=required):
            row = item if isinstance(item, LocatedMap) else None
            if row is None and not isinstance(item, str):
                message = f"'clauses' in {at} must be a list of clauses, not {kind_of(item)}"
                reader.fault(codes.WRONG_TYPE, mark, message)
                continue
            clause = Clause(id=str(item)) if row is None else self._clause(reader, row, at)
            if clause.id in self.rows:
                reader.fault(codes.DUPLICATE_NAME, mark, f"the clause '{clause.id}' has a row already")
            self.rows[clause.id] = (reader, mark, row)
            yield clause

    def _clause(self, reader: Reader, row: LocatedMap, at: str) -> Clause:
        name = reader.text(row, "id", f"a clause of {at}")
        where = f"clause {name}"
        reader.only(row, CLAUSE_KEYS, where)
        return Clause(
            id=name,
            says=reader.text(row, "says", where),
            standing=reader.choice(row, "standing", where, NotEncoded),
            reason=reader.text(row, "reason", where),
        )

    def read_frameworks(self, reader: Reader, data: LocatedMap) -> None:
        """Read frameworks."""
        reader.only(data, ("frameworks",), "a file of frameworks")
        for body in reader.maps(data, "frameworks", "a file of frameworks", required=True):
            name = reader.text(body, "id", "a framework")
            where = f"framework {name}"
            reader.only(body, FRAMEWORK_KEYS, where)
            first, last = effective(reader, body, where, ("reason",))
            ended = reader.text(reader.mapping(body, "effective", where), "reason", where, "")
            if last and not ended:
                message = f"{where} ended for no reason"
                reader.fault(codes.CONTRADICTION, body.marks["effective"], message, "say why under 'reason'")
            self.frameworks[name] = Framework(
                id=name,
                name=reader.text(body, "name", where),
                level=reader.text(body, "level", where),
                binding=reader.text(body, "binding", where),
                covers=reader.text(body, "covers", where),
                effective_from=first,
                effective_until=last,
                ended=ended,
                note=reader.text(body, "note", where, ""),
            )

    def read_links(self, reader: Reader, data: LocatedMap) -> None:
        """Read how rules correspond."""
        reader.only(data, ("crosswalk",), "a crosswalk")
        for body in reader.maps(data, "crosswalk", "a crosswalk", required=True):
            reader.only(body, LINK_KEYS, "a link of the crosswalk")
            link = Link(
                rule=reader.text(body, "rule", "a link of the crosswalk"),
                other=reader.text(body, "other", "a link of the crosswalk"),
                relation=reader.choice(body, "relation", "a link of the crosswalk", Correspondence),
                reason=reader.text(body, "reason", "a link of the crosswalk"),
            )
            self.links.append(link)
            self.linked.append((reader, body, link))

    def check(self, duties: Iterable[tuple[Reader, LocatedMap, Duty]]) -> None:
        """Refuse clauses without a rule or a reason, rules without a clause, and links that lead nowhere."""
        encoded: dict[str, str] = {}
        names: dict[str, Duty] = {}
        for reader, body, duty in duties:
            names[duty.id] = duty
            self._check_duty(reader, body, duty)
            encoded.update(dict.fromkeys(duty.source.clauses, duty.id))
        for clause, (reader, mark, row) in self.rows.items():
            if row is None and clause not in encoded:
                message = f"no rule encodes the clause '{clause}', and nothing says why"
                reader.fault(codes.CONTRADICTION, mark, message, "give what it 'says', its 'standing' and the 'reason'")
            elif row is not None and clause in encoded:
                hint = "leave its id alone in the list"
                message = f"the clause '{clause}' is encoded by {encoded[clause]}"
                reader.fault(codes.CONTRADICTION, row.start, message, hint)
        for reader, body, link in self.linked:
            for key, rule in (("rule", link.rule), ("other", link.other)):
                reader.known(body, key, (rule,), names, "rule")
            if link.relation is Correspondence.EQUAL and link.rule in names and link.other in names:
                self._check_equal(reader, body, names[link.rule], names[link.other])

    def _check_duty(self, reader: Reader, body: LocatedMap, duty: Duty) -> None:
        if duty.source.document in self.documents and isinstance(body.get("encodes"), LocatedList):
            reader.known(body, "encodes", duty.source.clauses, self.rows, "clause")

    def _check_equal(self, reader: Reader, body: LocatedMap, rule: Duty, other: Duty) -> None:
        """Refuse links that call two rules equal though they require different tests: one answer cannot serve both."""
        if (rule.on, rule.require) != (other.on, other.require):
            message = f"{rule.id} and {other.id} ask for different things, so they are not equal"
            reader.fault(codes.CONTRADICTION, body.marks["relation"], message, "write narrower, wider or related")

    def sources(self) -> Sources:
        """Return all that was read."""
        links = tuple(sorted(self.links, key=lambda link: (link.rule, link.other)))
        return Sources(documents=self.documents, frameworks=self.frameworks, links=links)
