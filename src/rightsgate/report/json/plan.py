"""A plan as JSON."""

from typing import Any

import msgspec

from rightsgate.advise.plan import Plan, Step
from rightsgate.checker.model import Run
from rightsgate.report.json.contract.plan import (
    CONTRACT,
    Left,
    Pasted,
    PlanReport,
    Settled,
    StatementToMake,
    StepToTake,
)
from rightsgate.report.json.schema import contract_schema
from rightsgate.report.places import place_text
from rightsgate.report.plan import does, lines_of, remaining_of, unless
from rightsgate.report.questions_words import Names
from rightsgate.text.digest import digest_of
from rightsgate.version import VERSION

INDENT = 2


def plan_json(plan: Plan, run: Run, names: Names, raw: bytes) -> str:
    """Return a plan by its contract; ``raw`` are the bytes of the manifest."""
    report = PlanReport(
        schema=CONTRACT,
        tool=VERSION,
        manifest=plan.path,
        digest=digest_of(raw),
        subject=plan.subject,
        policy=run.policy.name,
        as_of=run.as_of,
        before=plan.before,
        after=plan.after,
        optimal=plan.is_optimal,
        steps=tuple(_step(step, run, names) for step in plan.steps),
        left=tuple(
            Left(finding=one.finding, title=one.title, fix=one.fix, waive=one.waive) for one in remaining_of(plan)
        ),
        statements=sum(len(step.answers) for step in plan.steps),
    )
    # Not msgspec.json.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    compact = bytearray()
    msgspec.json.Encoder().encode_into(report, compact)
    return msgspec.json.format(compact, indent=INDENT).decode() + "\n"


def _step(step: Step, run: Run, names: Names) -> StepToTake:
    return StepToTake(
        kind=step.kind,
        actor=step.actor,
        place=place_text(step.site, run.vocabulary),
        do=does(step, names, run.vocabulary),
        statements=tuple(
            StatementToMake(
                field=one.site.field,
                operator=one.detail or one.operator,
                value=one.value,
                adds=one.adds,
                replaces=one.replaces,
            )
            for one in step.answers
        ),
        paste=tuple(
            Pasted(
                within=one.within,
                line=one.line,
                until=one.until,
                replaces=one.replaces,
                text="\n".join(lines_of(one)),
            )
            for one in step.pastes
        ),
        settles=tuple(Settled(finding=one.id, strength=one.strength, title=one.duty.title) for one in step.settles),
        options=step.options,
        otherwise=step.otherwise,
        unless=tuple(unless(step, names, run.vocabulary)),
    )


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12)."""
    return contract_schema(PlanReport, CONTRACT)
