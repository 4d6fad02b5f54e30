"""Answers to why and why-not, as text: the derivation as a tree, or the first condition that failed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rightsgate.evaluate.model import Part, Test
from rightsgate.explain.fact_text import fact_text
from rightsgate.explain.model import Failing, Step, Unbound
from rightsgate.findings.model import Finding
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from rightsgate.manifest.location import Location
from rightsgate.report.places import looked_at, missing_texts, tested_text
from rightsgate.report.reasons import WORDS, decision_of
from rightsgate.report.steps import fact_of, premise_of, source_of, terms_of, title_of
from rightsgate.report.wording import asked_of
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import Page, plain
from rightsgate.vocabulary.model import Vocabulary

HOLDS: Final = {TRUE: "holds", UNKNOWN: "may hold", FALSE: "does not hold"}
MOST_DEEP: Final = 40
MOST_MISSING: Final = 12


def tree(roots: Iterable[str], steps: Mapping[str, Step], vocabulary: Vocabulary, page: Page) -> list[str]:
    """Return the trees of some steps, from what follows down to the places that state it."""
    seen: set[str] = set()
    lines: list[str] = []
    for root in roots:
        lines += [*([""] if lines else []), *_branch(root, steps, seen, vocabulary, page)]
    return lines


def _branch(root: str, steps: Mapping[str, Step], seen: set[str], vocabulary: Vocabulary, page: Page) -> Iterator[str]:
    """Yield the tree of one step, depth first: a stack holds the steps that are still to be written."""
    pending = [(root, 0)]
    while pending:
        name, depth = pending.pop()
        step = steps[name]
        indent = min(2 * depth, MOST_DEEP)
        may = " (possibly)" if step.truth is UNKNOWN else ""
        if name in seen and step.rule:
            yield from _wrapped(f"{fact_of(step)}{may}: as above", indent, page)
            continue
        seen.add(name)
        place = f"  {_place(step.location)}" if step.location is not None else ""
        heading = _wrapped(f"{fact_of(step)}{may}{place}", indent, page)
        yield from (page.paint(line, bold=True) for line in heading) if depth == 0 else heading
        if step.rule:
            source = source_of(step)
            cited = f" [{source}]" if source else ""
            yield from _wrapped(f"by {step.rule}: {title_of(step)}{cited}", indent + 2, page)
        for test in step.tests:
            yield from _wrapped(f"- {tested_text(test, vocabulary)}  {_place(test.location)}", indent + 2, page)
        pending += [(premise, depth + 1) for premise in reversed(step.premises)]


def not_met(finding: Finding, vocabulary: Vocabulary, page: Page) -> list[str]:
    """Return why a duty is not met: the first test that failed, and what would make it hold."""
    why = finding.explanation
    tests = () if why is None else why.because
    lines = [page.paint(line, bold=True) for line in _wrapped(f"{finding.id}: {WORDS[finding.outcome]}", 0, page)]
    lines += page.paragraph(finding.duty.title, 2)
    if finding.outcome is Outcome.JUDGEMENT:
        lines += page.entry(
            "open", f"everything that can be checked is met; a person must decide {finding.duty.judgement}"
        )
        lines += page.entry("needed", "record the decision under judgements of the actor, with who, when and why")
        return lines
    if finding.decision is not None:
        lines += page.entry("decided", plain(decision_of(finding.decision)))
    failed = [test for test in tests if test.truth is not TRUE] or list(tests[:1])
    if failed:
        first = failed[0]
        asked = "applies only if this holds, " if first.part is Part.WHEN else ""
        lines += page.entry("first", plain(f"{asked}{tested_text(first, vocabulary)}"))
        lines += page.entry("at", plain(_place(first.location)))
    if finding.outcome is Outcome.NOT_APPLICABLE and failed:
        lines += page.entry("to apply", plain(_would(failed[0], vocabulary)))
    elif failed:
        lines += page.entry("needed", plain(_would(failed[0], vocabulary)))
    missing = () if why is None else why.missing
    for number, text in enumerate(missing_texts(missing, vocabulary, MOST_MISSING)):
        lines += page.entry("" if number else "state", plain(text))
    if finding.outcome is not Outcome.NOT_APPLICABLE and failed:
        lines += page.entry("fix", finding.duty.fix)
    return lines


def _would(test: Test, vocabulary: Vocabulary) -> str:
    return f"{looked_at(test, vocabulary)}: {asked_of(test)}"


def not_asked(duty: str, binds: Sequence[str], page: Page) -> list[str]:
    """Return that a duty applies to no actor, with the roles that it binds and the question to ask next."""
    said = f"{duty} does not apply there: it applies only to these roles: {', '.join(binds)}."
    return page.paragraph(f"{said} To see why an actor does not have a role: rightsgate why-not role@ACTOR/ROLE.", 0)


def not_shown(title: str, truth: Truth, tests: Sequence[Test], vocabulary: Vocabulary, page: Page) -> list[str]:
    """Return why none of several alternatives holds: the tests that each would need."""
    lines = [page.paint(line, bold=True) for line in _wrapped(f"{title}: {HOLDS[truth]}", 0, page)]
    if not tests:
        return lines + page.entry("first", "there is no such product, or the actor has no part in it in that role")
    for test in tests:
        lines += page.entry("first" if test is tests[0] else "or", plain(tested_text(test, vocabulary)))
        lines += page.entry("at", plain(_place(test.location)))
    return lines + page.entry("needed", "at least one of these must be met")


def not_derived(title: str, failing: Failing, page: Page) -> list[str]:
    """Return why a rule concludes nothing: its first premise that fails."""
    word = "is only possible" if failing.truth is UNKNOWN else "does not hold"
    against = "" if failing.against is None else f", since {fact_text(*failing.against)} does"
    lines = [page.paint(line, bold=True) for line in _wrapped(title, 0, page)]
    lines += page.entry("first", plain(f"{premise_of(failing)} {word}{against}"))
    return lines + page.entry("needed", plain(_hint(failing)))


def _hint(failing: Failing) -> str:
    """Return what would make a premise hold: a statement, or another rule to ask about."""
    kind, terms = failing.kind, terms_of(failing)
    entity, _, field = kind.partition(".")
    if failing.operator:
        return "the compared values must be in this relation"
    if failing.negated:
        return f"{kind} must be ruled out"
    if field:
        said = str(terms[-1]).lower() if isinstance(terms[-1], bool) else terms[-1]
        return f"state {field} of {entity} {terms[0]}: {said}"
    bound = (str(term) for term in failing.terms if term is not Unbound.ANYTHING)
    return f"see: rightsgate why-not {kind}@{'/'.join(bound)}"


def _place(location: Location) -> str:
    return f"{location.path}:{location.line}:{location.column}"


def _wrapped(text: str, indent: int, page: Page) -> list[str]:
    """Wrap a line of the tree; what runs over stands two columns further in."""
    first, *more = page.wrap(plain(text), indent + 2, indent + 2)
    return [f"{' ' * indent}{first}", *(f"{' ' * (indent + 2)}{line}" for line in more)]
