"""What the value chain shows of risk: by whom pathways are open along it, and whose silence holds whose duties open."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum

import msgspec

from rightsgate.checker.chain import Artefact, Chain
from rightsgate.checker.model import ManifestReport
from rightsgate.people.model import Connection


class Tie(Enum):
    """What joins two entries of a value chain: one owns, goes into, is used by or is related to the other."""

    OWNS = "owns"
    GOES_INTO = "goes into"
    USED_BY = "used by"
    RELATED = "related"


class ChainEdge(msgspec.Struct, frozen=True, kw_only=True):
    """An edge of the value chain, from upstream to downstream.

    ``relations`` are the codes of what the one does for the other; ``open`` and ``possible`` the names of pathways by
    which the actor at an end is, or may be, connected to risks. ``silence_above``: how many duties of the actor
    downstream the silence of the one upstream holds open; ``silence_below``: the reverse.
    """

    source: str
    target: str
    tie: Tie
    relations: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    silence_above: int = 0
    silence_below: int = 0


def edges_of(part: ManifestReport) -> tuple[ChainEdge, ...]:
    """Return the edges of a manifest's value chain, with what is known of each."""
    chain = part.chain
    related: dict[tuple[str, str], list[str]] = {}
    for one in chain.relations:
        related.setdefault((one.provider, one.receiver), []).append(one.kind)
    plain = [
        *(
            ChainEdge(source=owner, target=artefact.id, tie=Tie.OWNS)
            for artefact in chain.artefacts
            for owner in artefact.owners
        ),
        *(ChainEdge(source=link.source, target=link.target, tie=Tie.GOES_INTO) for link in chain.links),
        *(
            ChainEdge(source=artefact.id, target=user, tie=Tie.USED_BY)
            for artefact in chain.artefacts
            for user in artefact.users
        ),
        *(
            ChainEdge(source=provider, target=receiver, tie=Tie.RELATED, relations=tuple(dict.fromkeys(kinds)))
            for (provider, receiver), kinds in related.items()
        ),
    ]
    pathways = _pathways(part, plain)
    return tuple(_told(edge, part, pathways, related) for edge in plain)


def _told(
    edge: ChainEdge,
    part: ManifestReport,
    pathways: Mapping[ChainEdge, Mapping[str, bool]],
    related: Collection[tuple[str, str]],
) -> ChainEdge:
    """Return an edge with its open pathways and the cost of silence between the actors at its ends.

    Of two actors that are ``related`` it is told at their relation, once.
    """
    found = pathways.get(edge, {})
    artefacts = {artefact.id: artefact for artefact in part.chain.artefacts}
    above, below = _owners(edge.source, artefacts), _owners(edge.target, artefacts)
    silent = {one.actor: one.others for one in part.silence}
    pairs = {(one, other) for one in above for other in below if one != other and edge.tie is not Tie.OWNS}
    if edge.tie is not Tie.RELATED:
        pairs = {(one, other) for one, other in pairs if (one, other) not in related and (other, one) not in related}
    elif (edge.target, edge.source) in related and edge.source > edge.target:
        pairs = set()
    return ChainEdge(
        source=edge.source,
        target=edge.target,
        tie=edge.tie,
        relations=edge.relations,
        open=tuple(sorted(name for name, certain in found.items() if certain)),
        possible=tuple(sorted(name for name, certain in found.items() if not certain)),
        silence_above=sum(silent.get(one, {}).get(other, 0) for one, other in pairs),
        silence_below=sum(silent.get(other, {}).get(one, 0) for one, other in pairs),
    )


def _owners(name: str, artefacts: Mapping[str, Artefact]) -> tuple[str, ...]:
    return artefacts[name].owners if name in artefacts else (name,)


def _pathways(part: ManifestReport, edges: Iterable[ChainEdge]) -> dict[ChainEdge, dict[str, bool]]:
    """Return by edge the pathways that lead along it, each with whether it is certainly open.

    They lead from an actor by its artefacts that come to the product at risk; or else by what it provides or receives.
    """
    reach = _reach(part.chain)
    edges = list(edges)
    found: dict[ChainEdge, dict[str, bool]] = {}
    for product, connection in _connections(part):
        own = [edge for edge in edges if edge.tie is Tie.OWNS and edge.source == connection.actor]
        leading = [edge for edge in own if product in reach.get(edge.target, {edge.target})]
        provided = [edge for edge in edges if edge.tie is Tie.RELATED and edge.source == connection.actor]
        received = [edge for edge in edges if edge.tie is not Tie.OWNS and edge.target == connection.actor]
        for edge in leading or own or provided or received:
            known = found.setdefault(edge, {})
            for pathway in connection.pathways:
                known[pathway.name] = known.get(pathway.name, False) or pathway.certain
    return found


def _connections(part: ManifestReport) -> Iterator[tuple[str, Connection]]:
    for risk in part.assessment.risks:
        for row in risk.rows:
            for connection in row.connections:
                yield risk.product, connection


def _reach(chain: Chain) -> dict[str, set[str]]:
    """Return for each artefact what it leads to, itself included; the chain may run in a circle."""
    following: dict[str, list[str]] = {}
    for link in chain.links:
        following.setdefault(link.source, []).append(link.target)
    found: dict[str, set[str]] = {}
    for artefact in chain.artefacts:
        reached, pending = {artefact.id}, [artefact.id]
        while pending:
            for target in following.get(pending.pop(), ()):
                if target not in reached:
                    reached.add(target)
                    pending.append(target)
        found[artefact.id] = reached
    return found
