"""Files of remedy tables: what can be owed for an impact, from which level, and what shows it done."""

from collections.abc import Iterable
from typing import Final

from rightsgate import codes
from rightsgate.rules.forms.field_names import IMPACT, RECORD, FieldNames
from rightsgate.rules.forms.operand import wrong_term
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.remedy import RemedyAction, RemedyTable
from rightsgate.rules.predicates import OWES, argument
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap, kind_of
from rightsgate.vocabulary.model import FieldType, Vocabulary

FILE_KEYS: Final = ("remedy", "title", "source", "owed")
ACTION_KEYS: Final = ("id", "title", "levels", "when", "done_when", "names_actor", "tasks")
LEVELS: Final = {level.value: level for level in Level}


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
        name = reader.text(data, "remedy", "a remedy table")
        where = f"remedy table {name}"
        reader.only(data, FILE_KEYS, where)
        if name in self.tables:
            reader.fault(codes.DUPLICATE_NAME, data.marks["remedy"], f"the remedy table '{name}' is there already")
        actions: dict[str, RemedyAction] = {}
        for body in reader.maps(data, "owed", where, required=True):
            action = self._action(reader, body, where)
            if action.id in actions:
                message = f"{where} lists '{action.id}' already"
                reader.fault(codes.DUPLICATE_NAME, body.marks.get("id", body.start), message)
            actions.setdefault(action.id, action)
        table = RemedyTable(
            id=name,
            title=reader.text(data, "title", where),
            source=reader.text(data, "source", where),
            owed=tuple(actions.values()),
        )
        self.tables.setdefault(name, table)

    def _action(self, reader: Reader, data: LocatedMap, table: str) -> RemedyAction:
        name = reader.text(data, "id", f"an entry of {table}")
        where = f"'{name}' of {table}"
        reader.only(data, ACTION_KEYS, where)
        if self.all_read and name.strip() and name not in self.owed:
            reader.unknown(
                data.marks["id"], "kind of remedy, which no inference concludes to be owed,", name, self.owed
            )
        levels = reader.texts(data, "levels", where, required="levels" in data)
        done_when = self.fields.read(reader, data, "done_when", where, (RECORD, IMPACT))
        reader.known(data, "levels", levels, LEVELS, "level of involvement")
        return RemedyAction(
            id=name,
            title=reader.text(data, "title", where),
            levels=tuple(LEVELS[level] for level in levels if level in LEVELS),
            when=self._when(reader, data, where),
            done_when=done_when,
            names_actor=self._names_actor(reader, data, where, done_when),
            tasks=self._tasks(reader, data, where, done_when),
        )

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

    def _names_actor(self, reader: Reader, data: LocatedMap, where: str, done_when: Iterable[str]) -> bool:
        """Read whether the actor must be named to be done; only a list of actors can name it."""
        names_actor = reader.boolean(data, "names_actor", where, default=False)
        for name in done_when if names_actor else ():
            field = self.fields.get(name)
            if field is not None and (field.type is not FieldType.REFERENCES or field.to != "actor"):
                reader.fault(codes.UNFIT_OPERAND, data.marks["names_actor"], f"'{name}' is not a list of actors")
        return names_actor

    def _tasks(self, reader: Reader, data: LocatedMap, where: str, done_when: Iterable[str]) -> tuple[str, ...]:
        """Read the codes that must all be listed to be done."""
        tasks = reader.texts(data, "tasks", where, required="tasks" in data)
        for name in done_when if tasks else ():
            field = self.fields.get(name)
            if field is not None and field.type is not FieldType.CHOICES:
                reader.fault(codes.UNFIT_OPERAND, data.marks["tasks"], f"'{name}' is not a list of codes")
            elif field is not None:
                reader.known(data, "tasks", tasks, field.values, f"code of '{name}'")
        return tasks
