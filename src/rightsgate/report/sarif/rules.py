"""Duties as rules of SARIF: every one of the packs, whether or not there is a finding on it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rightsgate.checker.model import Run
from rightsgate.report.escape import escaped
from rightsgate.report.links import HOME, page_of
from rightsgate.report.sarif.contract import Configuration, Level, Message, Rule
from rightsgate.report.sarif.profile import Profile
from rightsgate.report.sarif.texts import LONGEST_DESCRIPTION, LONGEST_NAME, message, said
from rightsgate.rules.model.duty import Duty, Strength

LEVELS: Final = {Strength.MUST: Level.ERROR, Strength.SHOULD: Level.WARNING, Strength.MAY: Level.NOTE}
TAG: Final = "human-rights"
# How a rule names all rights.
ALL: Final = "all"
# The rule of the result that tells of a manifest of which no duty that can affect the result is decided.
NOTHING_CHECKED: Final = "rightsgate/nothing-checked"


def places_of(run: Run) -> Mapping[str, int]:
    """Return the place of each rule in the list of all, by its id."""
    names = (NOTHING_CHECKED, *(duty.id for duty in (*run.duties, *run.unselected)))
    return {name: place for place, name in enumerate(names)}


def rules_of(run: Run, profile: Profile) -> Iterator[Rule]:
    """Yield the rule on manifests of which nothing was checked, then the duties, first those that were selected."""
    yield _nothing_checked()
    for duty in run.duties:
        yield _rule(duty, run, profile, selected=True)
    for duty in run.unselected:
        yield _rule(duty, run, profile, selected=False)


def _nothing_checked() -> Rule:
    title = "Nothing that can affect the result was checked"
    why = "A gate that checked nothing must not look as if it had passed."
    fix = "Name the actors with their activities, and the subject of the manifest, or choose another policy."
    return Rule(
        id=NOTHING_CHECKED,
        name=title,
        short_description=Message(text=title),
        full_description=Message(text=why),
        default_configuration=Configuration(level=Level.WARNING),
        help=Message(text=fix, markdown=fix),
        help_uri=HOME,
        properties={"tags": [TAG]},
    )


def _rule(duty: Duty, run: Run, profile: Profile, *, selected: bool) -> Rule:
    return Rule(
        id=duty.id,
        name=said(duty.title, LONGEST_NAME),
        short_description=message(duty.title, LONGEST_DESCRIPTION),
        full_description=message(duty.why or duty.title, LONGEST_DESCRIPTION),
        default_configuration=Configuration(level=LEVELS[duty.strength], enabled=selected),
        help=_help(duty, run),
        help_uri=page_of(duty, run),
        properties=dict(_properties(duty, profile)),
    )


def _help(duty: Duty, run: Run) -> Message:
    """Return what to do, why, and where it stands, as text and as Markdown."""
    document = run.sources.documents.get(duty.source.document)
    name = duty.source.document if document is None else document.short
    parts = {
        "What to do": duty.fix,
        "Why": duty.why,
        "What a person decides": duty.judgement,
        "Why no manifest can show it": duty.out_of_reach,
        "Source": f"{name}, section {duty.source.section} ({', '.join(duty.source.clauses)})",
    }
    held = {label: text for label, text in parts.items() if text}
    page = page_of(duty, run)
    lines = [f"**{label}:** {escaped(text)}" for label, text in held.items()]
    lines += [f"[{escaped(duty.id)}]({page})"] if page else []
    text = "\n".join(f"{label}: {said(text)}" for label, text in held.items())
    return Message(text=text, markdown="\n\n".join(lines))


def _properties(duty: Duty, profile: Profile) -> Iterator[tuple[str, Any]]:
    tags = dict.fromkeys((TAG, duty.strength.value, duty.source.document, *sorted({*duty.rights} - {ALL})))
    yield "tags", list(tags)[: profile.most_tags or None]
    yield "strength", duty.strength.value
    yield "basis", duty.basis.value
    yield "recommendation", duty.recommendation
    yield "document", duty.source.document
    yield "section", duty.source.section
    yield "clauses", duty.source.clauses
    yield "rights", duty.rights
    yield "binds", duty.binds
    if duty.framework:
        yield "framework", duty.framework
