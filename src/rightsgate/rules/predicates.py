"""The kinds of fact that the program itself knows: a row each, with named arguments and who states it.

Rules may derive any other kind. Read and write these facts by the names of their arguments: ``reader``, ``fact``.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import Any, Final

import msgspec

from rightsgate.rules.model.attribution import Level
from rightsgate.vocabulary.model import FieldType, Vocabulary

# What conditions are evaluated to: those of duties, and of the triggers, signals and rows of risk tables.
OUTCOME: Final = "outcome"
TRIGGERED: Final = "triggered"
SIGNALLED: Final = "signalled"
SHOWN: Final = "shown"
# What attribution rules and remedy rules conclude.
ATTRIBUTED: Final = "attributed"
OWES: Final = "owes"


class By(Enum):
    """Who states facts of a kind: manifests, each run, risk tables and duties, evaluated conditions, or inferences."""

    MANIFEST = "manifest"
    RUN = "run"
    RULES = "rules"
    EVALUATION = "evaluation"
    INFERENCE = "inference"


class Predicate(msgspec.Struct, frozen=True):
    """A kind of fact with its arguments.

    ``looked_up``: conditions look it up while they are evaluated, besides the kinds that they name. ``asked_by``: the
    argument by which people ask why such a fact holds (empty: they ask by the kind alone).
    """

    id: str
    arguments: tuple[str, ...]
    by: By
    means: str
    looked_up: bool
    asked_by: str


def _row(signature: str, by: By, means: str, *, looked_up: bool = False, asked_by: str = "") -> Predicate:
    name, _, arguments = signature.rstrip(")").partition("(")
    return Predicate(name, tuple(arguments.split(", ")), by, means, looked_up, asked_by)


ROWS: Final = (
    _row("listed_completely(kind)", By.MANIFEST, "All entities of a kind are listed"),
    _row("declared_none(kind, actor)", By.MANIFEST, "An actor declares that it has no record of a kind"),
    _row(
        "related(kind, provider, receiver, relation)",
        By.MANIFEST,
        "A relation of the value chain, or beside it, between two actors",
        looked_up=True,
    ),
    _row(
        "linked(kind, provider, receiver)",
        By.MANIFEST,
        "The links between entities state a relation of the value chain, whether or not it is listed",
    ),
    _row(
        "disowned(kind, provider, receiver)",
        By.MANIFEST,
        "A manifest declares that there is no relation of a kind between two actors",
    ),
    _row(
        "denied(side, kind, actor)",
        By.MANIFEST,
        "A manifest declares that an actor has no relation of a kind on a side",
    ),
    _row(
        "tie(link, actor, impact)",
        By.MANIFEST,
        "An actor and an impact, with the id of the record of their involvement, whether it is there or not",
    ),
    _row("said(entity, field)", By.MANIFEST, "A field is stated, and not as absent"),
    _row("answered(entity, field)", By.MANIFEST, "A field is stated, if only as absent"),
    _row("written(entity, field)", By.MANIFEST, "A field stands in the manifest, if only as unknown"),
    _row("complete(entity, field)", By.MANIFEST, "A list is all there is"),
    _row("checked_on(day)", By.RUN, "The day of the check"),
    _row("decisions_from(day)", By.RUN, "The first day of which decisions of people count"),
    _row("asked_scope(role, kind)", By.RUN, "Some duty asks those in a role about entities of a kind"),
    _row("asked_relation(side, kind)", By.RUN, "Some duty asks about relations of a kind, from a side"),
    _row(
        "borrowed(role, owner, pathway)",
        By.RULES,
        "A row of a risk table for a role prints a pathway that belongs to another role",
    ),
    _row("risk_right(risk, right)", By.RULES, "A risk concerns a right"),
    _row("risk_group(risk, group)", By.RULES, "A risk concerns a group at heightened risk"),
    _row("risk_topic(risk, topic)", By.RULES, "A risk has a topic"),
    _row("cell(role, pathway, risk)", By.RULES, "A risk's row for a role prints a pathway"),
    _row("closes(duty, role, pathway)", By.RULES, "Meeting a duty closes a pathway for those in a role"),
    _row("omission(role, pathway)", By.RULES, "A pathway of a role is an omission, which duties can close"),
    _row(f"{TRIGGERED}(risk, product)", By.EVALUATION, "A product has a risk", asked_by="risk"),
    _row(
        f"{SIGNALLED}(actor, role, pathway, product)",
        By.EVALUATION,
        "An actor shows a signal of a pathway towards a product",
    ),
    _row(
        f"{SHOWN}(actor, role, risk, product)",
        By.EVALUATION,
        "An actor shows the sign of its row in a risk's table towards a product",
    ),
    _row(
        f"{OUTCOME}(duty, actor, role, entity, outcome)",
        By.EVALUATION,
        "A duty has an outcome for an actor in a role, for an entity (None: the actor itself, or nothing is listed)",
        asked_by="duty",
    ),
    _row("role(actor, role)", By.INFERENCE, "An actor holds a role", asked_by="role"),
    _row("bound(actor, role)", By.INFERENCE, "Duties of a role bind an actor"),
    _row("stands_for(role, chain_role)", By.INFERENCE, "A role stands for a role of the value chain"),
    _row("product(product)", By.INFERENCE, "Something that risks are asked of"),
    _row("part_of(actor, role, product)", By.INFERENCE, "An actor has a part in a product, in a role"),
    _row("has_part(actor, role, product)", By.INFERENCE, "An actor has a part in a product", looked_up=True),
    _row(
        "holds(actor, role, entity)",
        By.INFERENCE,
        "An actor holds an entity in a role of the value chain",
        looked_up=True,
    ),
    _row(
        "own_part(actor, role, entity)",
        By.INFERENCE,
        "An entity is an actor's own part of the value chain, in any role",
        looked_up=True,
    ),
    _row("owns(actor, entity)", By.INFERENCE, "An actor answers for an entity", looked_up=True),
    _row(
        "leads_to(source, target)",
        By.INFERENCE,
        "An entity goes into another, directly or through others",
        looked_up=True,
    ),
    _row(
        "feeds(dataset, entity)",
        By.INFERENCE,
        "A dataset went into a model or an application by its own maker",
        looked_up=True,
    ),
    _row(
        "makes(role, kind)",
        By.INFERENCE,
        "Those in a role make entities of a kind, and answer for their own alone",
        looked_up=True,
    ),
    _row(
        "chooses_data(role, kind)",
        By.INFERENCE,
        "Those in a role choose the data behind what they make, and answer for that alone",
        looked_up=True,
    ),
    _row("chain_relation(kind)", By.INFERENCE, "A kind of relation belongs to the value chain", looked_up=True),
    _row("between_firms(relation)", By.INFERENCE, "A relation is one between firms or public bodies", looked_up=True),
    _row("concerns(impact, entity)", By.INFERENCE, "An impact concerns an entity", looked_up=True),
    _row(
        "in_scope(actor, role, kind, entity)",
        By.INFERENCE,
        "An entity of a kind is one that an actor in a role is asked about",
    ),
    _row(
        "scope_unlisted(actor, role, kind)",
        By.INFERENCE,
        "No entity of a kind is listed that an actor in a role could be asked about",
    ),
    _row(
        "scope_none(actor, role, kind)",
        By.INFERENCE,
        "There is no entity of a kind that an actor in a role could be asked about",
    ),
    _row(
        "relation_of(actor, side, kind, relation)", By.INFERENCE, "A relation of a kind is one of an actor, on a side"
    ),
    _row(
        "relation_unlisted(actor, side, kind)", By.INFERENCE, "No relation of a kind is listed of an actor, on a side"
    ),
    _row("relation_none(actor, side, kind)", By.INFERENCE, "An actor has no relation of a kind, on a side"),
    _row(
        "open(actor, role, pathway, product)",
        By.INFERENCE,
        "A pathway is open for an actor towards a product",
        asked_by="pathway",
    ),
    _row(
        "opened_by_sign(actor, role, pathway, risk, product)",
        By.INFERENCE,
        "The sign of an actor's row opens a pathway for one risk of a product",
        asked_by="pathway",
    ),
    _row(
        "connected(actor, role, risk, product)",
        By.INFERENCE,
        "A risk's table connects an actor to the risk of a product",
        asked_by="risk",
    ),
    _row("right_at_risk(right, risk)", By.INFERENCE, "A right is at risk", asked_by="right"),
    _row("bears_on(entity, product)", By.INFERENCE, "An entity bears on a product"),
    _row("impact_of(impact, product)", By.INFERENCE, "An impact is one of a product"),
    _row("impact_right(impact, right)", By.INFERENCE, "An impact concerns a right"),
    _row(
        f"{ATTRIBUTED}(link, inference)",
        By.INFERENCE,
        "An inference attributes a part in an impact to an actor",
        asked_by="inference",
    ),
    _row("unlinked(link)", By.INFERENCE, "Nothing ties an actor to an impact"),
    _row("link_role(link, role)", By.INFERENCE, "An actor has a part in an impact in a role"),
    _row("near(link)", By.INFERENCE, "An actor is near an impact"),
    _row("stood_before(link)", By.INFERENCE, "What would lower an involvement stood before the harm"),
    _row("decided(link, level)", By.INFERENCE, "A named person decided on a level of involvement"),
    _row(f"{OWES}(link, owed)", By.INFERENCE, "An actor owes something for an impact", asked_by="owed"),
    _row("answerable(link)", By.INFERENCE, "An actor answers for its part in an impact, as no private person does"),
    _row(f"{Level.CAUSE.fact}(link)", By.INFERENCE, "An actor causes an impact"),
    _row(f"{Level.CONTRIBUTE.fact}(link)", By.INFERENCE, "An actor contributes to an impact"),
    _row(f"{Level.DIRECTLY_LINKED.fact}(link)", By.INFERENCE, "An actor is directly linked to an impact"),
    _row(f"{Level.NOT_LINKED.fact}(link)", By.INFERENCE, "An actor is not linked to an impact"),
)
PREDICATES: Final[Mapping[str, Predicate]] = {row.id: row for row in ROWS}
LOOKED_UP: Final = frozenset(row.id for row in ROWS if row.looked_up)


def places(kind: str, *arguments: str) -> tuple[int, ...]:
    """Return where arguments stand among the terms of a fact of ``kind``."""
    return tuple(map(PREDICATES[kind].arguments.index, arguments))


@cache
def reader(kind: str, *arguments: str) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Return what reads arguments, in the order asked for, from the terms of a fact of ``kind``."""
    chosen = places(kind, *arguments)
    if len(chosen) == 1:
        (place,) = chosen
        return lambda terms: (terms[place],)
    return itemgetter(*chosen)


