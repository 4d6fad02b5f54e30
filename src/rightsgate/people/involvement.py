"""How each actor is involved in each impact: what the rules propose, what stays open, what a person decided.

The order is that of the catalogue's semantics, "Attribution": the first step that holds among cause (R2), contribute
(R3, which R4 may lower), directly linked (R5) and not linked (R6) proposes the level.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest
from rightsgate.people.model import Involvement, Level
from rightsgate.people.remedy import owed_by

Facts = Callable[[str], Mapping[tuple[Any, ...], Truth]]
CAUSE: Final = ("AT-2a", "AT-2b", "AT-2c", "AT-2d")
CONTRIBUTE: Final = ("AT-3a", "AT-3b", "AT-3c", "AT-3d")
LOWER: Final = "AT-4"
LINKED: Final = "AT-5"
UNLINKED: Final = "AT-6"
STEPS: Final = (
    (Level.CAUSE, CAUSE),
    (Level.CONTRIBUTE, CONTRIBUTE),
    (Level.DIRECTLY_LINKED, (LINKED,)),
    (Level.NOT_LINKED, (UNLINKED,)),
)
# How grave each level is, the gravest first; none that could be told comes last.
RANK: Final[Mapping[Level | None, int]] = {level: number for number, level in enumerate([*Level, None])}
# What each rule asks: the entity, and the field whose statement would decide.
ASKS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "AT-2a": (("link", "acts_alone_sufficient"),),
    "AT-2b": (("application", "inherently_violative"), ("application", "developer")),
    "AT-2c": (("link", "protected_works_left_in"), ("dataset", "contains"), ("dataset", "filtered_for")),
    "AT-2d": (("link", "own_use"), ("link", "third_party_act_between")),
    "AT-3a": (("link", "enables_harm"),),
    "AT-3b": (("link", "incentivises_harm"),),
    "AT-3c": (("impact", "foreseeable"), ("link", "safeguards_effective"), ("link", "safeguards_since")),
    "AT-3d": (("link", "parallel_contribution"),),
    "AT-4": (
        *(("link", "hrdd_conducted"), ("link", "hrdd_since"), ("link", "mitigations_prevent_enablement")),
        *(("link", "mitigations_since"), ("link", "downgrade_signed_by"), ("link", "parallel_contribution")),
    ),
    "AT-5": (("link", "in_value_chain_of_product"), ("link", "business_relationship")),
    "AT-6": (("link", "in_value_chain_of_product"), ("link", "business_relationship")),
}


class Ties:
    """The ties of actors to impacts in one manifest."""

    def __init__(self, manifest: Manifest, facts: Facts) -> None:
        """Gather what the rules found of each tie."""
        self.manifest = manifest
        self.facts = facts
        self.links = {link.key: link for link in manifest.entities["link"]}
        self.actors = {actor.key: actor for actor in manifest.entities["actor"]}
        self.fired: dict[str, dict[str, Truth]] = {}
        for (link, rule), truth in facts("attributed").items():
            self.fired.setdefault(link, {})[rule] = truth
        for (link,), truth in facts("unlinked").items():
            self.fired.setdefault(link, {})[UNLINKED] = truth
        self.roles: dict[str, set[str]] = {}
        for (link, role), truth in facts("link_role").items():
            if truth is TRUE:
                self.roles.setdefault(link, set()).add(role)

    def of(self, impact: Entity) -> Iterator[Involvement]:
        """Yield the involvement of everybody who is tied to an impact or recorded with it, the gravest first."""
        found = [
            self.involvement(key, actor, impact)
            for key, actor, of in sorted(self.facts("tie"))
            if of == impact.key and (key in self.links or self.fired.get(key, {}).get(LINKED) is TRUE)
        ]
        yield from sorted(found, key=lambda involvement: (RANK[involvement.level], involvement.actor))

    def involvement(self, key: str, actor: str, impact: Entity) -> Involvement:
        """Walk the steps for one actor and one impact."""
        fired, link = self.fired.get(key, {}), self.links.get(key)
        proposed, by = propose(fired)
        open_above = tuple(excluded(fired, proposed, by))
        lower_open = proposed is Level.CONTRIBUTE and self.facts("stood_before").get((key,), FALSE) is not FALSE
        asked = [rule for level, rules in STEPS if level in open_above for rule in rules if fired.get(rule) is UNKNOWN]
        questions = self.unsaid([*asked, *([LOWER] if lower_open else [])], impact, link)
        decision = None
        if link is not None and self.counts(link, proposed):
            decision = _decision(link, self.manifest.path)
        level = proposed if decision is None else Level(decision.outcome)
        place = link or impact
        return Involvement(
            id=f"involvement@{impact.key}/{actor}",
            actor=actor,
            impact=impact.key,
            roles=tuple(sorted(self.roles.get(key, ()))),
            proposed=proposed,
            by=by,
            fired=tuple(sorted(rule for rule, truth in fired.items() if truth is TRUE)),
            not_excluded=open_above,
            lower_open=lower_open,
            questions=tuple(questions),
            decision=decision,
            private=self.actors[actor].said("kind") == "individual",
            owes=tuple(owed_by(key, actor, impact, link, level, self.facts("owes"))),
            location=Location.of(self.manifest.path, place),
        )

    def counts(self, link: Entity, proposed: Level | None) -> bool:
        """Say whether a person's decision counts: for certain, or perhaps if it is graver than what rules propose."""
        level = link.said("level")
        truth = FALSE if level is None else self.facts("decided").get((link.key, level), FALSE)
        return truth is TRUE or (truth is UNKNOWN and RANK[Level(level)] < RANK[proposed])

    def unsaid(self, rules: Iterable[str], impact: Entity, link: Entity | None) -> list[str]:
        """Return the fields that nobody has stated among those that rules ask for."""
        homes: dict[str, Entity | None] = {"link": link, "impact": impact}
        for kind in ("application", "dataset"):
            named = impact.said(kind)
            homes[kind] = next((e for e in self.manifest.entities[kind] if e.key == named), None)
        fields = dict.fromkeys(ask for rule in rules for ask in ASKS[rule])
        return [f"{kind}.{path}" for kind, path in fields if (home := homes[kind]) is None or home.said(path) is None]


def propose(fired: Mapping[str, Truth]) -> tuple[Level | None, str]:
    """Return the level of the first step that holds, and the rule that decides it."""
    for level, rules in STEPS:
        rule = next((rule for rule in rules if fired.get(rule) is TRUE), "")
        if rule and level is Level.CONTRIBUTE and fired.get(LOWER) is TRUE:
            return Level.DIRECTLY_LINKED, LOWER
        if rule:
            return level, rule
    return None, ""


def excluded(fired: Mapping[str, Truth], proposed: Level | None, by: str) -> Iterator[Level]:
    """Yield the levels of earlier steps that unknown premises leave open (R7)."""
    for level, rules in STEPS:
        if level is proposed or (by == LOWER and level is Level.CONTRIBUTE):
            return
        if any(fired.get(rule) is UNKNOWN for rule in rules):
            yield level


def _decision(link: Entity, path: str) -> Decision:
    statement = link.statements["level"]
    return Decision(
        outcome=str(statement.value),
        decided_by=str(link.said("decided_by")),
        date=link.said("decided_on").text,
        reason=str(link.said("reason")),
        location=Location.of(path, statement),
    )
