"""The ids of entries: names for records without one, and checks of ids, references and links between entries."""

from collections.abc import Iterable, Mapping, Sequence

from rightsgate import codes
from rightsgate.errors import Fault, collect, did_you_mean
from rightsgate.logic.absence import Absence
from rightsgate.manifest.model import Entity, Statement, link_key
from rightsgate.text.characters import has_unseen
from rightsgate.text.position import Mark
from rightsgate.text.reader import first_few
from rightsgate.vocabulary.model import DETAILS, REFERENCES, Field, Vocabulary


def record_key(statements: Mapping[str, Statement]) -> str:
    """Name a record that has no id of its own by its kind and its parties."""

    def said(path: str) -> str:
        value = statements[path].value if path in statements else ""
        if isinstance(value, tuple):
            return ",".join(sorted(map(str, value)))
        return "" if isinstance(value, Absence) else str(value)

    if "impact" in statements:
        return link_key(said("actor"), said("impact"))
    parties = ">".join(filter(None, (said("from"), said("to")))) or said("owner")
    return ":".join(filter(None, (said("kind") or "record", parties)))


def canonical(entity: Entity) -> str:
    """Return what a record says, as a text that does not depend on the order of its keys or of its lists."""
    return repr(
        sorted(
            (path, repr(s.value if not isinstance(s.value, tuple) else sorted(map(repr, s.value))), _details(s))
            for path, s in entity.statements.items()
        )
    )


def _details(statement: Statement) -> str:
    said = {key: statement.details[key] for key in DETAILS if key in statement.details}
    return repr([(key, sorted(map(str, value)) if isinstance(value, list) else value) for key, value in said.items()])


class IdentityCheck:
    """Checks the entries of one file, once all are read; adds to ``faults``."""

    def __init__(
        self,
        path: str,
        vocabulary: Vocabulary,
        entities: Mapping[str, Sequence[Entity]],
        ids: Mapping[str, Entity],
        faults: list[Fault],
    ) -> None:
        """Look at ``entities`` by kind, and at those among them that have an id."""
        self.path = path
        self.vocabulary = vocabulary
        self.entities = entities
        self.ids = ids
        self.faults = faults

    def fault(self, code: str, start: Mark, message: str, hint: str = "") -> None:
        """Add a fault at a place in the file."""
        collect(self.faults, Fault.at(code, self.path, start, message, hint))

    def circles(self) -> None:
        """Refuse an entry that names itself, and a relation of an actor with itself."""
        for kind in self.vocabulary.kinds.values():
            references = [path for path, field in kind.by_path.items() if field.type in REFERENCES]
            for entity in self.entities[kind.name]:
                for path in references if "id" in entity.data else ():
                    said = entity.value_of(path)
                    if said == entity.key or (isinstance(said, tuple) and entity.key in said):
                        hint = "name another entry, or leave the field out"
                        message = f"'{entity.key}' cannot refer to itself in '{path}'"
                        self.fault(codes.SELF_REFERENCE, entity.statements[path].mark, message, hint)
        for relation in self.entities["relation"]:
            actor = relation.value_of("from")
            if actor is not None and actor == relation.value_of("to"):
                hint = "name the two actors between which it holds"
                message = f"'{actor}' cannot have a relation with itself"
                self.fault(codes.SELF_REFERENCE, relation.mark, message, hint)

    def twins(self) -> None:
        """Refuse different ids that look the same: nobody could tell which of them a reference means."""
        seen: dict[str, str] = {}
        if all(map(str.isascii, self.ids)):
            return
        from rightsgate import lookalikes

        for key, entity in self.ids.items():
            first = seen.setdefault(lookalikes.one_spelling(key), key)
            if first is not key and is_id(key):
                message = f"the id '{key}' looks the same as the one at line {self.ids[first].mark[0]}"
                mark = entity.data.marks["id"]  # type: ignore[attr-defined] # data of entities read here is located
                self.fault(codes.LOOKALIKE_NAME, mark, message, lookalikes.difference(key, first))

    def ties(self) -> None:
        """Refuse a 'links' entry without an actor, and a second one for the same actor and impact."""
        seen: dict[str, Entity] = {}
        for link in self.entities["link"]:
            if "actor" not in link.statements or isinstance(link.statements["actor"].value, Absence):
                message = "each entry of 'links' needs an 'actor'"
                self.fault(codes.MISSING_KEY, link.mark, message, "write actor: and the id of an actor")
            elif "impact" in link.data:
                message = "a 'links' entry belongs to the impact it is listed under"
                mark = link.data.marks["impact"]  # type: ignore[attr-defined] # as above
                self.fault(codes.MISPLACED_KEY, mark, message, "leave out 'impact', or move the entry")
            elif "id" in link.data:
                hint = "it is identified by its actor and its impact"
                mark = link.data.marks["id"]  # type: ignore[attr-defined] # as above
                self.fault(codes.MISPLACED_KEY, mark, "a 'links' entry cannot have an 'id'", hint)
            elif seen.setdefault(link.key, link) is not link:
                actor, impact = (link.statements[end].value for end in ("actor", "impact"))
                line = seen[link.key].mark[0]
                message = f"the impact '{impact}' records '{actor}' twice; the first time at line {line}"
                self.fault(
                    codes.TIE_STATED_TWICE, link.mark, message, "put all that is said of its tie into one record"
                )

    def references(self, named: Iterable[tuple[Field, str, Mark]]) -> None:
        """Refuse references to undeclared ids, and to entries of another kind."""
        declared: dict[str, list[str]] = {}
        for field, target, start in named:
            found, to = self.ids.get(target), field.to
            if found is None:
                if to not in declared:
                    declared[to] = [key for key, entity in self.ids.items() if to in ("any", entity.kind)]
                section = "the manifest" if to == "any" else self.vocabulary.kinds[to].section
                listed = f"declared: {first_few(declared[to])}" if declared[to] else "declare it there"
                hint = did_you_mean(target, declared[to]) or listed
                message = f"'{field.path}' names '{target}', which no entry of {section} declares"
                self.fault(codes.UNKNOWN_ID, start, message, hint)
            elif to not in ("any", found.kind):
                wanted, section = self.vocabulary.kinds[to].section, self.vocabulary.kinds[found.kind].section
                message = f"'{field.path}' names '{target}', which is an entry of {section}, not of {wanted}"
                self.fault(codes.OTHER_SECTION, start, message)


def is_id(given: object) -> bool:
    """Whether a value can be an id: a readable word, and not one with a meaning of its own such as ``none``."""
    if not isinstance(given, str) or given in ("", "unknown", "none"):
        return False
    return given.isprintable() and given == given.strip() and not given.startswith("(") and not has_unseen(given)
