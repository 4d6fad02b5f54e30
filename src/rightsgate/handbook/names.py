"""What rules name by an id, in words: roles, rights, pathways, risks, thresholds, other rules."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.handbook.blocks import Code, Item, Phrase, Ref
from rightsgate.handbook.conditions import number
from rightsgate.handbook.fields import spaced
from rightsgate.rules.model.condition import AllOf, AnyOf, Atom, Condition, Literal, Not, Quantified
from rightsgate.rules.model.duty import Duty, Recommendation
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.risk import Risk
from rightsgate.rules.model.source import Correspondence, Section
from rightsgate.rules.operators import period_in_words
from rightsgate.vocabulary.threshold import Origin, Parameter

COMPARED: Final = {
    Correspondence.EQUAL: ("asks for the same as", "asks for the same as"),
    Correspondence.NARROWER: ("asks for less than", "asks for more than"),
    Correspondence.WIDER: ("asks for more than", "asks for less than"),
    Correspondence.RELATED: ("is related to", "is related to"),
}


class Names:
    """Looks up what the rules of a pack name by an id."""

    def __init__(self, pack: Pack) -> None:
        """Know the rules of a pack."""
        self.pack = pack
        self.duties = {duty.id: duty for duty in pack.duties}
        self.recommendations = {one.id: one for one in pack.recommendations}
        self.inferences = {one.id: [o for o in pack.inferences if o.id == one.id] for one in pack.inferences}

    def recommendation(self, duty: Duty) -> Recommendation:
        """Return the recommendation that a duty stands under."""
        return self.recommendations[duty.recommendation]

    def source(self, document: str, section: str) -> str:
        """Return the short name of a document with a section of it."""
        known = self.pack.sources.documents.get(document)
        part = known.part(section) if known else None
        return f"{known.short if known else document}, section {section}{on_page(part) if part else ''}"

    def right(self, right: str) -> str:
        """Return the name of a right."""
        tables = self.pack.tables
        known = tables.rights.get(right) or tables.categories.get(right)
        return "all human rights" if right == "all" else known.name if known else spaced(right)

    def pathways(self, ids: Iterable[str]) -> Iterator[Item]:
        """Yield an entry for each pathway, by its name."""
        for one in ids:
            known = self.pack.tables.pathways.get(one)
            yield Item((Ref(one), f": {known.name}, a pathway of the {spaced(known.role)}" if known else ""))

    def risks(self, pathways: Iterable[str]) -> Iterator[Risk]:
        """Yield the risks whose tables list one of some pathways for a role that they connect."""
        wanted = set(pathways)
        for risk in self.pack.tables.risks.values():
            if any(cell.connects() and wanted.intersection(cell.pathways) for cell in risk.cells):
                yield risk

    def links(self, duty: Duty) -> Iterator[Item]:
        """Yield an entry for each duty that corresponds to one, whichever of the two the link starts from."""
        for link in self.pack.sources.links:
            if duty.id in (link.rule, link.other):
                forth, back = COMPARED[link.relation]
                other, word = (link.other, forth) if link.rule == duty.id else (link.rule, back)
                title = self.duties[other].title if other in self.duties else ""
                yield Item((f"It {word} ", Ref(other), f" ({title}): {link.reason}" if title else f": {link.reason}"))


def threshold(parameter: Parameter) -> Item:
    """Return an entry for a threshold: its value, what it means, and who set it."""
    value = period_in_words(parameter.value) if isinstance(parameter.value, str) else number(parameter.value)
    whose = "set by the source" if parameter.origin is Origin.SOURCE else "set by us; a policy may set another"
    said: Phrase = (Code(parameter.id), f" = {value}: {parameter.means} ({whose}: {parameter.reason})")
    return Item(said)


def parameters(*conditions: Condition) -> Iterator[str]:
    """Yield the thresholds that conditions name."""
    for condition in conditions:
        match condition:
            case Atom(operand=Literal(parameter=name)) if name:
                yield name
            case Not(part):
                yield from parameters(part)
            case AllOf(parts) | AnyOf(parts) | Quantified(that=AllOf(parts)):
                yield from parameters(*parts)
            case _:
                pass


def paths(*conditions: Condition) -> Iterator[str]:
    """Yield the fields that conditions test, each after the kind of its entity, and the kinds of records."""
    for condition in conditions:
        match condition:
            case Atom(of=of, path=path):
                yield f"{of}.{path}"
            case Not(part):
                yield from paths(part)
            case Quantified(kind=kind, kinds=kinds, that=AllOf(parts)):
                yield from (kind, *kinds)
                yield from paths(*parts)
            case AllOf(parts) | AnyOf(parts):
                yield from paths(*parts)
            case _:
                pass


def on_page(section: Section) -> str:
    """Return the page of a section, to be put behind its name; empty where none is known."""
    return f", page {section.page}" if section.page else ""
