"""Duty files to duties and the recommendations they stand under."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.rules.forms.condition import SIDES, ConditionReader
from rightsgate.rules.forms.source import effective
from rightsgate.rules.model.condition import AllOf
from rightsgate.rules.model.duty import Basis, Duty, Recommendation, Source, Strength, Subject
from rightsgate.rules.model.source import Framework
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.model import Vocabulary

FILE_KEYS: Final = ("source", "title", "framework", "recommendations")
# Words of the language of rules, as strengths are: no pack brings stages of its own.
STAGES: Final = ("development", "deployment", "after_deployment", "across", "unspecified")
RECOMMENDATION_KEYS: Final = ("id", "number", "title", "duties")
DUTY_KEYS: Final = (
    *("id", "encodes", "section", "title", "binds", "secondary", "stage", "on", "strength", "basis", "when", "require"),
    *("judgement", "out_of_reach", "effective", "joint", "only_listed", "closes", "rights", "why", "fix"),
)


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
        where = "a file of duties"
        reader.only(data, FILE_KEYS, where)
        source = reader.mapping(data, "source", where, required=True)
        reader.only(source, ("document", "section"), "a source")
        default = None if isinstance(data.get("source"), LocatedMap) else ""
        heading = Heading(
            document=reader.text(source, "document", "a source", default),
            section=reader.text(source, "section", "a source", default),
            title=reader.text(data, "title", where),
            framework=self.framework(reader, data),
        )
        for body in reader.maps(data, "recommendations", where, required=True):
            self.recommendations.append(self.recommendation(reader, body, heading))

    def recommendation(self, reader: Reader, data: LocatedMap, heading: Heading) -> Recommendation:
        """Read one recommendation with its duties."""
        reader.only(data, RECOMMENDATION_KEYS, "a recommendation")
        name = reader.text(data, "id", "a recommendation")
        where = f"recommendation {name}"
        self.claim(reader, data, name)
        number = reader.number(data, "number", where)
        before = len(self.duties)
        for body in reader.maps(data, "duties", where, required=True):
            duty = within(heading.framework, self.duty(reader, body, heading, name, number))
            self.duties.append(duty)
            self.read_from.append((reader, body, duty))
        return Recommendation(
            id=name,
            title=reader.text(data, "title", where),
            document=heading.document,
            section=heading.section,
            section_title=heading.title,
            number=number,
            duties=tuple(duty.id for duty in self.duties[before:]),
        )

    def duty(self, reader: Reader, data: LocatedMap, heading: Heading, recommendation: str, number: int) -> Duty:
        """Read one duty."""
        name = reader.text(data, "id", "a duty")
        where = f"duty {name}"
        reader.only(data, DUTY_KEYS, where)
        self.claim(reader, data, name)
        secondary = self.roles_of(reader, data, "secondary", where)
        binds = (*self.roles_of(reader, data, "binds", where, required=True), *secondary)
        on = self.subject(reader, data, where)
        when, require = self.conditions(reader, data, on, where)
        effective_from, effective_until = effective(reader, data, where)
        return Duty(
            id=name,
            title=reader.text(data, "title", where),
            recommendation=recommendation,
            source=source_of(reader, data, where, heading, number),
            binds=binds,
            secondary=secondary,
            on=on,
            strength=reader.choice(data, "strength", where, Strength),
            basis=reader.choice(data, "basis", where, Basis, Basis.STATED),
            when=when,
            require=require,
            closes=reader.texts(data, "closes", where),
            rights=reader.texts(data, "rights", where),
            why=reader.text(data, "why", where),
            fix=reader.text(data, "fix", where),
            path=reader.path,
            mark=reader.mark(data),
            judgement=reader.text(data, "judgement", where, ""),
            out_of_reach=reader.text(data, "out_of_reach", where, ""),
            effective_from=effective_from,
            effective_until=effective_until,
            joint=data.get("joint") is True,
            stage=reader.word(data, "stage", where, STAGES) if "stage" in data else "",
        )

    def claim(self, reader: Reader, data: LocatedMap, name: str) -> None:
        """Refuse an id that another duty or recommendation has: policies and judgements name them by it."""
        if name in self.taken:
            message = f"the id '{name}' is taken in {self.taken[name]}"
            reader.fault(codes.DUPLICATE_NAME, data.marks["id"], message, "give it an id of its own")
        elif name:
            self.taken[name] = f"{reader.path} at line {data.start[0]}"

    def roles_of(
        self, reader: Reader, data: LocatedMap, key: str, where: str, *, required: bool = False
    ) -> tuple[str, ...]:
        """Read the roles that a duty binds, each once."""
        roles: dict[str, None] = {}
        for mark, role in reader.items(data, key, where, str, "roles", required=required or key in data):
            roles[role] = None
            if role not in self.roles:
                message = f"no rule gives an actor the role '{role}'"
                reader.fault(codes.UNKNOWN_NAME, mark, message, did_you_mean(role, self.roles))
        return tuple(roles)

    def framework(self, reader: Reader, data: LocatedMap) -> Framework | None:
        """Read which framework the duties of a file come from, if it is one."""
        name = reader.text(data, "framework", "a file of duties", "")
        if name:
            reader.known(data, "framework", (name,), self.frameworks, "framework")
        return self.frameworks.get(name)

    def subject(self, reader: Reader, data: LocatedMap, where: str) -> Subject:
        """Read what the duty is asked of: ``on: model``, or ``on: {relation: [kinds], as: side}``."""
        if isinstance(body := data.get("on"), LocatedMap):
            reader.only(body, ("relation", "as"), f"'on' of {where}")
            kinds, side = reader.texts(body, "relation", where, required=True), reader.text(body, "as", where)
            field = self.vocabulary.kinds["relation"].fields["kind"]
            reader.known(body, "relation", kinds, field.values, "kind of relation")
            reader.known(body, "as", (side,), SIDES[:2], "side of a relation")
            return Subject(kind="relation", kinds=kinds, side=side)
        kind = reader.text(data, "on", where, "actor")
        reader.known(data, "on", (kind,), self.subjects, "subject of a duty")
        return Subject(kind=kind, only_listed=reader.boolean(data, "only_listed", where, default=False))

    def conditions(self, reader: Reader, data: LocatedMap, on: Subject, where: str) -> tuple[AllOf, AllOf]:
        """Read ``when`` and ``require``."""
        if on.kind not in (*self.subjects, "relation"):
            return AllOf(()), AllOf(())
        conditions = ConditionReader(reader, self.vocabulary, self.fact_kinds)
        joint = reader.boolean(data, "joint", where, default=False)
        if joint and on.kind != "impact":
            message = f"{where} is joint, and asked of no impact"
            reader.fault(codes.KEYS_DISAGREE, data.marks["joint"], message, "write on: impact")
        own = ("link",) if on.kind == "impact" else ()
        bound = frozenset((on.kind,) if joint else ("actor", on.kind, *own))
        when = conditions.read(data, "when", on.kind, bound, where)
        if not data.get("require"):
            if not data.get("out_of_reach"):
                hint = "give 'require', or say why it is 'out_of_reach'"
                message = f"{where} requires nothing"
                reader.fault(codes.INCOMPLETE_CONDITION, data.marks.get("require", data.start), message, hint)
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


def source_of(reader: Reader, data: LocatedMap, where: str, heading: Heading, number: int) -> Source:
    """Read where a duty comes from: the section of its file unless it gives another, and the clauses it encodes."""
    return Source(
        document=heading.document,
        section=reader.text(data, "section", where, heading.section),
        recommendation=number,
        clauses=reader.texts(data, "encodes", where, required=True),
    )
