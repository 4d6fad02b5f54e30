"""Where a duty comes from, what its tests found, and what evidence a policy asks for, in words."""

from typing import Final

from rightsgate.checker.model import Run
from rightsgate.evaluate.model import Part, Test
from rightsgate.manifest.evidence import Demand, Tier
from rightsgate.report.places import looked_at
from rightsgate.report.wording import asked_of, evidence_of, found_of
from rightsgate.rules.model.duty import Duty, Source
from rightsgate.vocabulary.model import Vocabulary

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


def tested_of(test: Test, vocabulary: Vocabulary) -> str:
    """Return what a test looked at, what it found and what was asked."""
    condition = "applies only if this holds, " if test.part is Part.WHEN else ""
    evidence = f" (evidence: {evidence_of(test)})" if test.evidence else ""
    return f"{condition}{looked_at(test, vocabulary)}: {found_of(test)}{evidence}; asked: {asked_of(test)}"


def demanded_of(demand: Demand) -> str:
    """Return the evidence that a policy asks for, and why."""
    fresh = f", not older than {demand.fresh_within}" if demand.fresh_within else ""
    return f"evidence: {BACKING[demand.tier]}{fresh}, as this policy requires: {demand.reason}"
