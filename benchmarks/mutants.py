"""Mutation testing: change the engine, evaluation, findings or people in one place; see whether their tests notice.

    python benchmarks/mutants.py 150 [SEED [PART]]

makes a seeded sample of that many mutants, of modules whose path holds the word PART, in a copy of the repository,
runs for each the tests named in ``TESTS`` until one fails, and says which survive. Needs the test extra.
"""

import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
COPIED: Final = ("src", "rules", "policies", "fixtures", "tests", "docs", "pyproject.toml")
ENGINE: Final = ("engine", "engine_generators", "engine_oracle", "bounds")
DUTIES: Final = ("conditions", "catalogue", "operators", "judgement", "assessment", "fixtures")
JUDGE: Final = ("involvement", "gate", "assessment", "people", "judgement", "policies", "crosswalk", "fixtures")
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
LONGEST: Final = 240  # seconds: a mutant that runs longer runs for ever


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


def survives(copied: Path, module: str, text: str) -> bool:
    """Say whether no test fails."""
    path = source(copied, module)
    whole = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    tests = [str(path) for name in TESTS[module] for path in sorted(copied.glob(f"tests/**/test_{name}.py"))]
    environment = {**os.environ, "PYTHONPATH": str(copied / "src"), "XDG_CACHE_HOME": str(copied / "cache")}
    environment |= {"RIGHTSGATE_PROGRAMS": "20", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copied, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_text(whole, encoding="utf-8")
    return done.returncode == 0


def main() -> None:
    """Try a sample of mutants and print those that survive."""
    count, seed, part = (*sys.argv[1:], *("0", "")[len(sys.argv) - 2 :])
    every = [found for module in TESTS if part in module for found in mutants(module)]
    sample = Random(int(seed)).sample(every, min(int(count), len(every)))  # noqa: S311 - a seeded sample, no secret
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copied / name)
        alive = 0
        for number, (module, *where) in enumerate(sample, 1):
            said, text = mutant(module, *where)
            survived = survives(copied, module, text)
            alive += survived
            print(f"{'SURVIVED' if survived else 'killed  '} {number:3} {said}", flush=True)
    print(f"{len(every)} mutants, {len(sample)} tried, {alive} survived")


if __name__ == "__main__":
    main()
