"""Mutation testing: change the engine, evaluation, findings or people in one place; see whether their tests notice.

    python benchmarks/mutants.py COUNT [--seed SEED] [--part PART] [--page FILE] [--least PERCENT]

makes a seeded sample of COUNT mutants, of modules whose path holds PART, in a copy of the repository, runs for each the
tests named in ``TESTS`` until one fails, and prints which survive and the score: how many in a hundred were killed.
``--page`` writes both into a page; with ``--least``, a lower score ends in 1. Needs the test extra.
"""

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
COPIED: Final = ("src", "rules", "policies", "fixtures", "tests", "docs", "pyproject.toml")
ENGINE: Final = (
    "unit/engine/test_engine.py",
    *(f"properties/test_{name}.py" for name in ("engine_generators", "engine_oracle", "bounds")),
)
DUTIES: Final = (
    *("unit/evaluate/test_conditions.py", "unit/evaluate/test_operators.py", "unit/findings/test_judgement.py"),
    *("unit/people/test_assessment.py", "snapshots/test_fixtures.py", "rules/test_rule_cases.py"),
)
JUDGE: Final = (
    *("unit/people/test_involvement.py", "unit/findings/test_gate.py", "unit/people/test_assessment.py"),
    *("rules/test_people.py", "unit/findings/test_judgement.py", "unit/rules/test_policies.py"),
    *("unit/findings/test_crosswalk.py", "snapshots/test_fixtures.py"),
)
TESTS: Final = {
    **dict.fromkeys(("engine/seminaive", "engine/join", "engine/rows", "engine/store", "engine/derivations"), ENGINE),
    **dict.fromkeys(("logic/comparison", "evaluate/duties", "evaluate/conditions"), DUTIES),
    **dict.fromkeys(
        ("findings/judge", "findings/gate", "findings/crosswalk", "people/involvement", "people/remedy"), JUDGE
    ),
}
COMPARED: Final = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
TRUTHS: Final = {"TRUE": "UNKNOWN", "UNKNOWN": "FALSE", "FALSE": "UNKNOWN", "MOOT": "TRUE", "any_of": "all_of"}
CALLED: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}
LONGEST: Final = 1800  # seconds that the tests may take without a mutant
PATIENCE: Final = 5  # a mutant that takes so many times as long, and half a minute, runs for ever
PASSED, FAILED, STOPPED = 0, 1, 2  # how pytest ends; it stops where a mutant cannot be imported


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the mutants of one node."""
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in COMPARED:
            yield ast.Compare(node.left, [COMPARED[type(op)](), *node.ops[1:]], node.comparators)
        case ast.BoolOp(op=op, values=[first, *rest]):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), node.values)
            yield rest[-1] if len(rest) == 1 else ast.BoolOp(op, rest)
            yield first
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(test=_, body=body, orelse=orelse):
            yield body
            yield orelse
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Name(id=name, ctx=ast.Load()) if name in TRUTHS or name in CALLED:
            yield ast.Name({**TRUTHS, **CALLED}[name], ast.Load())
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
            yield ast.If(ast.Constant(False), body, orelse)
        case ast.AugAssign() | ast.Continue() | ast.Break():
            yield ast.Pass()


def mutants(module: str) -> Iterator[tuple[str, int, int]]:
    """Yield what can be changed in a module: the place of a node in its tree, and which of the node's mutants."""
    for number, node in enumerate(ast.walk(ast.parse(source(ROOT, module).read_text(encoding="utf-8")))):
        yield from ((module, number, which) for which, _ in enumerate(changed(node)))


