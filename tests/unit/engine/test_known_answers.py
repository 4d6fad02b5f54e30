"""Programs whose answers are known, written as a pack writes them: a vocabulary of its own, rules, and a manifest."""

from pathlib import Path
from typing import Final

import pytest

from checkout.command import Run
from programs.notation import AS_OF, certain, possible
from rightsgate.engine.derivations import Closure
from rightsgate.engine.engines import DURABLE, NAMES
from rightsgate.errors import InputError
from rightsgate.evaluate.run import Evaluator
from rightsgate.explain.fact_text import fact_text, step_id
from rightsgate.logic.terms import Flag
from rightsgate.manifest.read import read_manifest
from rightsgate.manifest.values import dates
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse

VOCABULARY: Final = """
entity: node
section: nodes
means: A place in a graph
fields:
  next: {type: references, to: node, means: Where an edge leads from here}
  colour: {type: choice, values: [red, blue], means: Its colour}
"""


def pack(folder: Path, *rules: str) -> Path:
    """Write a pack; rules are called by their number."""
    lines = [f"  - {{id: rule-{number}, title: Known, {text}}}" for number, text in enumerate(rules, 1)]
    (folder / "graph.yaml").write_text(VOCABULARY, encoding="utf-8")
    (folder / "rules.yaml").write_text("\n".join(("title: Known", "inferences:", *lines)), encoding="utf-8")
    return folder


def derived(folder: Path, nodes: str, *rules: str) -> Closure:
    """Return what follows, for a graph whose nodes are written ``a>b,c d>``: ``a`` leads to ``b`` and ``c``, ``d`` nowhere."""
    found = load_pack([builtin("rules"), pack(folder, *rules)])
    evaluator = Evaluator(found, (), AS_OF)
    manifest = read_manifest(parse(graph(nodes), "m.yaml"), "m.yaml", found.vocabulary)
    return evaluator.run(manifest).closure


def graph(nodes: str) -> str:
    """Write a manifest."""
    lines = ["rightsgate: 1", "nodes:"]
    for node, _, ends in (word.partition(">") for word in nodes.split()):
        lines.append(f"  - {{id: {node}, next: {f'[{ends}]' if ends else 'none'}}}")
    return "\n".join(lines) + "\n"


LOOKALIKES: Final = """
entity: node
section: nodes
means: A place
fields:
  next: {type: references, to: node, means: Nothing here}
  open: {type: boolean, means: Whether it is}
  count: {type: number, means: How many}
  marks: {type: list, means: Anything}
"""


@pytest.mark.parametrize("engine", NAMES)
def test_true_is_not_one_and_one_is_1_0(command: Run, tmp_path: Path, engine: str) -> None:
    if engine == DURABLE:
        pytest.importorskip(
            "durable_rules_engine", reason="durable-rules cannot be imported here", exc_type=ImportError
        )
    (tmp_path / "own").mkdir()
    pack(
        tmp_path / "own",
        "if: [{node.open: [$x, $v]}, {node.count: [$y, $v]}], then: {joined: [$x, $y]}",
        "if: [{node.count: [$x, $v]}, {node.marks: [$y, $v]}], then: {counted: [$x, $y]}",
        "if: [{node.marks: [$x, true]}], then: {marked: [$x, true]}",
        "if: [{node.marks: [$x, 1]}], then: {marked: [$x, 1]}",
        "if: [{node.marks: [$x, '1']}], then: {marked: [$x, one]}",
        "if: [{node: [$x]}, {absent: {node.marks: [$x, 1.0]}}], then: {without: [$x]}",
        "if: [{node: [$x]}, {at_least: 3, of: {node.marks: [$x, _]}}], then: {many: [$x]}",
        "if: [{node.marks: [$x, $v]}, {compare: [$v, equals, true]}], then: {true_of: [$x]}",
        "if: [{marked: [$x, $v]}, {marked: [$x, $w]}, {compare: [$v, differs, $w]}], then: {apart: [$x]}",
    )
    (tmp_path / "own" / "graph.yaml").write_text(LOOKALIKES, encoding="utf-8")
    (tmp_path / "m.yaml").write_text(
        "rightsgate: 1\nnodes:\n"
        "  - {id: a, open: true, count: 0, marks: [true]}\n"
        "  - {id: b, open: false, count: 1.0, marks: [1]}\n"
        "  - {id: c, open: none, count: none, marks: [1, true, 1.0, 1e0, '1']}\n"
        "  - {id: d, open: none, count: none, marks: [false, 0, 'true', -0.0]}\n"
    )

    def following(kind: str) -> str:
        shown = command(tmp_path, "why", kind, "m.yaml", "--rules", "own", "--engine", engine).stdout.decode()
        return " ".join(line.replace(" ", "") for line in shown.splitlines() if line.startswith(kind))

    assert following("joined") == ""
    assert following("counted") == "counted(a,d) counted(b,b) counted(b,c)"
    assert following("marked") == "marked(a,true) marked(b,1) marked(c,one) marked(c,1) marked(c,true)"
    assert following("without") == "without(a) without(d)"
    assert following("many") == "many(c) many(d)"
    assert following("true_of") == "true_of(a) true_of(c)"
    assert following("apart") == "apart(c)"
    shown = command(tmp_path, "why", "node.marks@d", "m.yaml", "--rules", "own", "--engine", engine).stdout.decode()
    assert shown.count("node.marks(d, true)") == 0
    assert shown.count('node.marks(d, "true")') == 1


