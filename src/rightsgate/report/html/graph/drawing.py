"""The value chain as a drawing: boxes for actors and artefacts, lines with labels, and how the whole is laid out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from rightsgate.checker.model import ActorSummary, ManifestReport, Run
from rightsgate.report.chain import ChainEdge, Tie
from rightsgate.report.html.graph.layers import layered
from rightsgate.report.html.graph.places import Point, Size, placed
from rightsgate.report.reasons import WORDS
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.characters import columns, shortened
from rightsgate.text.layout import plain
from rightsgate.vocabulary.model import Vocabulary

# More entries than that cannot be read in a drawing; the table has them all.
MOST_NODES: Final = 60
MOST_EDGES: Final = 150
# How wide a letter is, and how high a line of text, in pixels.
LETTER: Final = 6.9
SMALL: Final = 6.2
LINE: Final = 16
PADDING: Final = 12
WIDEST: Final = 27  # columns of a box
LABEL: Final = 30  # columns of a label
MOST_ROLES: Final = 2  # named in a box


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or artefact in the drawing: its left upper corner, its size, and its lines, the first in bold."""

    kind: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the drawing as the data of an SVG path, how it is drawn, and its label with the place of its middle."""

    path: str
    state: str
    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0
    label: tuple[str, ...] = ()


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """The whole drawing, lines before boxes."""

    width: float
    height: float
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]


def drawing_of(part: ManifestReport, edges: Sequence[ChainEdge], run: Run) -> Drawing | None:
    """Return the drawing; None if there is nothing to draw, or too much to be read."""
    texts = dict(_texts(part))
    drawn = [edge for edge in edges if edge.source in texts and edge.target in texts]
    if not drawn or len(texts) > MOST_NODES or len(drawn) > MOST_EDGES:
        return None
    by_ends = {(edge.source, edge.target): edge for edge in reversed(drawn)}
    graph = layered(list(texts), by_ends)
    sizes = {name: _size(lines, LETTER, WIDEST) for name, (_, lines) in texts.items()}
    labels = {ends: _label(edge, run.vocabulary) for ends, edge in by_ends.items()}
    boxes_of = {ends: _size(said, SMALL, LABEL) for ends, said in labels.items() if said}
    at = placed(graph, sizes, boxes_of)
    return Drawing(
        width=at.size.width,
        height=at.size.height,
        lines=tuple(
            _line(edge, at.lines[ends], at.labels.get(ends), boxes_of.get(ends), labels[ends], ends in graph.reversed)
            for ends, edge in by_ends.items()
            if ends in at.lines
        ),
        boxes=tuple(_box(kind, at.nodes[name], sizes[name], lines) for name, (kind, lines) in texts.items()),
    )


def _texts(part: ManifestReport) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Yield actors and artefacts with their kind and the lines that tell of them."""
    open_: dict[str, Counter[Outcome]] = {}
    for finding in part.findings:
        open_.setdefault(finding.actor, Counter())[finding.outcome] += 1
    for actor in part.actors:
        counts = open_.get(actor.id, Counter())
        said = " · ".join(f"{counts[one]} {WORDS[one]}" for one in (Outcome.UNMET, Outcome.UNKNOWN) if counts[one])
        kind = "subject" if actor.id == part.subject else "actor"
        yield actor.id, (kind, _cut((_called(actor.name, actor.id), *_roles(actor, part), said)))
    risks = Counter(risk.product for risk in part.assessment.risks)
    for artefact in part.chain.artefacts:
        count = risks[artefact.id]
        said = f"{count} {'risk' if count == 1 else 'risks'} to people" if count else ""
        yield artefact.id, ("artefact", _cut((_called(artefact.name, artefact.id), artefact.kind, said)))


def _called(name: str, key: str) -> str:
    return plain(name or key)


def _roles(actor: ActorSummary, part: ManifestReport) -> Iterator[str]:
    """Yield some of an actor's roles, first those that most duties bind."""
    duties = Counter(finding.role for finding in part.findings if finding.actor == actor.id)
    roles = [role.replace("_", " ") for role in sorted(actor.roles, key=lambda role: (-duties[role], role))]
    yield from roles[:MOST_ROLES] or ["role not known"]
    if len(roles) > MOST_ROLES:
        yield f"and {len(roles) - MOST_ROLES} more"


def _cut(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(shortened(line, WIDEST) for line in lines if line)


def _label(edge: ChainEdge, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what is written at a line: what the one does for the other, open pathways, and the cost of silence."""
    said = list(relations_of(edge, vocabulary)) if edge.tie is Tie.RELATED else []
    if edge.open:
        said.append(f"{len(edge.open)} open {'pathway' if len(edge.open) == 1 else 'pathways'}")
    if edge.possible and not edge.open:
        said.append(f"{len(edge.possible)} possible {'pathway' if len(edge.possible) == 1 else 'pathways'}")
    if edge.silence_above or edge.silence_below:
        counts = ((edge.silence_above, "↓"), (edge.silence_below, "↑"))
        said.append(f"silence holds open {' '.join(f'{count}{arrow}' for count, arrow in counts if count)}")
    return tuple(shortened(line, LABEL) for line in said)


def relations_of(edge: ChainEdge, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield in words what the one does for the other."""
    labels = vocabulary.kinds["relation"].fields["kind"].labels
    for code in edge.relations:
        yield labels.get(code, code.replace("_", " "))


def _size(lines: Sequence[str], letter: float, most: int) -> Size:
    longest = max((min(columns(line), most) for line in lines), default=0)
    return Size(round(longest * letter + 2 * PADDING, 1), len(lines) * LINE + PADDING)


def _box(kind: str, middle: Point, size: Size, lines: tuple[str, ...]) -> Box:
    return Box(
        kind=kind,
        left=round(middle.x - size.width / 2, 1),
        top=round(middle.y - size.height / 2, 1),
        width=size.width,
        height=size.height,
        lines=lines,
    )


def _line(
    edge: ChainEdge,
    points: Sequence[Point],
    at: Point | None,
    size: Size | None,
    label: tuple[str, ...],
    upward: bool,  # noqa: FBT001
) -> Line:
    state = "open" if edge.open else "possible" if edge.possible else "closed"
    path = _path(points, upward=upward)
    if at is None or size is None:
        return Line(path=path, state=state)
    return Line(
        path=path,
        state=state,
        left=round(at.x - size.width / 2, 1),
        top=round(at.y - size.height / 2, 1),
        width=size.width,
        height=size.height,
        label=label,
    )


def _path(points: Sequence[Point], *, upward: bool) -> str:
    """Return the data of a path: straight through layers, curved between them, from the end where it begins."""
    curved = [number % 2 == 1 for number in range(len(points) - 1)]
    steps = list(zip(pairwise(points), curved, strict=True))
    if upward:
        steps = [((end, start), bent) for (start, end), bent in reversed(steps)]
    (start, _), _ = steps[0]
    said = [f"M{start.x} {start.y}"]
    for (one, other), bent in steps:
        if one == other:  # a box that is as high as its layer
            continue
        middle = round((one.y + other.y) / 2, 1)
        said.append(f"C{one.x} {middle} {other.x} {middle} {other.x} {other.y}" if bent else f"L{other.x} {other.y}")
    return "".join(said)
