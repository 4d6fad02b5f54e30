"""Layers of a graph: what goes into something stands above it, and long edges pass through every layer between."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

Edge = tuple[str, str]
SWEEPS = 8


class Layered(msgspec.Struct, frozen=True, kw_only=True):
    """A graph in layers: the places in each, from left to right, and the places that each edge passes, from the top.

    ``reversed``: edges that close a circle, and so lead upwards.
    """

    layers: tuple[tuple[str, ...], ...]
    routes: Mapping[Edge, tuple[str, ...]]
    reversed: frozenset[Edge]


def layered(nodes: Sequence[str], edges: Iterable[Edge]) -> Layered:
    """Put nodes into layers, and order each so that few edges cross; the same graph always comes out the same."""
    wanted = list(dict.fromkeys(edge for edge in edges if edge[0] != edge[1]))
    backward = _closing(nodes, wanted)
    downward = {edge: (edge[1], edge[0]) if edge in backward else edge for edge in wanted}
    layer = _depths(nodes, list(downward.values()))
    layers: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in nodes:
        layers[layer[node]].append(node)
    routes, steps = {}, []
    for number, edge in enumerate(wanted):
        top, bottom = downward[edge]
        between = [f" {number}:{depth}" for depth in range(layer[top] + 1, layer[bottom])]  # no id begins with a blank
        for depth, place in enumerate(between, start=layer[top] + 1):
            layers[depth].append(place)
        routes[edge] = (top, *between, bottom)
        steps += list(zip(routes[edge], routes[edge][1:], strict=False))
    return Layered(layers=_ordered(layers, steps), routes=routes, reversed=frozenset(backward))


def _closing(nodes: Sequence[str], edges: Iterable[Edge]) -> set[Edge]:
    """Return the edges that close a circle, as a walk from the first nodes meets them."""
    following: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        following[source].append(target)
    found, done, open_ = set[Edge](), set[str](), set[str]()
    for root in nodes:
        pending = [] if root in done else [(root, iter(following[root]))]
        open_.update((root,) if pending else ())
        while pending:
            node, targets = pending[-1]
            target = next(targets, "")
            if not target:
                pending.pop()
                open_.discard(node)
                done.add(node)
            elif target in open_:
                found.add((node, target))
            elif target not in done:
                open_.add(target)
                pending.append((target, iter(following[target])))
    return found


def _depths(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """Return the layer of each node: below all that leads to it; what nothing leads to stands just above its first."""
    above: dict[str, list[str]] = {node: [] for node in nodes}
    below: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        above[target].append(source)
        below[source].append(target)
    depth = dict.fromkeys(nodes, 0)
    waiting = {node: len(above[node]) for node in nodes}
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for target in below[node]:
            depth[target] = max(depth[target], depth[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for node in nodes:
        if not above[node] and below[node]:
            depth[node] = min(depth[target] for target in below[node]) - 1
    return depth


def _ordered(layers: Sequence[Sequence[str]], steps: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Order each layer by where its neighbors stand, downwards and upwards in turn."""
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for source, target in steps:
        below.setdefault(source, []).append(target)
        above.setdefault(target, []).append(source)
    ordered = [list(layer) for layer in layers]
    for sweep in range(SWEEPS):
        downward = sweep % 2 == 0
        neighbors = above if downward else below
        for layer in ordered if downward else reversed(ordered):
            at = {node: number for one in ordered for number, node in enumerate(one)}
            means = {node: mean_of([at[other] for other in neighbors.get(node, [node])]) for node in layer}
            layer.sort(key=means.__getitem__)
    return tuple(map(tuple, ordered))


def mean_of(values: Sequence[float]) -> float:
    """Return the mean of some values."""
    return sum(values) / len(values)
