"""A baseline in words: how findings stand to it, in what its check was another, and where it has the manifest."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from os.path import normpath
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.baseline import Baseline
from rightsgate.findings.model import Change

# How a finding stands to the baseline, as a count of such findings is called.
CHANGES: Final[Mapping[Change, str]] = {
    Change.NEW: "new",
    Change.WORSE: "worse than before",
    Change.GATES_NOW: "accepted by the policy before, and not any more",
    Change.NOW_STATED: "open before, and stated as unmet now",
    Change.KNOWN: "open before",
}


class Otherwise(Enum):
    """In what the check of a baseline was another one."""

    POLICY = "policy"
    RULES = "rules"
    SUBJECT = "subject"
    PATH = "path"


def otherwise(part: ManifestReport, run: Run) -> Iterator[Otherwise]:
    """Yield in what the check of the baseline was another one than that of a manifest."""
    baseline = run.baseline
    if baseline is None:
        return
    if baseline.policy_digest != run.policy.digest:
        yield Otherwise.POLICY
    if sorted(baseline.rules) != sorted(run.digests[name] for name in run.packs):
        yield Otherwise.RULES
    earlier = baseline.of(part.path, part.name)
    if earlier is not None and earlier.subject != part.subject:
        yield Otherwise.SUBJECT
    if earlier is not None and normpath(earlier.path) != normpath(part.path):
        yield Otherwise.PATH


def _for_whom(baseline: Baseline, part: ManifestReport) -> str:
    earlier = baseline.of(part.path, part.name)
    return f"for {earlier.subject}" if earlier is not None and earlier.subject else "for everybody"


def _there(baseline: Baseline, part: ManifestReport) -> str:
    earlier = baseline.of(part.path, part.name)
    return "" if earlier is None else earlier.path


SAID: Final[Mapping[Otherwise, Callable[[Baseline, ManifestReport], str]]] = {
    Otherwise.POLICY: lambda baseline, _: f"by the policy {baseline.policy} as it was then",
    Otherwise.RULES: lambda *_: "by other rules",
    Otherwise.SUBJECT: _for_whom,
    Otherwise.PATH: lambda baseline, part: f"with this manifest at {_there(baseline, part)}",
}


def otherwise_text(part: ManifestReport, run: Run) -> str:
    """Return in a sentence in what the check of the baseline was another one; empty if in nothing."""
    baseline = run.baseline
    said = [] if baseline is None else [SAID[one](baseline, part) for one in otherwise(part, run)]
    if not said:
        return ""
    joined = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    warning = (
        "" if {*otherwise(part, run)} == {Otherwise.PATH} else ", so that not only the manifest makes a difference"
    )
    return f"It was made {joined}{warning}."


def changes_of(part: ManifestReport, run: Run) -> str:
    """Return how the findings that gate stand to the baseline; empty without one."""
    if run.baseline is None:
        return ""
    counts = Counter(finding.change for finding in part.findings if not finding.advisory)
    said = [f"{counts[change]} {words}" for change, words in CHANGES.items() if counts[change]]
    said.append(f"{len(part.settled)} settled")
    if run.baseline.of(part.path, part.name) is None:
        said = ["it has no such manifest, so everything is new"]
    told = f"Against the baseline of {run.baseline.as_of} ({run.baseline.path}): {', '.join(said)}."
    return f"{told} {otherwise_text(part, run)}".rstrip()
