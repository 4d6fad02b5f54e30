"""Check manifest files: the common case in one call, and many files with one checker."""

import os
from collections.abc import Iterable

from rightsgate import codes
from rightsgate.checker.checker import EVERYTHING, TESTS, Checker
from rightsgate.checker.model import ManifestReport, Report
from rightsgate.errors import Fault, Input, InputError, InputKind
from rightsgate.files.read import read_as
from rightsgate.findings.gate import worst
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.search import StrPath, several


def check(
    manifests: StrPath | Iterable[StrPath],
    *,
    as_of: str,
    policy: StrPath = "release-gate",
    rules: Iterable[StrPath] = (),
    derivations: bool = False,
    limits: Limits = DEFAULTS,
) -> Report:
    """Check one manifest file or several, as of a day (``YYYY-MM-DD``).

    ``policy`` is the name of a policy that comes with rightsgate or the path of one; ``rules`` are folders of rule
    packs besides our own; with ``derivations`` every finding comes with the steps by which it follows. To check many
    manifests by the same rules, make a ``Checker`` once.

    Raises InputError with all faults of the manifests, or of the rules or the policy.

    Example::

        report = check("manifest.yaml", as_of="2026-11-30")
        print(report.verdict, [finding.id for finding in report.findings if finding.effect is Effect.BLOCK])
    """
    pack = load_pack([builtin("rules"), *several(rules, "rules")], limits=limits)
    checker = Checker(pack, load_policy(policy, builtin("policies"), pack, limits), as_of, limits=limits)
    paths = [manifests] if isinstance(manifests, str | os.PathLike) else manifests
    parts = check_files(checker, paths, derivations=derivations)
    if not parts:
        message, about = "no manifest is named, so nothing was checked", Input(InputKind.ARGUMENT, "manifests")
        raise InputError([Fault(code=codes.NOTHING_NAMED, input=about, message=message)])
    return Report(run=checker.run(), manifests=parts, verdict=worst(part.verdict for part in parts))


def check_files(checker: Checker, paths: Iterable[StrPath], *, derivations: bool = False) -> tuple[ManifestReport, ...]:
    """Check the manifest files at ``paths``; raises InputError with the faults of all of them together.

    Raises TypeError for a single path: a text is not a list of files.
    """
    faults: list[Fault] = []
    parts = []
    for path in several(paths, "manifests"):
        try:
            data = read_as("manifest", path, path, checker.limits)
            parts.append(checker.check(checker.load(data, path), EVERYTHING if derivations else TESTS))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return tuple(parts)
