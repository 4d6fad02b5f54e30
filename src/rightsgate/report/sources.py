"""Where a duty comes from, who asks for it, and what evidence a policy demands, in words."""

from typing import Final

from rightsgate.checker.model import Run
from rightsgate.manifest.evidence import Demand, Tier
from rightsgate.rules.model.duty import Duty, Source

BACKING: Final = {
    Tier.CLAIMED: "a statement",
    Tier.DOCUMENTED: "a document (evidence), a test (tested) or an independent verifier (verified_by)",
    Tier.TESTED: "a test (tested) or an independent verifier (verified_by)",
    Tier.VERIFIED: "an independent verifier (verified_by)",
}


def source_text(duty: Duty, run: Run) -> str:
    """Return where a duty comes from: document, section, recommendation and clauses."""
    source = duty.source
    number = f" ({source.recommendation})" if source.recommendation else ""
    title = run.recommendations[duty.recommendation].title
    clauses = ", ".join(source.clauses)
    return f"{document_of(duty, run)}, {section_of(source)}{number}, {title} [{clauses}]"


def document_of(duty: Duty, run: Run) -> str:
    """Return the short name of the document that a duty comes from."""
    document = run.sources.documents.get(duty.source.document)
    return duty.source.document if document is None else document.short


def section_of(source: Source) -> str:
    """Return a section as people say it: a number has the word before it."""
    return f"section {source.section}" if source.section[:1].isdigit() else source.section


def asked_by_framework(duty: Duty, run: Run) -> str:
    """Return which framework asks for a duty, how it binds, and at which stage; empty where none does."""
    framework = run.sources.frameworks.get(duty.framework)
    if framework is None:
        return ""
    return f"{framework.name} ({framework.binding}); stage: {duty.stage.replace('_', ' ')}"


def demanded_of(demand: Demand) -> str:
    """Return the evidence that a policy asks for, and why."""
    fresh = f", not older than {demand.fresh_within}" if demand.fresh_within else ""
    return f"evidence: {BACKING[demand.tier]}{fresh}, as this policy requires: {demand.reason}"
