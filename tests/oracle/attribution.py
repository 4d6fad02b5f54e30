"""How an actor is involved in an impact, by the attribution rules R0 to R7 of the catalogue, in three values.

Where premises are unknown several levels stay open. A signature or a decision that nobody records has not been given:
without it R4 lowers nothing, and the proposal stands.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from oracle.derived import BSR_ROLES, HELD, not3, on_no_ground, own, sold, unfiltered
from oracle.manifest import Record, codes, reach
from oracle.operators import (
    OPERATORS,
    UNKNOWN,
    Absent,
    Open,
    Result,
    Stated,
    Truth,
    Value,
    all3,
    any3,
    equals,
    exists,
    has,
    has_any,
)

if TYPE_CHECKING:
    from oracle.evaluator import Oracle

# What an impact may name, with the kind of it.
NAMED = {"dataset": "dataset", "model": "model", "application": "app", "deployment": "deployment"}
TABLE = ("risk_table_example", "open_pathway")
VIOLATIVE = "inherently_violative"
PROPERTY = ("esc.property", "bt_property")  # one right, in BSR's words and in B-Tech's


class Attribution:
    """The ties of actors to impacts in one manifest."""

    def __init__(self, oracle: "Oracle") -> None:
        self.oracle, self.manifest = oracle, oracle.manifest
        self.ties: dict[tuple[str, str], Tie] = {}

    def of(self, actor: str, impact: Record) -> "Tie":
        key = actor, impact["id"]
        if key not in self.ties:
            self.ties[key] = Tie(self, actor, impact)
        return self.ties[key]

    def named(self, impact: Record) -> list[str]:
        """Return the artefacts that an impact names."""
        return [one for field in NAMED for one in codes(impact.get(field))]

    def perhaps(self, impact: Record) -> list[str]:
        """Return the artefacts that an impact may be about: those it names, or any of a kind that it leaves out."""
        left_out = [kind for field, kind in NAMED.items() if field not in impact or impact[field] in (None, "unknown")]
        return self.named(impact) or [one for kind in left_out for one in self.manifest.entities[kind]]

    def owned(self, actor: str, role: str, *, possibly: bool = False) -> list[str]:
        """Return an actor's own part of the chain in a role: what is surely so, and perhaps what may be."""
        kind, owner = HELD[role]
        named = [one["id"] for one in self.manifest.entities[kind].values() if actor in codes(one.get(owner))]
        consumers = sold(self.oracle, actor) if role == "deployer" else {}
        return [*named, *(one for one, sure in consumers.items() if sure or possibly)]

    def holds(self, actor: str, role: str, among: Iterable[str], possibly: Iterable[str]) -> Result:
        """Say whether an actor holds, in a role, something among what is there for certain or possibly."""
        sure, may = (set(self.owned(actor, role, possibly=one)) for one in (False, True))
        there = True if sure & set(among) else None if may & set(possibly) else False
        return all3([self.oracle.roles(actor)[role], there])

    def direct(self, impact: Value) -> Result:
        """Say whether firms owe remedy themselves: one of them stands at cause or contribute for what happened."""
        if isinstance(impact, Absent):
            return None
        actors = self.manifest.actors.values()
        firms = [one["id"] for one in actors if one.get("kind") != "individual"]
        level = any3(equals(Stated(self.of(one, impact).levels), ("cause", "contribute")) for one in firms)
        actual = equals(self.manifest.read(impact, "impact", "status"), "actual")
        said = equals(self.manifest.read(impact, "impact", "remedy.direct_required"), True)
        return any3([all3([level, actual]), bool(said)])

    def several(self, impact: Value) -> Result:
        """Say whether the remedy takes several actors of the chain: it is said, or two of them contribute."""
        if isinstance(impact, Absent):
            return None
        said = self.manifest.read(impact, "impact", "remedy.needs_chain_collaboration")
        counted: Result = False
        if self.manifest.read(impact, "impact", "remedy.contributors").value is not UNKNOWN:
            found = list(self.of_chain(impact, "remedy.contributors").values())
            sure, possible = found.count(True), len(found) - found.count(False)
            counted = True if sure > 1 else None if possible > 1 else False
        return any3([counted, equals(said, True)])

    def contact_in_chain(self, impact: Value) -> Result:
        """Say whether a point of contact is an actor of the chain."""
        return None if isinstance(impact, Absent) else any3(self.of_chain(impact, "remedy.coordinator").values())

    def of_chain(self, impact: Record, field: str) -> dict[str, Result]:
        """Say of each actor whether a field of an impact names it and it is in the chain."""
        said = self.manifest.read(impact, "impact", field)
        return {one: all3([has(said, one), self.of(one, impact).in_chain]) for one in self.manifest.actors}


