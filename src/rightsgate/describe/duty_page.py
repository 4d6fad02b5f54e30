"""The page of a duty: what it asks, of whom, of what, when and why; where it comes from; how to state and to fix it."""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from rightsgate.describe.blocks import Code, Item, Part, Phrase, Ref, RulePage, listed
from rightsgate.describe.conditions import Conditions
from rightsgate.describe.fields import spaced
from rightsgate.describe.names import Names, parameters, threshold
from rightsgate.model.rules import Basis, Case, Duty, Strength

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
OPENED: Final = "Where it is unmet, harm can come about in these ways:"
WEIGHED: Final = "It helps to close these. As a may it opens none of them where it is unmet:"
STAGES: Final = {"across": "all stages", "unspecified": "no stage is named"}
WIDTH: Final = 76


class DutyPages:
    """Writes the pages of the duties of one pack."""

    def __init__(self, names: Names, conditions: Conditions) -> None:
        """Name what duties name, and know the first case in which each duty is met."""
        self.names = names
        self.conditions = conditions
        self.met: dict[str, Case] = {}
        for case in names.pack.cases:
            if case.outcome == "met":
                self.met.setdefault(case.rule, case)

    def page(self, duty: Duty) -> RulePage:
        """Return the page of a duty."""
        lead = f"A duty. {MEANING[duty.strength].capitalize()}. {BASIS[duty.basis]}".rstrip()
        parts = (*self._asks(duty), *self._helps(duty), *self._comes_from(duty), *self._bears_on(duty))
        stated = self._stated(duty)
        return RulePage(id=duty.id, title=duty.title, lead=(lead,), parts=(*parts, *stated))

    def _asks(self, duty: Duty) -> Iterator[Part]:
        asked = self.conditions.items(duty.require)
        yield Part(title="What it asks", phrase=("All of this:",) if len(asked) > 1 else (), items=asked)
        when = self.conditions.items(duty.when)
        always: Phrase = ("Always.",) if duty.on.kind == "actor" else ("Always, for each of these.",)
        yield Part(title="Of whom", items=tuple(self._roles(duty)))
        yield Part(title="Of what", phrase=(asked_of(duty),))
        yield Part(title="When", phrase=always if not when else ("All of this:",) if len(when) > 1 else (), items=when)
        yield Part(title="Why", phrase=(duty.why,))

    @staticmethod
    def _roles(duty: Duty) -> Iterator[Item]:
        for role in duty.binds:
            weigh = ", only to weigh it (may)" if role in duty.secondary else ""
            yield Item((f"{spaced(role)} (", Code(role), f"){weigh}"))

    @staticmethod
    def _helps(duty: Duty) -> Iterator[Part]:
        if duty.judgement:
            said = f"What a manifest states is not enough. A named person decides {duty.judgement}"
            yield Part(title="What a person must decide", phrase=(said,))
        if duty.out_of_reach:
            yield Part(title="Why no manifest can show it", phrase=(duty.out_of_reach,))
        yield Part(title="How to fix it", phrase=(duty.fix,))

    def _comes_from(self, duty: Duty) -> Iterator[Part]:
        yield Part(title="Source", items=tuple(self._source(duty)))
        used = dict.fromkeys(parameters(duty.when, duty.require))
        known = self.names.pack.vocabulary.parameters
        if used:
            yield Part(title="Thresholds", items=tuple(threshold(known[name]) for name in used))
        links = tuple(self.names.links(duty))
        if links:
            yield Part(title="Duties that correspond", items=links)

    def _source(self, duty: Duty) -> Iterator[Item]:
        sources, source = self.names.pack.sources, duty.source
        under = self.names.recommendation(duty)
        document = sources.documents.get(source.document)
        yield Item((f"{document.short}: {document.title}",) if document else (Code(source.document),))
        yield Item((f"Section: {source.section}, {under.section_title}",))
        numbered = f"Recommendation {under.number}" if under.number else "Under"
        yield Item((f"{numbered}: {under.title} (", Ref(under.id), ")"))
        clauses = listed([(Code(clause),) for clause in source.clauses], "and")
        yield Item(("Clauses, by the ids of our catalogue: ", *clauses))
        framework = sources.frameworks.get(duty.framework)
        if framework is not None:
            yield Item((f"Framework: {framework.name}, {framework.binding} (", Code(framework.id), ")"))
        if duty.stage:
            yield Item((f"Stage of the life cycle: {STAGES.get(duty.stage, spaced(duty.stage))}",))
        if duty.effective_from or duty.effective_until:
            ended = f"; {framework.ended}" if framework is not None and framework.ended else ""
            since = f"from {duty.effective_from}" if duty.effective_from else "from the beginning"
            until = f", until {duty.effective_until} (on that day no longer)" if duty.effective_until else ""
            yield Item((f"In effect: {since}{until}{ended}",))

    def _bears_on(self, duty: Duty) -> Iterator[Part]:
        rights = "; ".join(self.names.right(right) for right in duty.rights)
        if rights:
            yield Part(title="Rights at stake", phrase=(f"{rights[:1].upper()}{rights[1:]}.",))
        if duty.closes:
            said = OPENED if duty.strength is not Strength.MAY else WEIGHED
            yield Part(
                title="Pathways to harm that it closes",
                phrase=(said,),
                items=tuple(self.names.pathways(duty.closes)),
            )
        risks = tuple(Item((Ref(risk.id), f": {risk.name}")) for risk in self.names.risks(duty.closes))
        if risks:
            yield Part(title="Risks whose tables list these pathways", items=risks)

    def _stated(self, duty: Duty) -> Iterator[Part]:
        case = self.met.get(duty.id)
        if case is None:
            return
        day = f" on {case.as_of}" if case.as_of else ""
        recorded = ", with the decision on record" if duty.judgement else ""
        said = f"A manifest in which it is met{day}{recorded}:"
        yield Part(title="How to state it", phrase=(said,), listing=snippet(case))


def asked_of(duty: Duty) -> str:
    """Say of what a duty is asked."""
    on = duty.on
    kinds = f" ({' or '.join(on.kinds)})" if on.kinds else ""
    unless = "; where none is listed, nothing is asked" if on.only_listed else ""
    if on.kind == "actor":
        return "The organisation as a whole, once for each of these roles that it holds."
    if duty.joint:
        return f"Each {on.kind}, once, of all organisations in its chain together{unless}."
    if on.kind == "relation":
        return f"Each relation{kinds} in which it is the {on.side}{unless}."
    if on.kind == "impact":
        return f"Each impact in whose chain it stands{unless}."
    if on.kind in ("dataset", "model", "application", "deployment"):
        return f"Each {on.kind} in its scope: its own, and those up and down the value chain from there{unless}."
    return f"Each {on.kind} of its own{unless}."


def snippet(case: Case) -> str:
    """Return the manifest of a case as YAML, the version of the format first."""
    manifest = {"rightsgate": 1, **_plain(case.manifest)}
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=None)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