def pairs(text: str) -> set[tuple[str, ...]]:
    return {tuple(word) for word in text.split()}


REACHES: Final = (
    "if: [{node.next: [$x, $y]}], then: {reaches: [$x, $y]}",
    "if: [{reaches: [$x, $y]}, {node.next: [$y, $z]}], then: {reaches: [$x, $z]}",
)
NON_LINEAR: Final = (REACHES[0], "if: [{reaches: [$x, $y]}, {reaches: [$y, $z]}], then: {reaches: [$x, $z]}")
APART: Final = "if: [{node: [$x]}, {node: [$y]}, {absent: {reaches: [$x, $y]}}], then: {apart: [$x, $y]}"


@pytest.mark.parametrize("rules", [REACHES, NON_LINEAR], ids=["linear", "non-linear"])
def test_transitive_closure_with_a_circle_and_what_it_does_not_reach(rules: tuple[str, ...], tmp_path: Path) -> None:
    closure = derived(tmp_path, "a>b b>c c>b d>", *rules, APART)
    assert certain(closure, "reaches") == pairs("ab ac bb bc cb cc")
    assert certain(closure, "apart") == pairs("aa ad ba bd ca cd da db dc dd")
    assert not possible(closure, "reaches") | possible(closure, "apart")


def test_same_generation(tmp_path: Path) -> None:
    closure = derived(
        tmp_path,
        "r> a>r b>r c>a d>a e>b f>c",  # here an edge leads to the parent
        "if: [{node.next: [$x, $p]}, {node.next: [$y, $p]}], then: {peer: [$x, $y]}",
        "if: [{node.next: [$x, $p]}, {peer: [$p, $q]}, {node.next: [$y, $q]}], then: {peer: [$x, $y]}",
    )
    assert certain(closure, "peer") == pairs("aa ab ba bb cc cd ce dc dd de ec ed ee ff")


def test_even_and_odd_by_mutual_recursion(tmp_path: Path) -> None:
    closure = derived(
        tmp_path,
        "a>b b>c c>d d>",
        "if: [{node: [$x]}, {absent: {node.next: [$x, _]}}], then: {even: [$x]}",
        "if: [{node.next: [$x, $y]}, {even: [$y]}], then: {odd: [$x]}",
        "if: [{node.next: [$x, $y]}, {odd: [$y]}], then: {even: [$x]}",
    )
    assert (certain(closure, "even"), certain(closure, "odd")) == (pairs("d b"), pairs("c a"))


def test_who_wins_on_a_board_where_each_move_goes_down_a_row(tmp_path: Path) -> None:
    """A position is won if some move leads to one that is lost: one stratum for each number of moves that are left."""
    closure = derived(
        tmp_path,
        "a>b,c b>d c>e,f d> e>g f> g>",
        "if: [{node: [$x]}, {absent: {node.next: [$x, _]}}], then: {lost_now: [$x]}",
        "if: [{node.next: [$x, $y]}, {lost_now: [$y]}], then: {won_in_one: [$x]}",
        "if: [{node.next: [$x, $y]}, {absent: {won_in_one: [$y]}}], then: {escapes: [$x]}",
        "if: [{node.next: [$x, _]}, {absent: {escapes: [$x]}}], then: {lost_in_two: [$x]}",
        "if: [{node.next: [$x, $y]}, {lost_in_two: [$y]}], then: {won_in_three: [$x]}",
    )
    assert certain(closure, "lost_now") == pairs("d f g")
    assert certain(closure, "won_in_one") == pairs("b c e")
    assert certain(closure, "lost_in_two") == pairs("a")  # both of its moves lead to where the other wins
    assert certain(closure, "won_in_three") == set()


