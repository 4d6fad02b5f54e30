"""Questions as JSON."""

from collections.abc import Sequence
from typing import Any

import msgspec

from rightsgate.advise.closing import ClosingSet
from rightsgate.checker.model import Run
from rightsgate.findings.model import Finding
from rightsgate.report.json.contract.questions import CONTRACT, Questions, QuestionToAsk, ReasonToAsk, ToJudge
from rightsgate.report.json.schema import contract_schema
from rightsgate.report.questions import Asked
from rightsgate.text.digest import digest_of
from rightsgate.version import VERSION

INDENT = 2


def questions_json(found: ClosingSet, asked: Sequence[Asked], run: Run, raw: bytes, of: str, *, every: bool) -> str:
    """Return questions by their contract; ``raw`` are the bytes of the manifest."""
    report = Questions(
        schema=CONTRACT,
        tool=VERSION,
        manifest=found.path,
        digest=digest_of(raw),
        of=of,
        policy=run.policy.name,
        as_of=run.as_of,
        all=every,
        musts=found.musts,
        open=found.open,
        after=found.after,
        questions=tuple(_question(one) for one in asked),
        judgements=tuple(map(_to_judge, found.judgements)),
        left=tuple(map(_to_judge, found.left)),
    )
    # Not msgspec.json.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    compact = bytearray()
    msgspec.json.Encoder().encode_into(report, compact)
    return msgspec.json.format(compact, indent=INDENT).decode() + "\n"


def _question(one: Asked) -> QuestionToAsk:
    said = {name: getattr(one, name) for name in QuestionToAsk.__struct_fields__ if name != "reasons"}
    reasons = tuple(
        ReasonToAsk(**{name: getattr(reason, name) for name in ReasonToAsk.__struct_fields__}) for reason in one.reasons
    )
    return QuestionToAsk(**said, reasons=reasons)


def _to_judge(finding: Finding) -> ToJudge:
    return ToJudge(finding=finding.id, title=finding.duty.judgement or finding.duty.title)


def questions_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12)."""
    return contract_schema(Questions, CONTRACT)