def mutant(module: str, number: int, which: int) -> tuple[str, str]:
    """Return where a mutant differs and how, and the text of the whole module."""
    tree = ast.parse(source(ROOT, module).read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[number]
    new = list(changed(copy.deepcopy(node)))[which]
    said = f"{module}.py:{node.lineno}: {short(node)}  ->  {short(new)}"  # type: ignore[attr-defined] # what is changed has a line
    parent, field, place = next(p for p in places(tree) if held(*p) is node)
    put(parent, field, place, new)
    return said, ast.unparse(ast.fix_missing_locations(tree))


def source(root: Path, module: str) -> Path:
    return root / "src" / "rightsgate" / f"{module}.py"


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield where each node stands: its parent, the field, and the place in a list."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield parent, field, None
            elif isinstance(value, list):
                yield from ((parent, field, place) for place in range(len(value)))


def held(parent: ast.AST, field: str, place: int | None) -> object:
    return getattr(parent, field) if place is None else getattr(parent, field)[place]


def put(parent: ast.AST, field: str, place: int | None, new: ast.AST) -> None:
    if place is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[place] = new


def short(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())[:90]


class Tried(NamedTuple):
    """A mutant: in which module, what was changed, and whether no test noticed."""

    module: str
    change: str
    survived: bool


def passes(copied: Path, tests: Sequence[str], longest: float = LONGEST) -> bool:
    """Run tests in the copy until one fails; say whether none does. A run that tests nothing is an error."""
    environment = {**os.environ, "PYTHONPATH": str(copied / "src"), "XDG_CACHE_HOME": str(copied / "cache")}
    environment |= {"RIGHTSGATE_PROGRAMS": "40", "PYTHONDONTWRITEBYTECODE": "1"}
    files = [f"tests/{name}" for name in tests]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *files]
    try:
        done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, timeout=longest, check=False)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (PASSED, FAILED, STOPPED):
        raise SystemExit(f"the tests cannot be run: {done.stdout.decode()[-500:]}{done.stderr.decode()[-500:]}")
    return done.returncode == PASSED


def seconds_without(copied: Path, tests: Sequence[str]) -> float:
    """Return how long the tests take without a mutant, which they must pass."""
    start = time.monotonic()
    if not passes(copied, tests):
        raise SystemExit(f"these tests fail without any mutant: {', '.join(tests)}")
    return time.monotonic() - start


def tried(copied: Path, place: tuple[str, int, int], longest: float) -> Tried:
    """Put a mutant into the copy, run its tests, and take it out again."""
    module = place[0]
    said, text = mutant(*place)
    path = source(copied, module)
    whole = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    try:
        return Tried(module, said, passes(copied, TESTS[module], longest))
    finally:
        path.write_text(whole, encoding="utf-8")


def score(found: Sequence[Tried]) -> float:
    """Return how many of a hundred mutants were killed."""
    return 100 * sum(not one.survived for one in found) / len(found) if found else 100.0


def page(found: Sequence[Tried], every: int, call: Sequence[str]) -> str:
    """Return the page with the scores."""
    rooms = {module: [one for one in found if one.module == module] for module in TESTS}
    lines = [
        "# Mutation score",
        "",
        f"Of {every} mutants {len(found)} were tried, and {score(found):.0f} in a hundred killed.",
        "What a mutant is, and what became of earlier survivors: [proof.md](proof.md#mutants).",
        f"Written by `python benchmarks/mutants.py {' '.join(call)}`.",
        "",
        "| module | tried | killed | score |",
        "|---|---|---|---|",
        *(
            f"| `{module}.py` | {len(of)} | {sum(not one.survived for one in of)} | {score(of):.0f} |"
            for module, of in rooms.items()
            if of
        ),
        "",
        "| survivor |",
        "|---|",
        *(f"| `{one.change.replace('|', '/')}` |" for one in found if one.survived),
    ]
    return "\n".join(lines) + "\n"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Change the code in one place; see whether its tests notice.")
    parser.add_argument("count", type=int, help="how many mutants to try")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    parser.add_argument("--part", default="", help="only modules whose path holds this")
    parser.add_argument("--page", type=Path, help="a file to write the scores into")
    parser.add_argument("--least", type=float, default=0.0, help="end in 1 if fewer in a hundred are killed")
    return parser.parse_args()


def main() -> None:
    """Try a sample of mutants and print those that survive, and the score."""
    given = arguments()
    every = [found for module in TESTS if given.part in module for found in mutants(module)]
    sample = Random(given.seed).sample(every, min(given.count, len(every)))  # noqa: S311 - a seeded sample, no secret
    found: list[Tried] = []
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copied / name)
        groups = dict.fromkeys(TESTS[module] for module, *_ in sample)
        longest = {tests: PATIENCE * seconds_without(copied, tests) + 30 for tests in groups}
        for number, place in enumerate(sample, 1):
            found.append(tried(copied, place, longest[TESTS[place[0]]]))
            print(f"{'SURVIVED' if found[-1].survived else 'killed  '} {number:3} {found[-1].change}", flush=True)
    print(f"{len(every)} mutants, {len(found)} tried, {sum(one.survived for one in found)} survived")
    print(f"mutation score: {score(found):.1f}")
    if given.page:
        given.page.write_text(page(found, len(every), sys.argv[1:]), encoding="utf-8")
    if score(found) < given.least:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
