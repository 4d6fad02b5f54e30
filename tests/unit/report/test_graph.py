"""The drawing of the value chain: layers, and that nothing in it covers anything else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from rightsgate.report.html.graph.layers import layered
from rightsgate.report.html.graph.places import Size, on_curve, placed

NODES = [f"n{number}" for number in range(8)]
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20, unique=True)
BOX = Size(120.0, 40.0)
LABEL = Size(90.0, 28.0)


def test_what_goes_into_something_stands_above_it() -> None:
    graph = layered(["data", "model", "app"], [("data", "model"), ("model", "app"), ("data", "app")])
    assert [layer[0] for layer in graph.layers] == ["data", "model", "app"]
    assert len(graph.routes["data", "app"]) == 3
    assert graph.reversed == frozenset()


def test_a_circle_is_drawn_with_an_edge_that_leads_upwards() -> None:
    graph = layered(["a", "b"], [("a", "b"), ("b", "a")])
    assert graph.layers == (("a",), ("b",))
    assert graph.reversed == {("b", "a")}


def test_what_nothing_leads_to_stands_just_above_what_it_leads_to() -> None:
    graph = layered(["a", "b", "c", "late"], [("a", "b"), ("b", "c"), ("late", "c")])
    assert "late" in graph.layers[1]


@given(EDGES)
def test_each_node_has_one_place_and_each_line_leads_down_the_layers(edges: list[tuple[str, str]]) -> None:
    graph = layered(NODES, edges)
    assert sorted(one for layer in graph.layers for one in layer if one in NODES) == NODES
    depth = {one: number for number, layer in enumerate(graph.layers) for one in layer}
    for route in graph.routes.values():
        assert [depth[one] for one in route] == list(range(depth[route[0]], depth[route[-1]] + 1))
    assert {*graph.routes} == {edge for edge in edges if edge[0] != edge[1]}


@given(EDGES)
def test_no_box_and_no_label_covers_another(edges: list[tuple[str, str]]) -> None:
    graph = layered(NODES, edges)
    at = placed(graph, dict.fromkeys(NODES, BOX), dict.fromkeys(graph.routes, LABEL))
    boxes = [*((point, BOX) for point in at.nodes.values()), *((point, LABEL) for point in at.labels.values())]
    assert len(at.labels) == len(graph.routes)
    for (one, size), (other, another) in combinations(boxes, 2):
        apart = abs(one.x - other.x) * 2 >= size.width + another.width - 0.5
        assert apart or abs(one.y - other.y) * 2 >= size.height + another.height - 0.5
    for point, size in boxes:
        assert size.width / 2 <= point.x <= at.size.width - size.width / 2
        assert size.height / 2 <= point.y <= at.size.height - size.height / 2


@given(EDGES)
def test_a_line_leaves_its_box_below_and_arrives_above(edges: list[tuple[str, str]]) -> None:
    graph = layered(NODES, edges)
    at = placed(graph, dict.fromkeys(NODES, BOX), {})
    for edge, line in at.lines.items():
        top, bottom = (graph.routes[edge][0], graph.routes[edge][-1])
        assert [point.y for point in line] == sorted(point.y for point in line)
        assert abs(line[0].x - at.nodes[top].x) <= BOX.width / 2
        assert line[0].y == round(at.nodes[top].y + BOX.height / 2, 1)
        assert line[-1].y == round(at.nodes[bottom].y - BOX.height / 2, 1)


def test_a_curve_begins_and_ends_where_it_should() -> None:
    assert round(on_curve(10, 50, 0), 2) == 10
    assert round(on_curve(10, 50, 1), 2) == 50
    assert round(on_curve(10, 50, 0.5), 2) == 30
