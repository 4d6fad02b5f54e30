"""What packs say of their sources: documents with their clauses, frameworks, and how rules correspond."""

from collections.abc import Iterable

from rightsgate import codes
from rightsgate.rules.forms.tables.source import CROSSWALK, DOCUMENT, FRAMEWORKS
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.source import (
    Clause,
    Correspondence,
    Document,
    Framework,
    Link,
    Section,
    Sources,
)
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.position import Mark
from rightsgate.text.reader import Reader


def effective(reader: Reader, found: Filled) -> tuple[str, str]:
    """Return from when until when something is in effect, as ISO days; each end may be left open."""
    days = found["effective"]
    if days is None:
        return "", ""
    if days["from"] and days["until"] and days["from"] >= days["until"]:
        message = f"{found.where} ends before it begins"
        reader.fault(codes.CONTRADICTION, days.data.start, message, "'until' is the first day without it")
    return days["from"], days["until"]


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
        found = DOCUMENT.read(reader, data)
        name = found["document"]
        if name in self.documents:
            reader.fault(codes.DUPLICATE_NAME, found.mark("document"), f"the document '{name}' is there already")
        sections = tuple(self._section(reader, one) for one in found["sections"])
        own = {key: value for key, value in found.items() if key != "document"}
        self.documents[name] = Document(id=name, **{**own, "sections": sections})

    def _section(self, reader: Reader, found: Filled) -> Section:
        clauses = tuple(self._clause(reader, mark, one) for mark, one in found["clauses"])
        return Section(**{**found, "clauses": clauses})

    def _clause(self, reader: Reader, mark: Mark, found: str | Filled) -> Clause:
        """Return a clause, of which there must be one row."""
        row = found if isinstance(found, Filled) else None
        clause = Clause(id=str(found)) if row is None else Clause(**row)
        if clause.id in self.rows:
            reader.fault(codes.DUPLICATE_NAME, mark, f"the clause '{clause.id}' has a row already")
        self.rows[clause.id] = (reader, mark, None if row is None else row.data)
        return clause

    def read_frameworks(self, reader: Reader, data: LocatedMap) -> None:
        """Read frameworks."""
        for found in FRAMEWORKS.read(reader, data)["frameworks"]:
            first, last = effective(reader, found)
            ended = found["effective"]["reason"] if found["effective"] else ""
            if last and not ended:
                message = f"{found.where} ended for no reason"
                reader.fault(codes.NO_REASON, found.mark("effective"), message, "say why under 'reason'")
            own = {key: value for key, value in found.items() if key != "effective"}
            self.frameworks[found["id"]] = Framework(**own, effective_from=first, effective_until=last, ended=ended)

    def read_links(self, reader: Reader, data: LocatedMap) -> None:
        """Read how rules correspond."""
        for found in CROSSWALK.read(reader, data)["crosswalk"]:
            link = Link(**found)
            self.links.append(link)
            self.linked.append((reader, found.data, link))

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
                reader.fault(codes.NO_REASON, mark, message, "give what it 'says', its 'standing' and the 'reason'")
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