def argument(kind: str, terms: Sequence[Any], name: str) -> Any:
    """Return an argument of a fact or pattern of ``kind``; None where a faulty rule gives too few terms."""
    (place,) = places(kind, name)
    return terms[place] if place < len(terms) else None


def terms(kind: str, /, **arguments: object) -> tuple[Any, ...]:
    """Return the terms of a fact of ``kind`` with these arguments."""
    return tuple(map(arguments.__getitem__, PREDICATES[kind].arguments))


def fact(kind: str, /, **arguments: object) -> tuple[str, tuple[Any, ...]]:
    """Return a fact of ``kind`` with these arguments."""
    return kind, terms(kind, **arguments)


def variables(kind: str) -> tuple[str, ...]:
    """Return the terms of a pattern that binds every argument of ``kind`` to a variable of its name."""
    return tuple(f"${name}" for name in PREDICATES[kind].arguments)


def stated_by(*by: By) -> dict[str, int]:
    """Return the kinds that any of these state, each with its number of terms."""
    return {row.id: len(row.arguments) for row in ROWS if row.by in by}


def base_kinds(vocabulary: Vocabulary) -> dict[str, int]:
    """Return the kinds of fact that rules need not derive, each with its number of terms."""
    kinds = stated_by(By.MANIFEST, By.RUN, By.RULES, By.EVALUATION)
    for kind in vocabulary.kinds.values():
        kinds[kind.name] = 1
        for path, field in kind.by_path.items():
            if field.type not in (FieldType.GROUP, FieldType.RECORDS):
                kinds[f"{kind.name}.{path}"] = 2
    return kinds
