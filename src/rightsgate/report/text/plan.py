"""A plan as text."""

from collections.abc import Iterator
from typing import Final

from rightsgate.advise.plan import Plan, Step
from rightsgate.checker.model import Run
from rightsgate.report.plan import (
    HEADINGS,
    REMAINING,
    assumes,
    doings,
    hints,
    lines_of,
    numbering_of,
    part_of,
    remaining_of,
    result_of,
    settled,
    unless,
    where,
)
from rightsgate.report.questions_words import Names
from rightsgate.report.text.verdict import heading_text
from rightsgate.text.layout import Page, plain

# How many findings that a step settles are named.
NAMED: Final = 3


def plan_text(plan: Plan, run: Run, names: Names, page: Page) -> str:
    """Return a plan: what it comes to, its steps, and what is left."""
    whom = f"for {names.get(plan.subject, plan.subject)}" if plan.subject else "for everybody"
    lines = heading_text(plan.before, f"{whom} on {run.as_of}, by {run.policy.name}", page)
    lines += page.paragraph(plain(plan.path), 2)
    lines += page.paragraph(" ".join(filter(None, (result_of(plan), numbering_of(plan)))), 2)
    said = doings(plan, names, run.vocabulary)
    for kind, heading in HEADINGS.items():
        steps = [(number, one) for number, one in enumerate(plan.steps, start=1) if part_of(one) is kind]
        if steps:
            lines += ["", page.paint(f"{heading} ({len(steps)})", bold=True)]
        for number, step in steps:
            lines += _step(number, step, said[number - 1], run, names, page)
    if plan.left:
        remaining = remaining_of(plan)
        lines += ["", page.paint(f"{REMAINING} ({len(remaining)})", bold=True)]
        for one in remaining:
            lines += page.paragraph(plain(f"{one.finding}: {one.title}"), 2)
            lines += page.paragraph(plain(one.fix), 4)
            lines += [f"    {plain(one.waive)}"] if one.waive else []
    return "\n".join(lines) + "\n"


def _step(number: int, step: Step, asked: str, run: Run, names: Names, page: Page) -> Iterator[str]:
    label = f"  {number}  "
    actor = f"{step.actor}: " if step.actor else ""
    first, *more = page.wrap(plain(actor + asked), len(label), len(label))
    yield label + first
    indent = len(label)
    yield from (" " * indent + line for line in more)
    for instead in unless(step, names, run.vocabulary):
        yield from page.paragraph(plain(instead), indent)
    if said := assumes(step):
        yield from page.paragraph(said, indent)
    for paste in step.pastes:
        then = "State" if step.otherwise is not None else "Then state"
        yield from page.paragraph(plain(f"{then}, {where(paste)}:"), indent)
        yield from (f"{' ' * (indent + 4)}{plain_line(line)}" for line in lines_of(paste))
    if said := hints(step, run.vocabulary):
        yield from page.paragraph(plain(said), indent)
    told = settled(step)
    for strength, finding, title in told[:NAMED]:
        yield from page.paragraph(plain(f"settles {strength} {finding}: {title}"), indent)
    if len(told) > NAMED:
        yield f"{' ' * indent}and {len(told) - NAMED} more"


def plain_line(line: str) -> str:
    """Return a line of YAML with its indentation, and all that could steer a terminal made visible."""
    bare = line.lstrip(" ")
    return " " * (len(line) - len(bare)) + plain(bare)
