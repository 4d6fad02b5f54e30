"""The format of GitHub's workflow commands: annotations at the lines of manifests, and a folded list for each manifest.

GitHub shows at most ten annotations of each level for a step: the most urgent of all manifests come first, and the last
one says how many more there are. What a command may hold, and how it is escaped, its documentation says:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Final

from rightsgate.checker.model import ANNOTATED, Annotation, ManifestReport, Run, Tally
from rightsgate.errors import STDIN
from rightsgate.evaluate.model import Detail
from rightsgate.findings.judge import STRENGTHS
from rightsgate.findings.model import Finding, Verdict
from rightsgate.findings.priorities import most_urgent
from rightsgate.report.commands import command_line
from rightsgate.report.decisions import decisions_of
from rightsgate.report.details import details_of
from rightsgate.report.exceptions import exception_text
from rightsgate.report.notices import Notice, notices_on, notices_on_all
from rightsgate.report.places import file_of
from rightsgate.report.reasons import grounds_of, judged_for
from rightsgate.report.standing import Standing, about_text, counts_text, line_of, outcome_text, standing_of
from rightsgate.report.writer import Options
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.characters import visible
from rightsgate.text.layout import plain

END: Final = "::endgroup::\n"
# Comes before all findings of its level.
FIRST: Final = (-1, 0)


class Level(IntEnum):
    """The levels of annotations, the most severe first."""

    error = 0
    warning = 1
    notice = 2


LEVELS: Final = {Standing.BLOCKS: Level.error, Standing.UNDECIDED: Level.warning}
CALLED: Final = {
    Level.error: ("finding that blocks", "findings that block"),
    Level.warning: ("finding left open", "findings left open"),
    Level.notice: ("notice", "notices"),
}


class GithubWriter:
    """Writes what a step of a workflow prints."""

    separator = ""

    def __init__(self, run: Run, options: Options) -> None:
        """Write under a run; findings that keep the gate from passing are listed."""
        self.run = run
        self.options = options
        self.show = tuple(Outcome)
        self.detail = {outcome: Detail.TESTS for outcome in Outcome if outcome.is_open}

    def part(self, part: ManifestReport) -> str:
        """Return the folded list of one manifest; its annotations come before all lists."""
        gating = [finding for finding in part.findings if standing_of(finding).is_gating]
        urgent = sorted(most_urgent(gating, part.assessment), key=lambda one: LEVELS[standing_of(one)])
        lines = [
            judged_for(part, self.run.policy.of),
            f"{grounds_of(part.grounds).capitalize()}.",
            f"Findings: {counts_text(part.findings)}",
            *(f"{outcome_text(one)}  line {line_of(one)}  {one.id}  {one.duty.title}" for one in urgent),
            *(f"Decided by a person: {about}: {said}" for about, said in decisions_of(part)),
            *(f"To look at: {notice.text}" for notice in notices_on(part, self.run)),
        ]
        return _group(f"{part.verdict.value.upper()}  {part.path}", lines)

    def around(self, tally: Tally, verdict: Verdict, exit_code: int) -> tuple[str, str]:
        """Return the annotations, which GitHub shows first, and the sums that end the report."""
        run, paths = self.run, tally.paths
        duties = f"policy {run.policy.name}, as of {run.as_of}; {len(run.duties)} duties of {', '.join(run.packs)}"
        count = "1 manifest" if tally.manifests == 1 else f"{tally.manifests} manifests"
        by_verdict = ", ".join(f"{len(paths[one])} {one.value}" for one in Verdict if paths[one])
        accepted = ((tally.waived_findings, "accepted by waiver"), (tally.spared, "open in the baseline already"))
        foot = [
            f"rightsgate {self.options.version}: {duties}",
            f"{verdict.value.upper()}  {count}: {by_verdict}. Exit code {exit_code}.",
            *(f"Findings {words}: {number}" for number, words in accepted if number),
            *(f"By an exception of the policy, {exception_text(one)}" for one in run.exceptions),
        ]
        notices = list(notices_on_all(run, tally))
        foot += [f"To look at: {notice.text}" for notice in notices]
        return "".join(_annotations(tally, [*map(_noticed, notices)])), "".join(map(_log, foot))


def annotations(part: ManifestReport, run: Run) -> Iterator[Annotation]:
    """Yield what is to be annotated in one manifest, each with its level and how urgent it is among all.

    What differs in the role of the actor alone is told once.
    """
    gating = [finding for finding in part.findings if standing_of(finding).is_gating]
    by_duty: dict[tuple[object, ...], list[Finding]] = {}
    for finding in most_urgent(gating, part.assessment):
        by_duty.setdefault((finding.duty.id, finding.actor, finding.entity, finding.effect), []).append(finding)
    for place, same in enumerate(by_duty.values()):
        yield Annotation(
            level=LEVELS[standing_of(same[0])],
            rank=(STRENGTHS[same[0].strength], place),
            text=_finding(same, part, run),
            count=len(same),
        )
    if not gating and part.verdict is not Verdict.PASSED:
        title = f"rightsgate: {part.verdict.value}"
        said = f"{part.path}: {grounds_of(part.grounds)}"
        yield Annotation(
            level=Level.warning,
            rank=FIRST,
            text=_command(Level.warning, said, file=_file(part.path), line=1, title=title),
        )
    yield from map(_noticed, notices_on(part, run))


def _finding(same: Sequence[Finding], part: ManifestReport, run: Run) -> str:
    finding = same[0]
    told = (f"{label}: {text}" for label, text in details_of(finding, run) if label != "place")
    lines = [f"{about_text(*same)}.", *told, f"explain: {command_line('why', finding.id, part.path)}"]
    return _command(
        LEVELS[standing_of(finding)],
        "\n".join(map(plain, lines)),
        file=_file(part.path),
        line=line_of(finding),
        title=f"{outcome_text(finding)}: {finding.duty.title}",
    )


def _noticed(notice: Notice) -> Annotation:
    text = _command(Level.notice, plain(notice.text), file=_file(notice.path), line=notice.line, title="rightsgate")
    return Annotation(level=Level.notice, rank=FIRST, text=text)


def _annotations(tally: Tally, on_all: Sequence[Annotation]) -> Iterator[str]:
    """Yield the most urgent annotations of each level, and one on those for which there is no room.

    ``on_all`` are notices that concern all manifests together; they come before those on one of them.
    """
    kept = {level: tally.annotations.get(level, []) for level in Level}
    counts = {level: tally.annotated[level] for level in Level}
    kept[Level.notice] = [*on_all, *kept[Level.notice]]
    counts[Level.notice] += len(on_all)
    is_cut = any(counts[level] > _on(kept[level][:ANNOTATED]) for level in Level)
    shown = {level: kept[level][: ANNOTATED - (is_cut and level is Level.notice)] for level in Level}
    yield from (annotation.text for level in Level for annotation in shown[level])
    more = {level: counts[level] - _on(shown[level]) for level in Level if counts[level] > _on(shown[level])}
    if more:
        said = " and ".join(f"{count} more {CALLED[level][count != 1]}" for level, count in more.items())
        text = f"GitHub shows ten annotations of each level. There are {said}: see the log of this step."
        yield _command(Level.notice, text, title="rightsgate")


def _on(annotations: Iterable[Annotation]) -> int:
    """Return on how many findings annotations are."""
    return sum(annotation.count for annotation in annotations)


def _file(path: str) -> str:
    return "" if path in ("", STDIN) else file_of(path)


def _command(level: Level, message: str, **properties: str | int) -> str:
    """Return a workflow command in a line; properties that are empty are left out."""
    said = {name: (visible if name == "file" else plain)(str(value)) for name, value in properties.items() if value}
    told = ",".join(f"{name}={_property(value)}" for name, value in said.items())
    return f"::{level.name} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    """Return a text as commands hold it, without what would be a command of an old form wherever it stands."""
    return text.replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _group(title: str, lines: list[str]) -> str:
    return f"::group::{_data(plain(title))}\n{''.join(_log(line) for line in lines if line)}{END}"


def _log(line: str) -> str:
    """Return a line of the log. It begins with our words, so that it is not read as a command of the new form."""
    return f"  {plain(line)}\n"
