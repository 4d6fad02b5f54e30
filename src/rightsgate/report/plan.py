"""Plans in words: what to do, what to state then, who can act, and what a step assumes."""

from textwrap import dedent
from typing import Final

import msgspec
from msgspec.structs import replace

from rightsgate.advise.answers import COMPLETE, MISSING, AnswerKind
from rightsgate.advise.paste import Paste
from rightsgate.advise.plan import Plan, Step
from rightsgate.findings.model import Verdict
from rightsgate.report.allowed import few
from rightsgate.report.commands import command_line
from rightsgate.report.places import place_text
from rightsgate.report.questions_words import Names, question_at
from rightsgate.report.yaml import yaml_lines
from rightsgate.text.search import suffix_of
from rightsgate.vocabulary.model import FieldType, Vocabulary

HEADINGS: Final = {
    AnswerKind.CIRCUMSTANCE: "Answer first: the plan assumes these answers",
    AnswerKind.PRACTICE: "Do, then state",
    AnswerKind.EVIDENCE: "Add evidence",
    AnswerKind.JUDGEMENT: "Let a named person decide",
}
REMAINING: Final = "Left for a person to decide, or for another actor"
# Where what a key holds now goes, if it becomes the value beside a detail.
WRAPPED: Final = ("  value:", "    # the entries that stand there now, each line moved two blanks to the right")


def part_of(step: Step) -> AnswerKind:
    """Return the part of a plan that a step stands in."""
    return AnswerKind.CIRCUMSTANCE if step.kind.is_given else step.kind


def result_of(plan: Plan) -> str:
    """Return what a plan comes to, in a sentence."""
    if plan.before is Verdict.PASSED:
        return "The gate passes already: there is nothing to do."
    count = len(plan.steps)
    steps = f"{count} {'step' if count == 1 else 'steps'}"
    if plan.passes:
        least = ", the fewest there are for what the rules ask" if plan.is_optimal else ""
        return f"After {steps} the gate passes{least}; a check of the changed manifest says so."
    if not plan.left:
        return "No duty gates here, so nothing is checked, and no statement changes that: look at --for and --policy."
    open_ = f"{len(plan.left)} {'finding' if len(plan.left) == 1 else 'findings'}"
    if not count:
        return f"No statement alone settles {open_}: see below. The gate does not pass."
    settle = "settles" if count == 1 else "settle"
    return f"{steps.capitalize()} {settle} all but {open_}, which no statement alone settles. The gate does not pass."


def numbering_of(plan: Plan) -> str:
    """Return how the lines of a JSON manifest are counted, in which nearly every step adds some; else nothing."""
    is_json = plan.steps and suffix_of(plan.path) == ".json"
    return "Each step counts the lines that the steps before it have added." if is_json else ""


def does(step: Step, names: Names, vocabulary: Vocabulary) -> str:
    """Return what a step asks for, before anything is stated."""
    match step.kind:
        case AnswerKind.CIRCUMSTANCE | AnswerKind.ABSENCE | AnswerKind.PAST:
            of_section = any(one.operator == MISSING for one in step.answers)
            is_named = step.site.listed or (step.site.kind == "relation" and not of_section)
            site = step.site if is_named else replace(step.site, field="", provider="", receiver="")
            return question_at(site, names, vocabulary) or f"State {place_text(step.site, vocabulary)}."
        case AnswerKind.JUDGEMENT:
            return f"Decide: {step.settles[0].duty.judgement}" if step.settles else "Decide."
        case AnswerKind.EVIDENCE:
            return f"Name what shows {place_text(step.site, vocabulary)}."
        case _:
            asked = question_at(step.site, names, vocabulary) or f"State {place_text(step.site, vocabulary)}."
            return step.settles[0].duty.fix if step.settles else asked


def assumes(step: Step) -> str:
    """Return which answer a step assumes, and what if it is another; empty where it assumes none."""
    if step.otherwise is None:
        return ""
    count = step.otherwise
    open_ = f"{count} {'finding stays' if count == 1 else 'findings stay'} open"
    answer, *more = step.answers
    if any(one.operator == MISSING for one in step.answers):
        return f"Assumed: there are none but those listed. If there is one, list it and plan again; until then {open_}."
    if answer.operator == COMPLETE and not more:
        return f"Assumed: nothing but what is listed. If there is more, state it and plan again; until then {open_}."
    assumed = "as written below" if more or not isinstance(answer.value, bool) else "yes" if answer.value else "no"
    return f"Assumed: {assumed}. If it is otherwise, state what is so and plan again; without an answer {open_}."


