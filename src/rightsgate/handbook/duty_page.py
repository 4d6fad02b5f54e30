"""The page of a duty: what it asks, of whom, of what, when and why; where it comes from; how to state and to fix it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rightsgate.handbook.blocks import Code, Definition, Item, Phrase, Ref, Section, listed
from rightsgate.handbook.conditions import Conditions
from rightsgate.handbook.fields import spaced
from rightsgate.handbook.names import Names, on_page, parameters, threshold
from rightsgate.handbook.rule_page import part, rule_page
from rightsgate.handbook.snippet import snippet
from rightsgate.rules.model.duty import Basis, Duty, Strength
from rightsgate.rules.model.outcome import Outcome

if TYPE_CHECKING:
    from rightsgate.rules.model.case import Case

MEANING: Final = {
    Strength.MUST: "must: its source states it as required",
    Strength.SHOULD: "should: its source recommends it",
    Strength.MAY: "may: its source offers it as something to weigh",
}
BASIS: Final = {
    Basis.STATED: "",
    Basis.UNGP: "The verb is that of the UN Guiding Principles, which the source reports.",
    Basis.INFERRED: "The source has no verb of duty here; the strength is our reading of it.",
}
GUARDS: Final = "It guards against harm that comes about in these ways:"
STAGES: Final = {"across": "all stages", "unspecified": "no stage is named"}


class DutyPages:
    """Writes the pages of the duties of one pack."""

    def __init__(self, names: Names, conditions: Conditions) -> None:
        """Resolve the names that duties use, and find the first case in which each duty is met."""
        self.names = names
        self.conditions = conditions
        self.met: dict[str, Case] = {}
        for case in names.pack.cases:
            if case.outcome == Outcome.MET.value:
                self.met.setdefault(case.rule, case)

    def page(self, duty: Duty) -> Section:
        """Return the page of a duty."""
        lead = f"A duty. {MEANING[duty.strength].capitalize()}. {BASIS[duty.basis]}".rstrip()
        asked = (*self._asks(duty), *self._helps(duty), *self._stated(duty))
        background = (*self._comes_from(duty), *self._bears_on(duty))
        return rule_page(duty.id, duty.title, lead, (*asked, *background))

    def _asks(self, duty: Duty) -> Iterator[Definition]:
        asked = self.conditions.items(duty.require)
        said: Phrase = (f"{duty.title}.",) if not asked else ("All of this:",) if len(asked) > 1 else ()
        yield part("What it asks", phrase=said, items=asked)
        when = self.conditions.items(duty.when)
        always: Phrase = ("Always.",) if duty.on.kind == "actor" else ("Always, for each of these.",)
        yield part("Of whom", items=tuple(self._roles(duty)))
        yield part("Of what", phrase=(asked_of(duty),))
        yield part("When", phrase=always if not when else ("All of this:",) if len(when) > 1 else (), items=when)
        yield from self._in_effect(duty)
        yield part("Why", phrase=(duty.why,))

    @staticmethod
    def _roles(duty: Duty) -> Iterator[Item]:
        for role in duty.binds:
            weigh = ", only to weigh it (may)" if role in duty.secondary else ""
            written: Phrase = (" (", Code(role), ")") if "_" in role else ()
            yield Item((spaced(role), *written, *((weigh,) if weigh else ())))

    @staticmethod
    def _helps(duty: Duty) -> Iterator[Definition]:
        if duty.judgement:
            said = f"What a manifest states is not enough. A named person decides {duty.judgement}"
            yield part("What a person must decide", phrase=(said,))
        if duty.out_of_reach:
            yield part("Why no manifest can show it", phrase=(duty.out_of_reach,))
        yield part("How to fix it", phrase=(duty.fix,))

    def _comes_from(self, duty: Duty) -> Iterator[Definition]:
        yield part("Source", items=tuple(self._source(duty)))
        used = dict.fromkeys(parameters(duty.when, duty.require))
        known = self.names.pack.vocabulary.parameters
        if used:
            yield part("Thresholds", items=tuple(threshold(known[name]) for name in used))
        links = tuple(self.names.links(duty))
        if links:
            yield part("Duties that correspond", items=links)

    def _source(self, duty: Duty) -> Iterator[Item]:
        sources, source = self.names.pack.sources, duty.source
        under = self.names.recommendation(duty)
        document = sources.documents.get(source.document)
        if document is None:
            yield Item((Code(source.document),))
        else:
            weight = (Item((document.authority,)),) if document.authority else ()
            yield Item((f"{document.short}: {document.title}",), weight)
        within = document.part(source.section, source.clauses) if document else None
        place = (
            f"{within.section}, {within.title}{on_page(within)}"
            if within
            else f"{source.section}, {under.section_title}"
        )
        yield Item((f"Section: {place}",))
        numbered = f"Recommendation {under.number}" if under.number else "Under"
        yield Item((f"{numbered}: {under.title} (", Ref(under.id), ")"))
        clauses = listed([(Code(clause),) for clause in source.clauses], "and")
        yield Item(("Clauses: " if len(source.clauses) > 1 else "Clause: ", *clauses))
        framework = sources.frameworks.get(duty.framework)
        if framework is not None:
            note = (Item((framework.note,)),) if framework.note else ()
            yield Item((f"Framework: {framework.name}, {framework.binding} (", Code(framework.id), ")"), note)
        if duty.stage:
            yield Item((f"Stage of the life cycle: {STAGES.get(duty.stage, spaced(duty.stage))}",))

    def _in_effect(self, duty: Duty) -> Iterator[Definition]:
        if not duty.effective_from and not duty.effective_until:
            return
        framework = self.names.pack.sources.frameworks.get(duty.framework)
        ended = f": {framework.ended}" if framework is not None and framework.ended else ""
        since = f"from {duty.effective_from}" if duty.effective_from else ""
        until = f"up to {duty.effective_until}, that day not included{ended}" if duty.effective_until else ""
        yield part("In effect", phrase=(f"Only {', '.join(filter(None, (since, until)))}.",))

    def _bears_on(self, duty: Duty) -> Iterator[Definition]:
        rights = "; ".join(self.names.right(right) for right in duty.rights)
        if rights:
            yield part("Rights at stake", phrase=(f"{rights[:1].upper()}{rights[1:]}.",))
        if duty.closes:
            closes = tuple(self.names.pathways(duty.closes))
            yield part("Pathways to harm that it closes", phrase=(GUARDS,), items=closes)
        risks = tuple(Item((Ref(risk.id), f": {risk.name}")) for risk in self.names.risks(duty.closes))
        if risks:
            yield part("Risks whose tables list these pathways", items=risks)

    def _stated(self, duty: Duty) -> Iterator[Definition]:
        case = self.met.get(duty.id)
        if case is None:
            return
        recorded = ", with the decision on record" if duty.judgement else ""
        said = f"A manifest in which it is met on {case.as_of}{recorded}:"
        yield part("How to state it", phrase=(said,), listing=snippet(case.manifest))


def asked_of(duty: Duty) -> str:
    """Return words for the subject of a duty: the actor, or a kind of entity or relation."""
    on = duty.on
    kinds = f" ({' or '.join(on.kinds)})" if on.kinds else ""
    unless = "; where none is listed, nothing is asked" if on.only_listed else ""
    if on.kind == "actor":
        return "The actor as a whole, once for each of these roles that it holds."
    if duty.joint:
        return f"Each {on.kind}, once, of all actors in its chain together{unless}."
    if on.kind == "relation":
        return f"Each relation{kinds} in which it is the {on.side}{unless}."
    if on.kind == "impact":
        return f"Each impact in whose chain it stands{unless}."
    if on.kind in ("dataset", "model", "application", "deployment"):
        return f"Each {on.kind} in its scope: its own, and those up and down the value chain from there{unless}."
    return f"Each {on.kind} of its own{unless}."
