"""The pages of what duties stand under and bear on: recommendations, pathways, risks; and those of inferences."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.handbook.blocks import Code, Definition, Item, Phrase, Ref, Section, listed
from rightsgate.handbook.conditions import Conditions
from rightsgate.handbook.fields import spaced
from rightsgate.handbook.names import Names
from rightsgate.handbook.rule_page import part, rule_page
from rightsgate.logic.dates import Dates
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern, Premise, Scalar
from rightsgate.rules.model.duty import Recommendation
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.risk import Cell, CellStatus, Nature, Pathway, Risk
from rightsgate.rules.operators import PREMISES

NATURE: Final = {
    Nature.OMISSION: "Something left undone",
    Nature.EXPOSURE: "A trait of the product",
    Nature.CONDUCT: "How users behave",
}
OPENS: Final = {
    Nature.OMISSION: "Any of this, or a must or should below that binds the role and is unmet:",
    Nature.EXPOSURE: "Any of this:",
    Nature.CONDUCT: "Any of this:",
}
CLOSING: Final = {
    Nature.OMISSION: "Duties that close it",
    Nature.EXPOSURE: "Duties that guard against it",
    Nature.CONDUCT: "Duties that guard against it",
}
STATUS: Final = {
    CellStatus.LISTED: "the table lists it",
    CellStatus.MERGED: "the table lists it together with another row",
    CellStatus.EXAMPLE_ONLY: "only in an example, which connects nobody",
    CellStatus.NOT_APPLICABLE: "the table says that it does not apply",
    CellStatus.ABSENT: "not in the table",
}


class TablePages:
    """Writes the pages of recommendations, pathways, risks and inferences of one pack."""

    def __init__(self, names: Names, conditions: Conditions) -> None:
        """Resolve the names that these rules use."""
        self.names = names
        self.conditions = conditions

    def recommendation(self, one: Recommendation) -> Section:
        """Return the page of a recommendation: the duties beneath it."""
        source = self.names.source(one.document, one.section)
        numbered = f", recommendation {one.number}" if one.number else ""
        lead = f"A recommendation. {source} ({one.section_title}){numbered}."
        duties = [self.names.duties[name] for name in one.duties]
        items = tuple(Item((Ref(duty.id), f" ({duty.strength.value}): {duty.title}")) for duty in duties)
        return rule_page(one.id, one.title, lead, (part("Duties", items=items),))

    def pathway(self, one: Pathway) -> Section:
        """Return the page of a pathway: what opens it, what closes it, and the risks that list it."""
        source = self.names.source(one.document, one.section)
        lead = f"A pathway to harm, of the role {spaced(one.role)}. {NATURE[one.nature]}. {source}."
        closing = tuple(_titled(duty.id, duty.title) for duty in self.names.pack.duties if one.id in duty.closes)
        risks = tuple(_titled(risk.id, risk.name) for risk in self.names.risks([one.id]))
        parts = (
            part("What it is", phrase=(one.means,)),
            part("What it leads to", items=tuple(Item((effect,)) for effect in one.effects)),
            part("What opens it", phrase=(OPENS[one.nature],), items=self.conditions.items(one.signals)),
            part(CLOSING[one.nature], items=closing),
            part("Risks whose tables list it", items=risks),
        )
        return rule_page(one.id, one.name, lead, _filled(parts))

    def risk(self, one: Risk) -> Section:
        """Return the page of a risk: what makes it one of a product, and whom its table connects with it."""
        base = " Nearly every product has it." if one.baseline else ""
        lead = f"A risk to people. {self.names.source(one.document, one.section)}.{base}"
        groups = [self.names.pack.tables.groups[group].name for group in one.groups]
        note = f" ({one.groups_note})" if one.groups_note else ""
        parts = (
            part("What it is", phrase=(one.means,)),
            part("An example", phrase=(f"{one.example[:1].upper()}{one.example[1:]}.",) if one.example else ()),
            part("Right", phrase=(self.names.right(one.right),)),
            part("Further rights", items=tuple(Item((self.names.right(right),)) for right in one.touches)),
            part("Groups at heightened risk", phrase=(f"{'; '.join(groups)}{note}",) if groups or note else ()),
            part("Topics of evaluation", phrase=listed([(Code(topic),) for topic in one.topics], "and")),
            part("A product has it", phrase=("On any of this:",), items=self.conditions.items(one.triggers)),
            part("Whom its table connects", items=tuple(self._cell(cell) for cell in one.cells)),
        )
        return rule_page(one.id, one.name, lead, _filled(parts))

    def _cell(self, cell: Cell) -> Item:
        beneath: list[Item] = []
        if cell.pathways:
            beneath.append(Item(("pathways: ", *listed([(Ref(one),) for one in cell.pathways], "and"))))
        if cell.sign:
            beneath.append(Item((f"sign: {cell.sign}",)))
        if cell.reason:
            beneath.append(Item((cell.reason,)))
        if cell.fields.parts:
            beneath.append(Item(("shown by any of this:",), self.conditions.items(cell.fields)))
        return Item((f"{spaced(cell.role)}: {STATUS[cell.status]}",), tuple(beneath))

    def inference(self, rules: Iterable[Inference]) -> Section:
        """Return the page of an inference; several of one id say the same in several ways."""
        several = tuple(rules)
        first = several[0]
        lead = f"An inference: a conclusion and its premises.{f' {first.source}.' if first.source else ''}"
        return rule_page(first.id, first.title, lead, (said for one in several for said in _follows(one)))


def _follows(one: Inference) -> Iterator[Definition]:
    yield part("If", items=tuple(Item(_premise(premise)) for premise in one.premises))
    may = ("It may be so, and by this rule alone is never certain:",) if one.possible else ()
    yield part("Then", phrase=may, items=(Item(_pattern(one.conclusion)),))


def _premise(premise: Premise) -> Phrase:
    match premise:
        case Pattern():
            return _pattern(premise)
        case Absent(pattern):
            return ("nothing says ", *_pattern(pattern))
        case AtLeast(count, pattern):
            return (f"at least {count} of ", *_pattern(pattern))
        case Compare(left, operator, right):
            return (Code(_term(left)), f" {PREMISES[operator].premise_words} ", Code(_term(right)))


def _pattern(pattern: Pattern) -> Phrase:
    return (Code(f"{pattern.kind}({', '.join(map(_term, pattern.terms))})"),)


def _term(term: Scalar | Dates | None) -> str:
    if isinstance(term, Dates):
        return term.text
    return "-" if term is None else str(term).lower() if isinstance(term, bool) else str(term)


def _titled(name: str, title: str) -> Item:
    return Item((Ref(name), f": {title}"))


def _filled(parts: Iterable[Definition]) -> tuple[Definition, ...]:
    """Leave out parts that have nothing to say."""
    return tuple(one for one in parts if one.blocks)
