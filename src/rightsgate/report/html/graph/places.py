"""Where the nodes, lines and labels of a layered graph stand on the page, in pixels."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

import msgspec

from rightsgate.report.html.graph.layers import Edge, Layered, mean_of

GAP: Final = 30  # between two nodes of a layer
PASSING: Final = 26  # the room of a line that passes a layer
MARGIN: Final = 16
AROUND: Final = 26  # between a layer and the labels below or above it
APART: Final = 8  # between two labels
ROUNDS: Final = 12
MOST_ROWS: Final = 30
PORTS: Final = 0.7  # the share of a node's width at which lines meet it

Ports = Mapping[tuple[Edge, int], float]


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


class Point(NamedTuple):
    """A place on the page, from the left and from the top."""

    x: float
    y: float


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything stands: the middle of each node and label, the points of each line, and the whole size.

    Of the points of a line every second step is straight, through a layer, and the others are curves between layers.
    """

    nodes: Mapping[str, Point]
    lines: Mapping[Edge, tuple[Point, ...]]
    labels: Mapping[Edge, Point]
    size: Size


def placed(graph: Layered, nodes: Mapping[str, Size], labels: Mapping[Edge, Size]) -> Places:
    """Return where everything stands: labels in the room between layers, where no two of them overlap."""
    across = _across(graph, nodes)
    ports = _ports(graph, across, nodes)
    spans: dict[str, tuple[float, float]] = {}  # the top and the bottom of the layer of each place
    found: dict[Edge, Point] = {}
    top = bottom = float(MARGIN)
    for layer in graph.layers:
        bottom = top + max((nodes[one].height for one in layer if one in nodes), default=0.0)
        spans |= dict.fromkeys(layer, (top, bottom))
        starting = [edge for edge in labels if graph.routes[edge][0] in layer]
        at, room = _labelled(starting, ports, labels, bottom)
        found |= at
        top = bottom + room
    lines = {edge: tuple(_points(edge, route, ports, spans, nodes)) for edge, route in graph.routes.items()}
    ends = chain(
        (across[one] + size.width / 2 for one, size in nodes.items()),
        (point.x + labels[edge].width / 2 for edge, point in found.items()),
        (point.x for line in lines.values() for point in line),
    )
    return Places(
        nodes={one: Point(across[one], round(sum(spans[one]) / 2, 1)) for one in nodes},
        lines=lines,
        labels=found,
        size=Size(round(max(ends, default=0.0) + MARGIN, 1), round(bottom + MARGIN, 1)),
    )


def _across(graph: Layered, nodes: Mapping[str, Size]) -> dict[str, float]:
    """Return how far from the left each place stands: near what it is joined to, and apart from its neighbors."""
    joined: dict[str, list[str]] = {}
    for route in graph.routes.values():
        for one, other in pairwise(route):
            joined.setdefault(one, []).append(other)
            joined.setdefault(other, []).append(one)
    wide = {one: nodes[one].width if one in nodes else PASSING for layer in graph.layers for one in layer}
    at = dict.fromkeys(wide, 0.0)
    for round_ in range(ROUNDS):
        for layer in graph.layers if round_ % 2 == 0 else reversed(graph.layers):
            wished = [mean_of([at[other] for other in joined.get(one, [one])]) for one in layer]
            at.update(zip(layer, _apart(wished, [wide[one] for one in layer]), strict=True))
    left = min((at[one] - wide[one] / 2 for one in at), default=0.0)
    return {one: round(x - left + MARGIN, 1) for one, x in at.items()}


