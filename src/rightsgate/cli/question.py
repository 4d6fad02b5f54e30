"""What ``why`` and ``why-not`` share: a manifest evaluated by every duty, and the question about it."""

from collections.abc import Iterable
from pathlib import Path

from rightsgate.checker.checker import Checker
from rightsgate.cli.packs import packs, tell
from rightsgate.explain.question import Question
from rightsgate.files.read import read_as
from rightsgate.limits import Limits
from rightsgate.testing.cases import ALL


def ask(
    text: str, manifest: Path, folders: Iterable[str], as_of: str, engine: str, limits: Limits
) -> tuple[Checker, Question]:
    """Evaluate a manifest once and return the question about it, with the checker that judges the result.

    Raises InputError for faulty rules or a faulty manifest.
    """
    pack = packs(folders, limits=limits)
    tell(pack)
    checker = Checker(pack, ALL, as_of, engine=engine, limits=limits)
    data = read_as("manifest", manifest, str(manifest), limits)
    result = checker.evaluator.run(checker.load(data, str(manifest)))
    return checker, Question(checker.pack, result, text)
