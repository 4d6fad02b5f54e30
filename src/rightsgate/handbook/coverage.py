"""Which rule encodes which clause of which source, and why the others are not encoded."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

import msgspec

from rightsgate.rules.model.condition import AllOf, AnyOf, Atom, Condition, Derived, FactsOf, FieldOf, Not, Quantified
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Clause, Document, Framework, NotEncoded, Section


class Coverage(Enum):
    """How a clause is covered."""

    ENCODED = "encoded"
    JUDGEMENT = "judgement"
    OUT_OF_REACH = "out-of-reach"
    CONTEXT = "context"
    INACTIVE = "inactive"


MEANS: Mapping[Coverage, str] = {
    Coverage.ENCODED: "a rule decides it from what a manifest states",
    Coverage.JUDGEMENT: "a rule looks at what can be stated; the rest is for a person to judge",
    Coverage.OUT_OF_REACH: "no manifest can show it",
    Coverage.CONTEXT: "addressed to others than the actors of a manifest, or said without asking for anything",
    Coverage.INACTIVE: "a rule encodes it, and it is not in effect on the day of the check",
}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A clause: what it asks in our words, how it is covered, by which rules, and the reason."""

    clause: str
    asks: str
    coverage: Coverage
    rules: tuple[str, ...]
    reason: str


Rows = tuple[tuple[Section, tuple[Row, ...]], ...]


def documents(pack: Pack, only: str = "") -> tuple[Document, ...]:
    """Return the documents, those with the most clauses first, or only one of them."""
    found = (document for document in pack.sources.documents.values() if only in ("", document.id))
    return tuple(sorted(found, key=lambda document: (-clauses(document), document.id)))


def clauses(document: Document) -> int:
    """Count the clauses of a document."""
    return sum(len(section.clauses) for section in document.sections)


def rows(pack: Pack, document: Document, as_of: str) -> Rows:
    """Return the clauses of a document by section, in its own order, as they are covered on a day (ISO)."""
    encoding: dict[str, list[Duty]] = {}
    for duty in pack.duties:
        for clause in duty.source.clauses:
            encoding.setdefault(clause, []).append(duty)
    covered = Covered(encoding, pack.sources.frameworks, as_of)
    return tuple((one, tuple(map(covered.row, one.clauses))) for one in document.sections)


def covered_sections(pack: Pack, only: str, as_of: str) -> dict[Document, Rows]:
    """Return the covered sections of the documents, or of only one of them, as of a day (ISO)."""
    return {document: rows(pack, document, as_of) for document in documents(pack, only)}


def uncovered(pack: Pack) -> tuple[Duty, ...]:
    """Return the rules that come of no document that a pack lists clause by clause."""
    return tuple(duty for duty in pack.duties if duty.source.document not in pack.sources.documents)


class Covered:
    """Finds out how each clause is covered."""

    def __init__(self, encoding: Mapping[str, list[Duty]], frameworks: Mapping[str, Framework], as_of: str) -> None:
        """``encoding`` are the rules by clause."""
        self.encoding = encoding
        self.frameworks = frameworks
        self.as_of = as_of

    def row(self, clause: Clause) -> Row:
        """Return the row of a clause."""
        duties = self.encoding.get(clause.id, [])
        if not duties:
            standing = clause.standing or NotEncoded.CONTEXT
            return Row(
                clause=clause.id, asks=clause.says, coverage=Coverage(standing.value), rules=(), reason=clause.reason
            )
        stands = [self.of(duty) for duty in duties]
        # Of several rules the one that leaves most open says how the clause is covered.
        coverage = max((one for one, _ in stands), key=list(Coverage).index)
        return Row(
            clause=clause.id,
            asks="; ".join(duty.title for duty in duties),
            coverage=coverage,
            rules=tuple(duty.id for duty in duties),
            reason="; ".join(dict.fromkeys(reason for one, reason in stands if one is coverage)),
        )

    def of(self, duty: Duty) -> tuple[Coverage, str]:
        """Return how a rule covers its clauses, and the reason."""
        if not duty.in_effect(self.as_of):
            return Coverage.INACTIVE, self.inactive(duty)
        if duty.out_of_reach:
            return Coverage.OUT_OF_REACH, duty.out_of_reach
        looks = f"looks at {', '.join(dict.fromkeys(looked_at(duty.require)))}"
        if duty.judgement:
            return Coverage.JUDGEMENT, f"{looks}; a person decides {duty.judgement}"
        return Coverage.ENCODED, looks

    def inactive(self, duty: Duty) -> str:
        """Return words on the period in which a rule is in effect, and why it no longer is."""
        if self.as_of < duty.effective_from:
            return f"in effect from {duty.effective_from}"
        framework = self.frameworks.get(duty.framework)
        why = f": {framework.ended}" if framework is not None and framework.ended else ""
        return f"in effect until {duty.effective_until}{why}"


def looked_at(condition: Condition) -> Iterator[str]:
    """Yield the fields and derived facts that a condition looks at, in the order in which it does."""
    match condition:
        case Atom(of=of, path=path, operand=operand):
            yield f"{of}.{path}"
            if isinstance(operand, FieldOf):
                yield f"{operand.of}.{operand.path}"
            elif isinstance(operand, FactsOf):
                yield operand.kind.replace("_", " ")
        case Derived(of=of, kind=kind):
            yield f"{of}: {kind.replace('_', ' ')}"
        case Not(part):
            yield from looked_at(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from looked_at(part)
        case Quantified(kind=kind, kinds=kinds, that=that):
            yield f"{kind} ({', '.join(kinds)})" if kinds else kind
            yield from looked_at(that)


def totals(found: Iterable[Rows]) -> dict[Coverage, int]:
    """Count clauses by how they are covered, with a zero for what does not occur."""
    counts = dict.fromkeys(Coverage, 0)
    for one in found:
        for _, covered in one:
            for row in covered:
                counts[row.coverage] += 1
    return counts
