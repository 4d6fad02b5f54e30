"""The value chain as the page shows it: a drawing, and the same as tables for those who do not see it."""

from collections.abc import Iterator

import msgspec

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.report.actors import actor_name
from rightsgate.report.chain import ChainEdge, Tie, edges_of
from rightsgate.report.html.graph.drawing import Drawing, drawing_of, relations_of
from rightsgate.report.reasons import WORDS
from rightsgate.rules.model.outcome import Outcome


class ActorRow(msgspec.Struct, frozen=True, kw_only=True):
    """An actor: its roles, what is open of its duties, and how many duties its silence holds open."""

    name: str
    subject: bool
    roles: str
    possible_roles: str
    open: str
    silence_others: int
    silence_own: int


class EdgeRow(msgspec.Struct, frozen=True, kw_only=True):
    """An edge of the chain in words."""

    source: str
    target: str
    what: str
    open: str
    possible: str
    silence: str


class ChainView(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing (None: there is nothing to draw, or too much), and its tables."""

    drawing: Drawing | None
    actors: tuple[ActorRow, ...]
    edges: tuple[EdgeRow, ...]


def chain_of(part: ManifestReport, run: Run) -> ChainView:
    """Return the value chain of one manifest."""
    edges = edges_of(part)
    return ChainView(
        drawing=drawing_of(part, edges, run),
        actors=tuple(_actors(part)),
        edges=tuple(_edge(edge, part, run) for edge in edges),
    )


def _actors(part: ManifestReport) -> Iterator[ActorRow]:
    silent = {one.actor: one for one in part.silence}
    for actor in part.actors:
        counts = [
            (sum(one.actor == actor.id and one.outcome is outcome for one in part.findings), WORDS[outcome])
            for outcome in (Outcome.UNMET, Outcome.UNKNOWN, Outcome.JUDGEMENT)
        ]
        held = silent.get(actor.id)
        yield ActorRow(
            name=actor_name(actor),
            subject=actor.id == part.subject,
            roles=_roles(actor.roles) or "not known",
            possible_roles=_roles(actor.possible_roles),
            open=", ".join(f"{count} {word}" for count, word in counts if count) or "nothing open",
            silence_others=0 if held is None else sum(held.others.values()),
            silence_own=0 if held is None else held.own,
        )


def _roles(roles: tuple[str, ...]) -> str:
    return ", ".join(role.replace("_", " ") for role in roles)


def _edge(edge: ChainEdge, part: ManifestReport, run: Run) -> EdgeRow:
    above, below = _owner(edge.source, part), _owner(edge.target, part)
    counts = ((edge.silence_above, above, below), (edge.silence_below, below, above))
    return EdgeRow(
        source=edge.source,
        target=edge.target,
        what=", ".join(relations_of(edge, run.vocabulary)) if edge.tie is Tie.RELATED else edge.tie.value,
        open=", ".join(edge.open),
        possible=", ".join(edge.possible),
        silence="; ".join(_held(count, one, other) for count, one, other in counts if count),
    )


def _held(count: int, silent: str, other: str) -> str:
    return f"{silent} holds open {count} {'duty' if count == 1 else 'duties'} of {other}"


def _owner(name: str, part: ManifestReport) -> str:
    owners = (artefact.owners for artefact in part.chain.artefacts if artefact.id == name)
    return ", ".join(next(owners, (name,)))
