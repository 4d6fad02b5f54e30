"""A plan as Markdown, for an issue or a pull request."""

from collections.abc import Iterator

from rightsgate.advise.plan import Plan, Step
from rightsgate.checker.model import Run
from rightsgate.report.escape import code, escaped
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


def plan_markdown(plan: Plan, run: Run, names: Names) -> str:
    """Return a plan: what it comes to, its steps with YAML to paste, and what is left."""
    whom = names.get(plan.subject, plan.subject) or "everybody"
    lines = [f"# Plan for {escaped(whom)}", ""]
    lines += [f"{code(plan.path)}, by {code(run.policy.name)}, {run.as_of}: **{plan.before.value}**.", ""]
    lines += [escaped(" ".join(filter(None, (result_of(plan), numbering_of(plan))))), ""]
    said = doings(plan, names, run.vocabulary)
    for kind, heading in HEADINGS.items():
        steps = [(number, one) for number, one in enumerate(plan.steps, start=1) if part_of(one) is kind]
        if steps:
            lines += [f"## {heading}", ""]
        for number, step in steps:
            lines += _step(number, step, said[number - 1], run, names)
    if plan.left:
        lines += [f"## {REMAINING}", ""]
        for one in remaining_of(plan):
            accept = f" To accept it: {code(one.waive)}" if one.waive else ""
            lines += [f"- {code(one.finding)}: {escaped(one.title)}. {escaped(one.fix)}{accept}"]
        lines.append("")
    return "\n".join(lines)


def _step(number: int, step: Step, asked: str, run: Run, names: Names) -> Iterator[str]:
    actor = f"**{escaped(step.actor)}**: " if step.actor else ""
    yield f"### Step {number}"
    yield ""
    yield actor + escaped(asked)
    yield ""
    for instead in unless(step, names, run.vocabulary):
        yield from (escaped(instead), "")
    if said := assumes(step):
        yield from (escaped(said), "")
    for paste in step.pastes:
        then = "State" if step.otherwise is not None else "Then state"
        yield from (f"{then}, {escaped(where(paste))}:", "", "```yaml", *lines_of(paste), "```", "")
    if said := hints(step, run.vocabulary):
        yield from (escaped(said), "")
    for strength, finding, title in settled(step):
        yield f"- settles {strength} {code(finding)}: {escaped(title)}"
    yield ""
