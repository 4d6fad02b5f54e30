"""What ``why`` and ``why-not`` share: the manifest checked against every duty, and the question about it."""

from collections.abc import Iterable
from pathlib import Path

from rightsgate.cases import ALL
from rightsgate.check import Checker
from rightsgate.cli.packs import packs
from rightsgate.load.files import read_located
from rightsgate.model.limits import Limits
from rightsgate.why import Question


def ask(text: str, manifest: Path, folders: Iterable[str], as_of: str, engine: str, limits: Limits) -> Question:
    """Check a manifest and return the question; raises InputError for faulty rules or a faulty manifest."""
    checker = Checker(packs(folders, limits=limits), ALL, as_of, engine=engine, limits=limits)
    return Question(checker, checker.load(read_located(manifest, str(manifest), limits), str(manifest)), text)
