"""Files of remedy tables: what can be owed for an impact, from which level, and what shows it done."""

from collections.abc import Iterable

from rightsgate import codes
from rightsgate.rules.forms.field_names import IMPACT, RECORD, FieldNames
from rightsgate.rules.forms.operand import wrong_term
from rightsgate.rules.forms.tables.method import REMEDY
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.remedy import RemedyAction, RemedyTable
from rightsgate.rules.predicates import OWES, argument
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap, kind_of
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import FieldType, Vocabulary


class RemedyReader:
    """Reads remedy tables against the inferences that conclude what is owed."""

    def __init__(self, vocabulary: Vocabulary, inferences: Iterable[Inference], *, all_read: bool) -> None:
        """Find what some inference concludes to be owed; unless all could be read, nothing is called unknown."""
        self.all_read = all_read
        self.fields = FieldNames(vocabulary)
        concluded = (inference.conclusion for inference in inferences)
        self.owed = {str(argument(OWES, one.terms, "owed")) for one in concluded if one.kind == OWES}
        self.tables: dict[str, RemedyTable] = {}

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read the file of one table."""
        found = REMEDY.read(reader, data)
        name = found["remedy"]
        if name in self.tables:
            reader.fault(codes.DUPLICATE_NAME, found.mark("remedy"), f"the remedy table '{name}' is there already")
        actions: dict[str, RemedyAction] = {}
        for one in found["owed"]:
            action = self._action(reader, one)
            if action.id in actions:
                reader.fault(codes.DUPLICATE_NAME, one.mark("id"), f"{found.where} lists '{action.id}' already")
            actions.setdefault(action.id, action)
        owed = tuple(actions.values())
        self.tables.setdefault(name, RemedyTable(id=name, title=found["title"], source=found["source"], owed=owed))

    def _action(self, reader: Reader, found: Filled) -> RemedyAction:
        name = found["id"]
        if self.all_read and name.strip() and name not in self.owed:
            called = "kind of remedy, which no inference concludes to be owed,"
            reader.unknown(found.mark("id"), called, name, self.owed)
        self.fields.check(reader, found, "done_when", (RECORD, IMPACT))
        self._check_names(reader, found)
        self._check_tasks(reader, found)
        return RemedyAction(**{**found, "when": self._when(reader, found.data, found.where)})

    def _when(self, reader: Reader, data: LocatedMap, where: str) -> tuple[str, str | bool] | None:
        """Read the one field of the impact that must have one value."""
        if "when" not in data:
            return None
        body = reader.mapping(data, "when", where)
        if "levels" not in data:
            message = f"'when' in {where} narrows nothing"
            reader.fault(codes.KEYS_DISAGREE, data.marks["when"], message, "it stands beside 'levels'")
        if len(body) != 1:
            if isinstance(data["when"], LocatedMap):
                message = f"'when' in {where} must be one field with its value"
                reader.fault(codes.INCOMPLETE_CONDITION, body.start, message)
            return None
        ((name, value),) = body.items()
        mark = body.marks[name]
        field = self.fields.find(reader, mark, name, (IMPACT,))
        if field is None:
            return None
        if not isinstance(value, str | bool):
            said = f"'when' in {where} takes a field with one code, or true or false, not {kind_of(value)}"
            reader.fault(codes.UNFIT_OPERAND, mark, said)
            return None
        if field.type not in (FieldType.CHOICE, FieldType.BOOLEAN):
            message = f"'{name}' holds no single code"
            reader.fault(codes.UNFIT_OPERAND, mark, message, "'when' takes a field with one code, or true or false")
            return None
        wrong = wrong_term(field, value)
        if wrong is not None:
            reader.fault(wrong.code, mark, wrong.about(name), wrong.hint)
        return name, value

    def _check_names(self, reader: Reader, found: Filled) -> None:
        """Refuse fields that must name the actor to be done, and cannot: only a list of actors can."""
        for name in found["done_when"] if found["names_actor"] else ():
            field = self.fields.get(name)
            if field is not None and (field.type is not FieldType.REFERENCES or field.to != "actor"):
                reader.fault(codes.UNFIT_OPERAND, found.mark("names_actor"), f"'{name}' is not a list of actors")

    def _check_tasks(self, reader: Reader, found: Filled) -> None:
        """Refuse codes that the fields which must list them to be done do not have."""
        for name in found["done_when"] if found["tasks"] else ():
            field = self.fields.get(name)
            if field is not None and field.type is not FieldType.CHOICES:
                reader.fault(codes.UNFIT_OPERAND, found.mark("tasks"), f"'{name}' is not a list of codes")
            elif field is not None:
                reader.known(found.data, "tasks", found["tasks"], field.values, f"code of '{name}'")
