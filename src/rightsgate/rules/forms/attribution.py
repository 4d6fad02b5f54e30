"""Files of attribution methods: which rules propose which level of involvement, in which order."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from rightsgate import codes
from rightsgate.rules.forms.field_names import FieldNames
from rightsgate.rules.forms.tables.method import ATTRIBUTION
from rightsgate.rules.model.attribution import Attribution, AttributionRule, Level, Lowering, Step
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.predicates import ATTRIBUTED, argument
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import Vocabulary


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
        found = ATTRIBUTION.read(reader, data)
        name = found["attribution"]
        if name in self.methods:
            message = f"the attribution method '{name}' is there already"
            reader.fault(codes.DUPLICATE_NAME, found.mark("attribution"), message)
        steps: list[Step] = []
        for one in found["steps"]:
            step = self._step(reader, one)
            if one.data.get("level") == step.level.value and any(other.level is step.level for other in steps):
                message = f"{found.where} has a step for '{step.level.value}' already"
                reader.fault(codes.DUPLICATE_NAME, one.mark("level"), message, "list all rules of a level in one step")
            steps.append(step)
        method = Attribution(id=name, title=found["title"], source=found["source"], steps=tuple(steps))
        self._check_questions(reader, found, method)
        self.methods.setdefault(name, structs.replace(method, questions=found["questions"]))

    def _step(self, reader: Reader, found: Filled) -> Step:
        rules = tuple(self._rule(reader, one, "id") for one in found["rules"])
        lowered = self._lowered(reader, found["lowered"], found["level"]) if found["lowered"] else None
        return Step(level=found["level"], rules=rules, lowered=lowered)

    def _rule(self, reader: Reader, found: Filled, key: str) -> AttributionRule:
        """Return the rule whose id stands at ``key``, and what it asks."""
        name = found[key]
        if name.strip() and self.all_read:
            reader.known(found.data, key, (name,), self.rules, "rule of attribution")
        asks = self.fields.check(reader, found, "asks")
        fact = self.rules.get(name, ATTRIBUTED)
        return AttributionRule(id=name, fact=fact, because=found["because"], asks=asks)

    def _lowered(self, reader: Reader, found: Filled, level: Level) -> Lowering:
        to, order = found["to"], list(Level)
        if found.data.get("to") == to.value and order.index(to) <= order.index(level):
            lesser = ", ".join(other.value for other in order[order.index(level) + 1 :])
            message = f"'{to.value}' is not lower than '{level.value}'"
            reader.fault(codes.CONTRADICTION, found.mark("to"), message, f"lower: {lesser}")
        fact = found["open_while"]
        if fact.strip() and self.all_read:
            reader.known(found.data, "open_while", (fact,), self.one_term, "kind of fact with one term")
        return Lowering(to=to, by=self._rule(reader, found, "by"), title=found["title"], open_while=fact)

    def _check_questions(self, reader: Reader, found: Filled, method: Attribution) -> None:
        """Refuse a question on a field that no rule asks for: it would never be asked."""
        asked = {field for rule in method.rules for field in rule.asks}
        for field in found["questions"]:
            mark = found.data["questions"].marks[field]
            if self.fields.find(reader, mark, field) is not None and field not in asked:
                reader.fault(codes.UNKNOWN_NAME, mark, f"no rule of the method asks for '{field}'", "name it in 'asks'")
