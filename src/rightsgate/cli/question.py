"""What ``why`` and ``why-not`` share: the manifest checked against every duty, and the question about it."""

from collections.abc import Iterable
from pathlib import Path

from rightsgate.cases import ALL
from rightsgate.check import Checker
from rightsgate.cli.check import cache
from rightsgate.load.files import read_located
from rightsgate.load.pack import builtin, load_pack
from rightsgate.model.limits import Limits
from rightsgate.why import Question


def ask(text: str, manifest: Path, folders: Iterable[str], as_of: str, engine: str, limits: Limits) -> Question:
    """Check a manifest and return the question; raises InputError for faulty rules or a faulty manifest."""
    kept = cache()
    cached = None if kept is None else Path(kept)
    pack = load_pack([builtin("rules"), *map(Path, folders)], cache=cached, limits=limits)
    checker = Checker(pack, ALL, as_of, engine=engine, limits=limits)
    return Question(checker, checker.load(read_located(manifest, str(manifest), limits), str(manifest)), text)
