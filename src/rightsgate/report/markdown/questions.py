"""Questions as Markdown, for a letter or an issue."""

from collections.abc import Sequence
from itertools import groupby

from rightsgate.checker.model import Run
from rightsgate.findings.model import Finding
from rightsgate.report.escape import code, escaped
from rightsgate.report.questions import Asked, duties_of, reasons_of, respondent_of
from rightsgate.report.questions_words import Names


def questions_markdown(
    path: str,
    heading: str,
    asked: Sequence[Asked],
    left: Sequence[Finding],
    judgements: Sequence[Finding],
    run: Run,
    names: Names,
) -> str:
    """Return the questions on a manifest, under what they decide; at the end what a person has to judge."""
    lines = [f"# Questions on {code(path)}", "", f"{run.as_of}, by {code(run.policy.name)}.", "", escaped(heading), ""]
    for (actor, _), group in groupby(asked, key=lambda one: (one.actor, one.respondent)):
        listed = list(group)
        whom = f"{names.get(actor, actor)}: " if actor else ""
        lines += [f"## {escaped(whom + respondent_of(listed[0], run.vocabulary))}", ""]
        for topic, questions in groupby(listed, key=lambda one: one.topic):
            lines += [f"### {escaped(topic)}", ""]
            for one in questions:
                lines += _question(one)
    for title, findings in (("No question was found for", left), ("For a named person to judge", judgements)):
        if findings:
            lines += [f"## {title}", ""]
            lines += [f"- {code(finding)}: {escaped(duty)}" for finding, duty in duties_of(findings)]
            lines.append("")
    return "\n".join(lines)


def _question(one: Asked) -> list[str]:
    lines = [f"**{one.number}.** {escaped(one.question)}", ""]
    lines += [f"- If so: {escaped(then)}" for then in one.follow_up]
    lines.append(f"- Answer: {escaped(one.answers)}")
    if one.evidence:
        lines.append(f"- Shown by: {escaped(', '.join(one.evidence))}")
    lines += [f"- Asked for: {escaped(reason)}" for reason in reasons_of(one)]
    return [*lines, f"- Stated at: {code(one.place)}", ""]
