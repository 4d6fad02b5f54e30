"""Duty files to duties and the recommendations they stand under. Evaluates nothing."""

from typing import Final

from rightsgate.errors import did_you_mean
from rightsgate.load.conditions import SIDES, ConditionReader
from rightsgate.load.located import LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.load.values import WrongValueError, dates
from rightsgate.model.rules import AllOf, Basis, Duty, Recommendation, Source, Strength, Subject
from rightsgate.model.vocabulary import Vocabulary

FILE_KEYS: Final = ("source", "title", "recommendations")
RECOMMENDATION_KEYS: Final = ("id", "number", "title", "duties")
DUTY_KEYS: Final = (
    *("id", "encodes", "title", "binds", "on", "strength", "basis", "when", "require"),
    *("judgement", "out_of_reach", "effective", "joint", "only_listed", "closes", "rights", "why", "fix"),
)
SCOPED: Final = (
    *("actor", "dataset", "model", "application", "deployment"),
    *("impact", "decision", "judgement", "tradeoff"),
)


class DutyReader:
    """Reads the duty files of one pack."""

    def __init__(self, vocabulary: Vocabulary, fact_kinds: dict[str, int], roles: frozenset[str]) -> None:
        """``roles`` are those that an actor can come to hold; a duty that binds another is a fault."""
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
        document = reader.text(source, "document", "a source", default)
        section = reader.text(source, "section", "a source", default)
        title = reader.text(data, "title", where)
        for body in reader.maps(data, "recommendations", where, required=True):
            reader.only(body, RECOMMENDATION_KEYS, "a recommendation")
            name = reader.text(body, "id", "a recommendation")
            self.claim(reader, body, name)
            number = reader.number(body, "number", f"recommendation {name}")
            before = len(self.duties)
            for duty in reader.maps(body, "duties", f"recommendation {name}", required=True):
                self.duties.append(self.duty(reader, duty, name, document, section, number))
                self.read_from.append((reader, duty, self.duties[-1]))
            self.recommendations.append(
                Recommendation(
                    id=name,
                    title=reader.text(body, "title", f"recommendation {name}"),
                    document=document,
                    section=section,
                    section_title=title,
                    number=number,
                    duties=tuple(duty.id for duty in self.duties[before:]),
                )
            )

    def duty(
        self, reader: Reader, data: LocatedMap, recommendation: str, document: str, section: str, number: int
    ) -> Duty:
        """Read one duty."""
        name = reader.text(data, "id", "a duty")
        where = f"duty {name}"
        reader.only(data, DUTY_KEYS, where)
        self.claim(reader, data, name)
        binds = self.roles_of(reader, data, where)
        on = self.subject(reader, data, where)
        when, require = self.conditions(reader, data, on, where)
        effective = self.effect(reader, data, where)
        return Duty(
            id=name,
            title=reader.text(data, "title", where),
            recommendation=recommendation,
            source=Source(
                document=document,
                section=section,
                recommendation=number,
                clauses=reader.texts(data, "encodes", where, required=True),
            ),
            binds=binds,
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
            effective_from=effective[0],
            effective_until=effective[1],
            joint=data.get("joint") is True,
        )

    def claim(self, reader: Reader, data: LocatedMap, name: str) -> None:
        """Refuse an id that another duty or recommendation has: policies and judgements name them by it."""
        if name in self.taken:
            reader.fault(
                data.marks["id"], f"the id '{name}' is taken in {self.taken[name]}", "give it an id of its own"
            )
        elif name:
            self.taken[name] = f"{reader.path} at line {data.start[0]}"

    def roles_of(self, reader: Reader, data: LocatedMap, where: str) -> tuple[str, ...]:
        """Read the roles that a duty binds, each once."""
        roles: dict[str, None] = {}
        for mark, role in reader.items(data, "binds", where, str, "roles", required=True):
            roles[role] = None
            if role not in self.roles:
                reader.fault(mark, f"no rule gives an actor the role '{role}'", did_you_mean(role, self.roles))
        return tuple(roles)

    def effect(self, reader: Reader, data: LocatedMap, where: str) -> tuple[str, str]:
        """Read from when until when a duty is in effect; each end may be left open."""
        body = reader.mapping(data, "effective", where)
        reader.only(body, ("from", "until"), f"'effective' of {where}")
        days = []
        for key in ("from", "until"):
            try:
                days.append(
                    dates(text).first if (text := reader.text(body, key, f"'effective' of {where}", "")) else ""
                )
            except WrongValueError as error:
                reader.fault(body.marks[key], error.about(key), error.hint)
                days.append("")
        if all(days) and days[0] >= days[1]:
            reader.fault(body.start, f"{where} ends before it begins", "'until' is the first day without it")
        return days[0], days[1]

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
        reader.known(data, "on", (kind,), SCOPED, "subject of a duty")
        return Subject(kind=kind, only_listed=reader.boolean(data, "only_listed", where, default=False))

    def conditions(self, reader: Reader, data: LocatedMap, on: Subject, where: str) -> tuple[AllOf, AllOf]:
        """Read ``when`` and ``require``."""
        if on.kind not in (*SCOPED, "relation"):
            return AllOf(()), AllOf(())
        conditions = ConditionReader(reader, self.vocabulary, self.fact_kinds)
        joint = reader.boolean(data, "joint", where, default=False)
        if joint and on.kind != "impact":
            reader.fault(data.marks["joint"], f"{where} is joint, and asked of no impact", "write on: impact")
        own = ("link",) if on.kind == "impact" else ()
        bound = frozenset((on.kind,) if joint else ("actor", on.kind, *own))
        when = conditions.read(data, "when", on.kind, bound, where)
        if not data.get("require"):
            if not data.get("out_of_reach"):
                hint = "give 'require', or say why it is 'out_of_reach'"
                reader.fault(data.marks.get("require", data.start), f"{where} requires nothing", hint)
            return when, AllOf(())
        return when, conditions.read(data, "require", on.kind, bound, where)