class Tie:
    """The tie of one actor to one impact; what no record of it says is unknown."""

    def __init__(self, ties: Attribution, actor: str, impact: Record) -> None:
        self.ties, self.oracle, self.manifest = ties, ties.oracle, ties.manifest
        self.actor, self.impact = actor, impact
        links = impact.get("links")
        records = [one for one in links if one["actor"] == actor] if isinstance(links, list) else []
        self.recorded = bool(records)
        self.record: Value = records[0] if records else UNKNOWN

    def said(self, field: str) -> Stated:
        return self.manifest.read(self.record, "link", field)

    def true(self, field: str) -> Truth:
        return equals(self.said(field), True)

    def of_impact(self, field: str) -> Stated:
        return self.manifest.read(self.impact, "impact", field)

    @cached_property
    def placed(self) -> dict[str, Result]:
        """Say in which roles the actor holds what the impact names, what went into it or what came of it."""
        named, ties = self.ties.named(self.impact), self.ties
        perhaps = ties.perhaps(self.impact)
        sure, possible = self.manifest.chain(named), self.manifest.chain(perhaps, possible=True)
        return {role: ties.holds(self.actor, role, sure, possible) if perhaps else False for role in BSR_ROLES}

    def place(self, role: str) -> Result:
        """Say whether its own part of the chain in a role, of whatever source, leads to or came of the impact."""
        if role in BSR_ROLES:
            return self.placed[role]
        named = self.ties.named(self.impact)
        perhaps = self.ties.perhaps(self.impact)
        sure, possible = self.manifest.chain(named), self.manifest.chain(perhaps, possible=True)
        mine = own(self.oracle, self.actor, role)
        there = {one: True if one in sure else None if one in possible else False for one in mine}
        return any3(all3([mine[one], there[one]]) for one in mine) if perhaps else False

    @cached_property
    def chained(self) -> Result:
        """Say whether links between artefacts, or relations of an actor that has none, lead to the impact."""
        outside = equals(self.said("in_value_chain_of_product"), False) is True
        return any3([*self.placed.values(), all3([not3(self.holder), self.related(), not outside])])

    @cached_property
    def holder(self) -> Truth:
        """Say whether the actor holds an artefact in some role; it tells more than relations."""
        everything = {one for kind in self.manifest.entities.values() for one in kind}
        return any3(self.ties.holds(self.actor, role, everything, everything) for role in BSR_ROLES)

    @cached_property
    def near(self) -> Truth:
        """Say whether anything puts the actor near the impact; of others nothing is asked."""
        return any3([self.close, self.business])

    def related(self) -> Result:
        """Say whether relations lead from the actor, or to it, to whoever holds what the impact names."""
        named, perhaps = self.ties.named(self.impact), self.ties.perhaps(self.impact)
        found: list[Result] = []
        for other in self.manifest.actors:
            heart = any3(self.ties.holds(other, role, named, perhaps) for role in BSR_ROLES)
            ways = [way for edges in (self.edges(), self.edges(back=True)) for way in [self.reaches(other, edges)]]
            found.append(all3([heart, any3(ways)]))
        return any3(found)

    def edges(self, *, back: bool = False) -> list[tuple[str, str, bool]]:
        ends = ("to", "from") if back else ("from", "to")
        relations = self.manifest.existing("relations")
        return [(one[ends[0]], one[ends[1]], one.get("sure", True)) for one in relations]

    def reaches(self, other: str, edges: list[tuple[str, str, bool]]) -> Result:
        if other in reach([self.actor], [(a, b) for a, b, sure in edges if sure]):
            return True
        return None if other in reach([self.actor], [(a, b) for a, b, _ in edges]) else False

    @cached_property
    def in_chain(self) -> Result:
        return self.unless_said("in_value_chain_of_product", self.chained)

    @cached_property
    def business(self) -> Truth:
        """Say whether the actor does business with somebody in the chain; trade counts of who holds no artefact."""
        found: list[Result] = []
        for one, other, sure in [*self.edges(), *self.edges(back=True)]:
            if one == self.actor:
                there = self.ties.of(other, self.impact).in_chain
                found.append(all3([sure or None, there, not3(self.holder)]))
        return any3([*found, equals(self.said("business_relationship"), True) is True])

    def in_business(self) -> Result:
        return self.unless_said("business_relationship", self.business)

    def unless_said(self, field: str, found: Result) -> Result:
        """Return what was found, or what is said; with neither it is open, unless all relations are listed."""
        said = self.said(field)
        if equals(said, True) is True or found is True:
            return True
        closed = said.value is not UNKNOWN or self.manifest.complete("relations")
        return found if closed else any3([found, all3([self.near if "value" not in field else self.close, None])])

    @cached_property
    def close(self) -> Truth:
        """Say what of being near does not itself rest on who is in the chain."""
        named = [has(self.of_impact(f"remedy.{one}"), self.actor) is True for one in ("coordinator", "contributors")]
        return any3([self.recorded, self.chained, *named])

    def has_role(self, *roles: str) -> Result:
        """Say whether the actor has one of several roles towards the impact."""
        placed, said = self.placed, self.said("roles")
        unsaid = None if said.value is UNKNOWN and self.chained is not True else False
        stated = [False if said.value is UNKNOWN else has(said, role) for role in roles]
        return any3([*(placed[role] for role in roles), *stated, unsaid])

    def causes(self) -> Result:
        violative, works = self.violative_tool(), self.left_works_in()
        property_hurt = any3([has_any(self.of_impact("rights"), PROPERTY), self.risk_touches("esc.property")])
        own = [self.true("own_use"), equals(self.said("third_party_act_between"), False)]
        return any3(
            [
                self.true("acts_alone_sufficient"),
                violative,
                all3([self.has_role("supplier"), works, property_hurt]),
                all3([self.has_role("deployer", "individual_user"), *own]),
            ]
        )

    def violative_tool(self) -> Result:
        """Say whether it made the tool of the impact, which is by nature violative, and nothing else did the harm."""
        if equals(self.of_impact("from_other_use"), True) is True:
            return False
        found: list[Result] = []
        for app, sure in self.tools():
            made = app["developer"] == self.actor
            found.append(all3([sure, made, equals(self.manifest.read(app, "app", VIOLATIVE), True)]))
        if self.unlisted_tool():
            found.append(all3([None, self.true("developed_tool")]))
        return any3(found)

    def unlisted_tool(self) -> bool:
        """Say whether the tool may be an application that the manifest does not list."""
        deployments = [self.manifest.entities["deployment"][one] for one in codes(self.impact.get("deployment"))]
        silent = any("application" not in deployment for deployment in deployments)
        return silent and "application" not in self.impact and not self.manifest.complete("applications")

    def tools(self) -> Iterator[tuple[Record, Truth]]:
        """Yield the applications that the impact names or whose deployment it names; a silent one may be of any."""
        apps = self.manifest.entities["app"]
        for one in codes(self.impact.get("application")):
            yield apps[one], True
        for one in codes(self.impact.get("deployment")):
            deployment = self.manifest.entities["deployment"][one]
            silent = "application" not in deployment
            for app in apps if silent else codes(deployment["application"]):
                yield apps[app], None if silent else True

    def left_works_in(self) -> Result:
        named = codes(self.impact.get("dataset"))
        if not named:
            return self.true("protected_works_left_in")
        datasets = [self.manifest.entities["dataset"][one] for one in named]
        left = [
            all3([one["supplier"] == self.actor, has(Stated(unfiltered(self.oracle, one)), "ip_protected")])
            for one in datasets
        ]
        said = self.true("protected_works_left_in") is True
        return any3([*left, all3([said, not3(any3([self.cleared(one) for one in datasets]))])])

    def cleared(self, dataset: Record) -> Result:
        """Say whether it is sure that protected works are not in a dataset, or are there with leave."""

        def said(field: str) -> Value:
            return self.manifest.read(dataset, "dataset", field)

        allowed = equals(said("rights_basis"), ("licensed", "consent", "public_domain"))
        removed, there = has(said("filtered_for"), "ip_protected"), has(said("contains"), "ip_protected")
        never = not3(on_no_ground(self.oracle, dataset)) if there is False else False
        return any3([allowed is True, removed is True, never])

    def risk_touches(self, right: str) -> Truth:
        """Say whether the risk that the impact is a case of touches a right; one that is not mentioned is none."""
        risk = self.of_impact("risk").value
        if risk is UNKNOWN and "risk" in self.impact:
            return None
        return any(right in (one["right"], *one.get("sub", ())) for one in self.oracle.risks if one["id"] == risk)

    def enables(self) -> Result:
        unguarded = any3([equals(self.said("safeguards_effective"), False), self.dated("safeguards_since", "gt")])
        foreseen = equals(self.of_impact("foreseeable"), "yes")
        return any3([self.true("enables_harm"), self.true("incentivises_harm"), all3([foreseen, unguarded])])

    def dated(self, field: str, operator: str) -> Result:
        """Compare a date with that of the harm, which for what has not happened yet is the day of the check."""
        status, stated = self.of_impact("status"), self.of_impact("date").value
        stated, check = UNKNOWN if isinstance(stated, Absent) else stated, self.oracle.as_of.isoformat()
        by_status: dict[Value, list[Value]] = {"potential": [check], UNKNOWN: [stated, check]}
        harm = by_status.get(status.value, [stated])
        results = {OPERATORS[operator](self.said(field), one) for one in harm}
        return results.pop() if len(results) == 1 else None

    def lowered(self) -> Result:
        if exists(self.said("downgrade_signed_by")) is not True:
            return False
        done = [self.true("hrdd_conducted"), self.true("mitigations_prevent_enablement")]
        before = [self.dated("hrdd_since", "lt"), self.dated("mitigations_since", "lt")]
        return all3([*done, *before, equals(self.said("parallel_contribution"), False)])

    @cached_property
    def levels(self) -> Open:
        """Return the levels that are open."""
        level = self.said("level")
        person = all(exists(self.said(field)) is True for field in ("decided_by", "decided_on", "reason"))
        known = person and not isinstance(level.value, Absent)
        decided = self.in_force(self.said("decided_on")) if known else False
        if decided is True:
            return Open([level.value])
        return Open({*self.proposed(), *([level.value] if decided is None else [])})

    def in_force(self, day: Stated) -> Result:
        """Say whether a decision of that day counts: not later than the check, nor two years before it."""
        past = OPERATORS["lte"](day, self.oracle.as_of.isoformat(), self.oracle.as_of)
        return all3([past, OPERATORS["fresh"](day, "24m", self.oracle.as_of)])

    def proposed(self) -> Iterable[str]:
        basis = self.said("basis")
        table = exists(basis) is True and OPERATORS["subset"](basis, TABLE) is True
        near = False if table else self.near
        cause, enables = all3([near, self.causes()]), all3([near, self.enables()])
        parallel = all3([near, self.true("parallel_contribution")])
        tied = any3([cause, enables, parallel, self.in_chain, self.in_business()])
        steps = {
            "cause": cause,
            "contribute": any3([all3([enables, not3(any3([self.lowered()]))]), parallel]),
            "directly_linked": tied,
            "not_linked": True,
        }
        for level, truth in steps.items():
            if truth is not False:
                yield level
            if truth is True:
                return
