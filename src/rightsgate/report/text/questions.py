"""Questions as text, grouped by who is asked, who can answer, and topic."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rightsgate.checker.model import Run
from rightsgate.findings.model import Finding
from rightsgate.report.questions import Asked, duties_of, reasons_of, respondent_of
from rightsgate.report.questions_words import Names
from rightsgate.text.layout import Page, plain

INDENT: Final = 6
# How many reasons of a question are named.
NAMED: Final = 2


def questions_text(
    path: str,
    heading: str,
    asked: Sequence[Asked],
    left: Sequence[Finding],
    judgements: Sequence[Finding],
    run: Run,
    names: Names,
    page: Page,
) -> str:
    """Return the questions on a manifest, under what they decide; at the end what a person has to judge."""
    title = plain(f"Questions on {path}, {run.as_of}, by {run.policy.name}")
    lines = [page.paint(line, bold=True) for line in page.paragraph(title, 0)]
    lines += page.paragraph(heading, 2)
    for (actor, _), group in groupby(asked, key=lambda one: (one.actor, one.respondent)):
        listed = list(group)
        whom = f"{names.get(actor, actor)}: " if actor else ""
        said = whom + respondent_of(listed[0], run.vocabulary)
        lines += ["", *(page.paint(line, bold=True) for line in page.wrap(plain(said), 0, 2))]
        for topic, questions in groupby(listed, key=lambda one: one.topic):
            lines.append(f"  {plain(topic)}")
            for one in questions:
                lines += _question(one, page)
    for heading_, findings in (("No question was found for", left), ("For a named person to judge", judgements)):
        if findings:
            told = duties_of(findings)
            lines += ["", page.paint(f"{heading_} ({len(told)})", bold=True)]
            for finding, duty in told:
                lines += page.paragraph(plain(f"{finding}: {duty}"), 2)
    return "\n".join(lines) + "\n"


def _question(one: Asked, page: Page) -> Iterator[str]:
    first, *more = page.wrap(plain(one.question), INDENT, INDENT)
    yield f"  {str(one.number).rjust(INDENT - 4)}  {first}"
    yield from (" " * INDENT + line for line in more)
    for then in one.follow_up:
        yield from page.paragraph(plain(f"If so: {then}"), INDENT)
    yield from page.paragraph(plain(f"Answer: {one.answers}{' (stated otherwise now)' if one.stated else ''}"), INDENT)
    if one.evidence:
        yield from page.paragraph(plain(f"Shown by: {', '.join(one.evidence)}"), INDENT)
    reasons = reasons_of(one)
    for reason in reasons[:NAMED]:
        yield from page.paragraph(plain(f"Asked for: {reason}"), INDENT)
    if len(reasons) > NAMED:
        yield f"{' ' * INDENT}and for {len(reasons) - NAMED} more"
    yield from page.paragraph(plain(f"Stated at: {one.place}"), INDENT)
