"""Files of attribution methods: which rules propose which level of involvement, in which order."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import structs

from rightsgate import codes
from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.rules.model.attribution import Attribution, AttributionRule, Level, Lowering, Step
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.predicates import ATTRIBUTED, argument
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.model import Vocabulary

FILE_KEYS: Final = ("attribution", "title", "source", "steps", "questions")
STEP_KEYS: Final = ("level", "rules", "lowered")
LOWERED_KEYS: Final = ("to", "by", "title", "asks", "open_while")


class AttributionReader:
    """Reads attribution methods against the inferences that they name."""

    def __init__(
        self, vocabulary: Vocabulary, inferences: Iterable[Inference], kinds: Mapping[str, int], *, all_read: bool
    ) -> None:
        """Find the rules that a method can name; ``kinds`` are the kinds of fact with their numbers of terms.

        Unless all inferences could be read (``all_read``), no rule is called unknown: it may be one of the others.
        """
        self.all_read = all_read
        self.fields = FieldNames(vocabulary)
        self.one_term = {kind for kind, terms in kinds.items() if terms == 1}
        self.rules: dict[str, str] = {}
        self.methods: dict[str, Attribution] = {}
        for inference in inferences:
            conclusion = inference.conclusion
            if conclusion.kind == ATTRIBUTED:
                self.rules[str(argument(ATTRIBUTED, conclusion.terms, "inference"))] = ATTRIBUTED
            elif len(conclusion.terms) == 1:
                self.rules.setdefault(inference.id, conclusion.kind)

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read the file of one method."""
        name = reader.text(data, "attribution", "an attribution method")
        where = f"attribution method {name}"
        reader.only(data, FILE_KEYS, where)
        if name in self.methods:
            message = f"the attribution method '{name}' is there already"
            reader.fault(codes.DUPLICATE_NAME, data.marks["attribution"], message)
        steps: list[Step] = []
        for body in reader.maps(data, "steps", where, required=True):
            step = self._step(reader, body, f"a step of {where}")
            if body.get("level") == step.level.value and any(other.level is step.level for other in steps):
                message = f"{where} has a step for '{step.level.value}' already"
                hint = "list all rules of a level in one step"
                reader.fault(codes.DUPLICATE_NAME, body.marks["level"], message, hint)
            steps.append(step)
        method = Attribution(
            id=name,
            title=reader.text(data, "title", where),
            source=reader.text(data, "source", where),
            steps=tuple(steps),
        )
        questions = self._questions(reader, data, method)
        self.methods.setdefault(name, structs.replace(method, questions=questions))

    def _step(self, reader: Reader, data: LocatedMap, where: str) -> Step:
        reader.only(data, STEP_KEYS, where)
        rules = []
        for body in reader.maps(data, "rules", where, required=True):
            reader.only(body, ("id", "asks"), f"a rule of {where}")
            rules.append(self._rule(reader, body, "id", f"a rule of {where}"))
        level = reader.choice(data, "level", where, Level)
        lowered = self._lowered(reader, data, level, where) if "lowered" in data else None
        return Step(level=level, rules=tuple(rules), lowered=lowered)

    def _rule(self, reader: Reader, data: LocatedMap, key: str, where: str) -> AttributionRule:
        """Read the id of a rule at ``key``, and what it asks."""
        name = reader.text(data, key, where)
        if name.strip() and self.all_read:
            reader.known(data, key, (name,), self.rules, "rule of attribution")
        asks = self.fields.read(reader, data, "asks", where)
        return AttributionRule(id=name, fact=self.rules.get(name, ATTRIBUTED), asks=asks)

    def _lowered(self, reader: Reader, data: LocatedMap, level: Level, step: str) -> Lowering:
        where = f"'lowered' in {step}"
        body = reader.mapping(data, "lowered", step)
        reader.only(body, LOWERED_KEYS, where)
        to = reader.choice(body, "to", where, Level)
        order = list(Level)
        if body.get("to") == to.value and order.index(to) <= order.index(level):
            lesser = ", ".join(other.value for other in order[order.index(level) + 1 :])
            message = f"'{to.value}' is not lower than '{level.value}'"
            reader.fault(codes.CONTRADICTION, body.marks["to"], message, f"lower: {lesser}")
        fact = reader.text(body, "open_while", where)
        if fact.strip() and self.all_read:
            reader.known(body, "open_while", (fact,), self.one_term, "kind of fact with one term")
        title = reader.text(body, "title", where)
        return Lowering(to=to, by=self._rule(reader, body, "by", where), title=title, open_while=fact)

    def _questions(self, reader: Reader, data: LocatedMap, method: Attribution) -> dict[str, str]:
        """Read what only a person can answer; a field that no rule asks for would never be asked."""
        where = f"'questions' of attribution method {method.id}"
        body = reader.mapping(data, "questions", where)
        asked = {field for rule in method.rules for field in rule.asks}
        for field in body:
            if self.fields.find(reader, body.marks[field], field) is not None and field not in asked:
                message = f"no rule of the method asks for '{field}'"
                reader.fault(codes.UNKNOWN_NAME, body.marks[field], message, "name it in 'asks'")
        return {field: reader.text(body, field, where) for field in body}