def _apart(wished: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Return places near the wished ones, in their order and without overlap: the mean of two that are pushed apart."""
    rightward, leftward = list(wished), list(wished)
    for here in range(1, len(wished)):
        least = (widths[here - 1] + widths[here]) / 2 + GAP
        rightward[here] = max(rightward[here], rightward[here - 1] + least)
        there = len(wished) - here
        least = (widths[there - 1] + widths[there]) / 2 + GAP
        leftward[there - 1] = min(leftward[there - 1], leftward[there] - least)
    return [(one + other) / 2 for one, other in zip(rightward, leftward, strict=True)]


def _ports(graph: Layered, across: Mapping[str, float], nodes: Mapping[str, Size]) -> Ports:
    """Return how far from the left each line meets each pair of places: side by side where several meet one node.

    The key is the edge with twice the number of the place in its route where it arrives, and one more where it leaves.
    """
    meeting: dict[tuple[str, bool], list[tuple[float, Edge, int]]] = {}
    for edge, route in graph.routes.items():
        for number, (one, other) in enumerate(pairwise(route)):
            meeting.setdefault((one, True), []).append((across[other], edge, 2 * number + 1))
            meeting.setdefault((other, False), []).append((across[one], edge, 2 * number + 2))
    found: dict[tuple[Edge, int], float] = {}
    for (one, _), lines in meeting.items():
        wide = nodes[one].width * PORTS if one in nodes else 0.0
        for place, (_, edge, number) in enumerate(sorted(lines), start=1):
            found[edge, number] = round(across[one] + wide * (place / (len(lines) + 1) - 0.5), 1)
    return found


def _labelled(
    edges: Sequence[Edge], ports: Ports, labels: Mapping[Edge, Size], bottom: float
) -> tuple[dict[Edge, Point], float]:
    """Return the places of labels below a layer, and the room that they take: as few rows as do without overlap."""
    high = max((labels[edge].height for edge in edges), default=0.0) + APART
    ordered = sorted(edges, key=lambda edge: (ports[edge, 1] + ports[edge, 2], edge))
    found: dict[Edge, Point] = {}
    room = 2.0 * AROUND
    for rows in range(1, MOST_ROWS if edges else 1):
        room = AROUND * 2 + rows * high
        found = dict(_in_rows(ordered, ports, labels, [(AROUND + (row + 0.5) * high) / room for row in range(rows)]))
        if len(found) == len(edges):
            break
    return {edge: Point(point.x, round(bottom + point.y * room, 1)) for edge, point in found.items()}, room


def _in_rows(
    edges: Iterable[Edge], ports: Ports, labels: Mapping[Edge, Size], rows: Sequence[float]
) -> Iterable[tuple[Edge, Point]]:
    """Yield labels that find a place in a row, on their line; a row is a share of the room between two layers."""
    taken: list[list[tuple[float, float]]] = [[] for _ in rows]
    for edge in edges:
        half = (labels[edge].width + APART) / 2
        for share, spans in zip(rows, taken, strict=True):
            x = max(on_curve(ports[edge, 1], ports[edge, 2], share), half + APART)
            if all(x + half <= left or x - half >= right for left, right in spans):
                spans.append((x - half, x + half))
                yield edge, Point(round(x, 1), share)
                break


def on_curve(start: float, end: float, share: float) -> float:
    """Return how far from the left a curve is at a share of its way down, that leaves and arrives vertically."""
    low, high = 0.0, 1.0
    for _ in range(20):
        t = (low + high) / 2
        down = 1.5 * t * (1 - t) + t**3  # as its control points stand halfway down
        low, high = (t, high) if down < share else (low, t)
    t = (low + high) / 2
    return start + (end - start) * (3 * t**2 - 2 * t**3)


def _points(
    edge: Edge,
    route: Sequence[str],
    ports: Ports,
    spans: Mapping[str, tuple[float, float]],
    nodes: Mapping[str, Size],
) -> Iterable[Point]:
    """Yield the points of a line: the bottom of its first node, the bottom and top of each layer, its last top."""
    last = len(route) - 1
    for number, one in enumerate(route):
        top, bottom = spans[one]
        half = nodes[one].height / 2 if one in nodes else 0.0
        if number:
            yield Point(ports[edge, 2 * number], top)
            yield from () if number < last else (Point(ports[edge, 2 * number], round((top + bottom) / 2 - half, 1)),)
        if number < last:
            yield from () if number else (Point(ports[edge, 1], round((top + bottom) / 2 + half, 1)),)
            yield Point(ports[edge, 2 * number + 1], bottom)