def test_exactly_two_by_two_counts(tmp_path: Path) -> None:
    closure = derived(
        tmp_path,
        "a>b,c b>a,c,d c>a d>",
        "if: [{node: [$x]}, {at_least: 3, of: {node.next: [$x, _]}}], then: {three: [$x]}",
        "if: [{node: [$x]}, {at_least: 2, of: {node.next: [$x, _]}}, {absent: {three: [$x]}}], then: {two: [$x]}",
        "if: [{node: [$x]}, {at_least: 2, of: {node.next: [_, $x]}}], then: {met: [$x]}",
    )
    assert (certain(closure, "three"), certain(closure, "two")) == (pairs("b"), pairs("a"))
    assert certain(closure, "met") == pairs("a c")


def test_what_a_graph_does_not_say_may_be_an_edge(tmp_path: Path) -> None:
    closure = derived(tmp_path, "a>b b>unknown c>", *REACHES, APART)
    assert (certain(closure, "reaches"), possible(closure, "reaches")) == (pairs("ab"), pairs("aa ac ba bb bc"))
    assert certain(closure, "apart") == pairs("ca cb cc")


REFUSED: Final = {
    "a variable of the conclusion": ("if: [{node: [$x]}], then: {bad: [$x, $y]}",),
    "a variable of an absence": ("if: [{node: [$x]}, {absent: {node.next: [$x, $y]}}], then: {bad: [$x]}",),
    "a variable of a comparison": ("if: [{node: [$x]}, {compare: [$x, differs, $y]}], then: {bad: [$x]}",),
    "a variable of a count": ("if: [{node: [$x]}, {at_least: 2, of: {node.next: [$x, $y]}}], then: {bad: [$x]}",),
    "no pattern at all": ("if: [{absent: {node: [a]}}], then: {bad: [$x]}",),
    "a rule that negates itself": ("if: [{node.next: [$x, $y]}, {absent: {win: [$y]}}], then: {win: [$x]}",),
    "negation in a circle of two": (
        "if: [{node: [$x]}, {absent: {left: [$x]}}], then: {right: [$x]}",
        "if: [{node: [$x]}, {right: [$x]}], then: {left: [$x]}",
    ),
    "a count in a circle": (
        "if: [{node: [$x]}, {at_least: 2, of: {many: [$x, _]}}], then: {big: [$x]}",
        "if: [{node.next: [$x, $y]}, {big: [$y]}], then: {many: [$x, $y]}",
    ),
}


@pytest.mark.parametrize("rules", REFUSED.values(), ids=REFUSED)
def test_what_is_unsafe_or_not_stratified_is_refused_with_its_place(rules: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_pack([builtin("rules"), pack(tmp_path, *rules)])
    lines = {fault.line for fault in refused.value.faults if fault.path.endswith("rules.yaml")}
    assert lines
    assert lines <= set(range(3, 3 + len(rules)))


def test_why_shows_what_follows_on_the_command_line(command: Run, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(graph("a>b b>c c>b d>"), encoding="utf-8")
    (tmp_path / "own").mkdir()
    pack(tmp_path / "own", *REACHES)
    shown = command(tmp_path, "why", "reaches@a", "m.yaml", "--rules", "own")
    assert shown.returncode == 0
    assert [line for line in shown.stdout.decode().splitlines() if line.startswith("reaches")] == [
        "reaches(a, b)",
        "reaches(a, c)",
    ]
    assert b"m.yaml:3:" in shown.stdout
    assert command(tmp_path, "why", "reaches@d", "m.yaml", "--rules", "own").returncode == 1


def test_no_two_facts_are_written_alike_or_have_one_id() -> None:
    terms = [
        *((1,), ("1",), (1.5,), ("1.5",), (Flag.TRUE,), ("true",), (None,), ("-",), (dates("2026-03"),), ("2026-03",)),
        *(("a", "b"), ("a, b",), ('"a", "b"',), ('a", "b',), ("a", "b, c"), ("a, b", "c"), ('"1"',), ("",)),
    ]
    assert len({fact_text("is", one) for one in terms}) == len({step_id("is", one) for one in terms}) == len(terms)
