"""Duty files to duties and the recommendations they stand under."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.rules.forms.condition import ConditionReader
from rightsgate.rules.forms.source import effective
from rightsgate.rules.forms.tables.duty import DUTIES
from rightsgate.rules.model.condition import AllOf
from rightsgate.rules.model.duty import Duty, Recommendation, Source, Subject
from rightsgate.rules.model.source import Framework
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader, places
from rightsgate.vocabulary.model import Vocabulary


class Heading(NamedTuple):
    """What stands above the duties of a file: the section that they encode, and the framework that they are of."""

    document: str
    section: str
    title: str
    framework: Framework | None


class DutyReader:
    """Reads the duty files of one pack."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        fact_kinds: dict[str, int],
        roles: frozenset[str],
        subjects: tuple[str, ...],
        frameworks: Mapping[str, Framework],
    ) -> None:
        """Take the roles that an actor can come to hold, and the kinds of entity that can be in its scope.

        A duty that binds another role, or is asked of another kind, is a fault.
        """
        self.subjects = subjects
        self.frameworks = frameworks
        self.vocabulary = vocabulary
        self.fact_kinds = fact_kinds
        self.roles = roles
        self.duties: list[Duty] = []
        self.recommendations: list[Recommendation] = []
        self.taken: dict[str, str] = {}
        self.read_from: list[tuple[Reader, LocatedMap, Duty]] = []

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of recommendations with their duties."""
        found = DUTIES.read(reader, data)
        source = found["source"] or {"document": "", "section": ""}
        heading = Heading(**source, title=found["title"], framework=self.framework(reader, found))
        for one in found["recommendations"]:
            self.recommendations.append(self.recommendation(reader, one, heading))

    def recommendation(self, reader: Reader, found: Filled, heading: Heading) -> Recommendation:
        """Return one recommendation with its duties."""
        self.claim(reader, found)
        before = len(self.duties)
        for one in found["duties"]:
            duty = within(heading.framework, self.duty(reader, one, heading, found["id"], found["number"]))
            self.duties.append(duty)
            self.read_from.append((reader, one.data, duty))
        return Recommendation(
            id=found["id"],
            title=found["title"],
            document=heading.document,
            section=heading.section,
            section_title=heading.title,
            number=found["number"],
            duties=tuple(duty.id for duty in self.duties[before:]),
        )

    def duty(self, reader: Reader, found: Filled, heading: Heading, recommendation: str, number: int) -> Duty:
        """Return one duty."""
        self.claim(reader, found)
        on = self.subject(reader, found)
        when, require = self.conditions(reader, found, on)
        effective_from, effective_until = effective(reader, found)
        secondary = self.roles_of(reader, found, "secondary")
        source = Source(
            document=heading.document,
            section=heading.section if found["section"] is None else found["section"],
            recommendation=number,
            clauses=found["encodes"],
        )
        as_given = ("id", "title", "strength", "basis", "closes", "rights", "why", "fix", "judgement", "out_of_reach")
        return Duty(
            **{key: found[key] for key in (*as_given, "joint", "contradiction", "stage")},
            recommendation=recommendation,
            source=source,
            binds=(*self.roles_of(reader, found, "binds"), *secondary),
            secondary=secondary,
            on=on,
            when=when,
            require=require,
            path=reader.path,
            mark=found.data.start,
            effective_from=effective_from,
            effective_until=effective_until,
        )

    def claim(self, reader: Reader, found: Filled) -> None:
        """Refuse an id that another duty or recommendation has: policies and judgements name them by it."""
        name = found["id"]
        if name in self.taken:
            message = f"the id '{name}' is taken in {self.taken[name]}"
            reader.fault(codes.DUPLICATE_NAME, found.mark("id"), message, "give it an id of its own")
        elif name:
            self.taken[name] = f"{reader.path} at line {found.data.start[0]}"

    def roles_of(self, reader: Reader, found: Filled, key: str) -> tuple[str, ...]:
        """Return the roles that a duty binds, each once."""
        for role, mark in zip(found[key], places(found.data, key), strict=False):
            if role not in self.roles:
                message = f"no rule gives an actor the role '{role}'"
                reader.fault(codes.UNKNOWN_NAME, mark, message, did_you_mean(role, self.roles))
        return tuple(dict.fromkeys(found[key]))

    def framework(self, reader: Reader, found: Filled) -> Framework | None:
        """Return which framework the duties of a file come from, if it is one."""
        name = found["framework"]
        if name:
            reader.known(found.data, "framework", (name,), self.frameworks, "framework")
        return self.frameworks.get(name)

    def subject(self, reader: Reader, found: Filled) -> Subject:
        """Return what the duty is asked of: ``on: model``, or ``on: {relation: [kinds], as: side}``."""
        on = found["on"]
        if isinstance(on, Filled):
            field = self.vocabulary.kinds["relation"].fields["kind"]
            reader.known(on.data, "relation", on["relation"], field.values, "kind of relation")
            return Subject(kind="relation", kinds=on["relation"], side=on["as"])
        kind = on or "actor"  # as if it were not given, where it is no text
        reader.known(found.data, "on", (kind,), self.subjects, "subject of a duty")
        return Subject(kind=kind, only_listed=found["only_listed"])

    def conditions(self, reader: Reader, found: Filled, on: Subject) -> tuple[AllOf, AllOf]:
        """Read ``when`` and ``require``."""
        data, where = found.data, found.where
        if on.kind not in (*self.subjects, "relation"):
            return AllOf(()), AllOf(())
        conditions = ConditionReader(reader, self.vocabulary, self.fact_kinds)
        joint = found["joint"]
        if joint and on.kind != "impact":
            message = f"{where} is joint, and asked of no impact"
            reader.fault(codes.KEYS_DISAGREE, found.mark("joint"), message, "write on: impact")
        own = ("link",) if on.kind == "impact" else ()
        bound = frozenset((on.kind,) if joint else ("actor", on.kind, *own))
        when = conditions.read(data, "when", on.kind, bound, where)
        if not found["require"]:
            if not found["out_of_reach"]:
                hint = "give 'require', or say why it is 'out_of_reach'"
                reader.fault(codes.INCOMPLETE_CONDITION, found.mark("require"), f"{where} requires nothing", hint)
            return when, AllOf(())
        return when, conditions.read(data, "require", on.kind, bound, where)


def within(framework: Framework | None, duty: Duty) -> Duty:
    """Return a duty as its framework asks for it: in effect no longer than the framework itself."""
    if framework is None:
        return duty
    return structs.replace(
        duty,
        framework=framework.id,
        effective_from=duty.effective_from or framework.effective_from,
        effective_until=duty.effective_until or framework.effective_until,
    )
