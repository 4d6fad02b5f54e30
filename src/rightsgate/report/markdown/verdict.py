"""The verdict in Markdown: a mark that differs by its form, for whom it is, and the counts."""

from collections.abc import Mapping
from typing import Final

from rightsgate.checker.model import ManifestReport, Run
from rightsgate.findings.model import Verdict
from rightsgate.report.actors import actor_name
from rightsgate.report.escape import code, cut, cut_path, escaped, html_code
from rightsgate.report.inputs import counted
from rightsgate.report.markdown.tables import DETAIL
from rightsgate.report.verdict import for_whom, verdict_lines

MARKS: Final[Mapping[Verdict, str]] = {Verdict.FAILED: "❌", Verdict.UNDECIDED: "⚠️", Verdict.PASSED: "✅"}
# How many characters a name and a path have at most, where there must be room for it; how many lines say the counts.
NAME: Final = 80
PATH: Final = 100
LINES: Final = 6


def badge(verdict: Verdict) -> str:
    """Return a verdict with its mark."""
    return f"{MARKS[verdict]} {verdict.value.upper()}"


def verdict_block(part: ManifestReport, run: Run, *, whole: bool) -> str:
    """Return the verdict on one manifest: for whom, and what was counted; with its path if it is the ``whole``."""
    first, *more = [*verdict_lines(part, run)] or [""]
    lines = [f"## {_title(part, run)}", code(cut_path(part.path, PATH)) if whole else ""]
    lines += [f"**{escaped(first)}**" if first else "", *(escaped(cut(line, NAME * 2)) for line in more[:LINES])]
    lines += [f"and {len(more) - LINES} more: {DETAIL.format('findings')}"] if len(more) > LINES else []
    return "".join(f"{line}\n\n" for line in lines if line)


def _title(part: ManifestReport, run: Run) -> str:
    whom = for_whom(part, run)
    names = [actor_name(actor) for actor in part.actors if actor.id == part.subject]
    for name in names:
        whom = whom.replace(name, cut(name, NAME), 1)
    return f"{badge(part.verdict)} {escaped(whom)}"


def summary_of(part: ManifestReport) -> str:
    """Return the line under which one of several manifests is folded, as HTML."""
    return f"{badge(part.verdict)} {html_code(cut_path(part.path, PATH))}"


def checked_by(run: Run) -> str:
    """Return by which policy was checked, for which day and by how many duties."""
    name, title = escaped(cut(run.policy.name, NAME)), escaped(cut(run.policy.title, NAME))
    packs = ", ".join(escaped(cut(pack, NAME)) for pack in run.packs)
    duties = counted(len(run.duties), "duty", "duties")
    return f"By the policy **{name}** ({title}), as of {run.as_of}: {duties} of {packs}."