def where(paste: Paste) -> str:
    """Return where something is to be pasted."""
    place = ".".join(paste.within)
    if paste.entry:
        place += f" (entry at line {paste.entry})"
    if paste.inserted:
        around = f"{'brackets' if paste.adds else 'braces'} of {place}" if place else "outermost braces"
        return f"at the end of the {around}" + ("" if paste.entry else f" (line {paste.line})")
    if paste.begun:
        return _where_begun(paste, place)
    if place and not paste.line:
        return f"in {place}, which another step lists"
    if paste.replaces:
        return f"in place of {_lines(paste)}" + (f", in {place}" if place else "")
    if paste.lines:
        return f"after line {paste.until}" + (f", in {place}" if place else "")
    if paste.adds:
        return f"at the end of {place} (line {paste.line})"
    if paste.entry:
        return f"in {place}"
    return f"in {place} (line {paste.line})" if place else "as a section of its own"


def _where_begun(paste: Paste, place: str) -> str:
    """Return where something is to be pasted that adds to what another step writes, or stands for it."""
    if paste.lines:
        return f"in place of what step {paste.begun} wrote for {_lines(paste)}, in {place}"
    if paste.replaces:
        ((key, _),) = paste.value.items()
        return f"in place of {'.'.join((*paste.within, key))}, which step {paste.begun} states"
    return f"{'at the end of' if paste.adds else 'in'} {place}, which step {paste.begun} begins"


def _lines(paste: Paste) -> str:
    return f"lines {paste.line} to {paste.until}" if paste.until > paste.line else f"line {paste.line}"


def lines_of(paste: Paste) -> list[str]:
    """Return what is to be pasted, less the indentation that all its lines share."""
    if paste.inserted:
        return [paste.inserted]
    if paste.lines:
        return dedent("\n".join(paste.lines)).split("\n")
    return [*yaml_lines(paste.value), *(WRAPPED if paste.wraps else ())]


def unless(step: Step, names: Names, vocabulary: Vocabulary) -> list[str]:
    """Return what makes a step needless, if it is so: a question, and what to state where the answer is no."""
    return [
        f"{question_at(one.site, names, vocabulary)} If not, state {place_text(one.site, vocabulary)}: false instead."
        for one in step.unless
    ]


def hints(step: Step, vocabulary: Vocabulary) -> str:
    """Return which other values would do, and that a yes is better said in words."""
    said = []
    if step.options:
        said.append(f"Would do as well: {few(tuple(map(str, step.options)))}.")
    fields = [vocabulary.kinds[one.site.kind].by_path.get(one.site.field) for one in step.answers]
    if any(
        field is not None and field.type is FieldType.ANY and one.value is True
        for field, one in zip(fields, step.answers, strict=True)
    ):
        said.append("Say in words what there is, in place of true.")
    if any(field is not None and field.type is FieldType.DATE for field in fields):
        said.append("Write the day on which it was done.")
    return " ".join(said)


def settled(step: Step) -> list[tuple[str, str, str]]:
    """Return what a step settles: strength, finding and title, once for all roles of an actor."""
    return [*dict.fromkeys((one.strength.value, one.without_role, one.duty.title) for one in step.settles)]


class Remaining(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that a plan leaves: what its duty asks for, and the command that accepts it, where one may."""

    finding: str
    title: str
    fix: str
    waive: str


def remaining_of(plan: Plan) -> list[Remaining]:
    """Return what is left for a person to decide; a manifest that contradicts itself is corrected, not accepted.

    What contradicts itself for several roles of an actor is one thing to correct.
    """
    rest = "--reason … --owner … --approver … --expires …"
    found: dict[str, Remaining] = {}
    for one in plan.left:
        name = one.without_role if one.duty.contradiction else one.id
        waive = "" if one.duty.contradiction else f"{command_line('waive', one.id, plan.path)} {rest}"
        found.setdefault(name, Remaining(finding=name, title=one.duty.title, fix=one.duty.fix, waive=waive))
    return list(found.values())


def doings(plan: Plan, names: Names, vocabulary: Vocabulary) -> list[str]:
    """Return what each step asks for, in words; what a step before it asks for too is not said again."""
    told: dict[str, int] = {}
    said = []
    for number, step in enumerate(plan.steps, start=1):
        asked = does(step, names, vocabulary)
        first = told.setdefault(asked, number)
        again = f"The same as in step {first}, for {place_text(step.site, vocabulary)}."
        said.append(asked if first == number or step.kind.is_given else again)
    return said
