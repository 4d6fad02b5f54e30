"""Policies as pages: all of them in a few lines each, and one with what it checks, leaves out and lets pass."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rightsgate.handbook.blocks import (
    Block,
    Bullets,
    Code,
    Column,
    Definition,
    Definitions,
    Item,
    Paragraph,
    Phrase,
    Section,
    Table,
    listed,
)
from rightsgate.handbook.prose import prose, said
from rightsgate.rules.left_out import LeftOut, left_out
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import DutyBearers, Policy, Selection, WaiverLimits
from rightsgate.rules.operators import period_in_words
from rightsgate.rules.select import applied

OUTCOMES: Final = {Outcome.UNMET: "unmet", Outcome.UNKNOWN: "not stated", Outcome.JUDGEMENT: "for a person to decide"}
BEARERS: Final = {
    DutyBearers.SUBJECT: "The duties of the subject gate; those of the other actors are advisory.",
    DutyBearers.OTHERS: "The duties of all actors except the subject gate; its own are advisory.",
    DutyBearers.EVERYONE: "The duties of all actors gate.",
}
WHOSE: Final = {
    DutyBearers.SUBJECT: "duties of the subject",
    DutyBearers.OTHERS: "duties of all actors except the subject",
    DutyBearers.EVERYONE: "duties of all actors",
}
GATE: Final = (Column(title="Outcome"), *(Column(title=strength.value) for strength in Strength))
THRESHOLDS: Final = (
    *(Column(title="Threshold", brief=True), Column(title="Value", brief=True), Column(title="Default", brief=True)),
    Column(title="Why"),
)
EVIDENCE: Final = (
    *(Column(title="Strength", brief=True), Column(title="At least", brief=True), Column(title="Within", brief=True)),
    Column(title="Why"),
)
MORE: Final = prose("Details: `rightsgate policies show NAME`. How to choose: docs/policies.md.")


def policies_page(policies: Iterable[Policy], default: str) -> Section:
    """Return the page of several policies: of each its title, whose duties gate, and what blocks or stays open."""
    entries = tuple(_entry(policy, default) for policy in policies)
    return Section(blocks=(Definitions(entries), Paragraph(MORE)))


def _entry(policy: Policy, default: str) -> Definition:
    usual = " (the default policy)" if policy.name == default else ""
    blocks = (
        Paragraph((f"{policy.title.strip()}: {WHOSE[policy.of]}{usual}",)),
        *(
            Paragraph((f"{words} {with_effect(policy, effect)}",))
            for effect, words in ((Effect.BLOCK, "Blocks:"), (Effect.UNDECIDED, "Undecided:"))
        ),
    )
    return Definition(policy.name, blocks)


def with_effect(policy: Policy, effect: Effect) -> str:
    """Return the outcomes that have an effect on the gate, by strength: ``unmet must, should; not stated must``."""
    parts = []
    for outcome, words in OUTCOMES.items():
        strengths = [one.value for one in Strength if policy.effects.get((outcome, one)) is effect]
        if strengths:
            parts.append(f"{words} {', '.join(strengths)}")
    return "; ".join(parts) or "nothing"


def policy_page(policy: Policy, pack: Pack, as_of: str) -> Section:
    """Return the page of one policy, as of a day (ISO)."""
    checked = applied(pack, policy, as_of)
    chosen = {duty.recommendation for duty in checked.duties}
    numbered = sum(1 for one in pack.recommendations if one.number and one.id in chosen)
    extends = f" It extends {', '.join(policy.extends)}." if policy.extends else ""
    of = f" of {numbered} recommendation{'' if numbered == 1 else 's'}" if numbered else ""
    checks = f"It checks {len(checked.duties)} duties{of}."
    head = f"{policy.title.strip()}. {BEARERS[policy.of]} {checks}"
    return Section(
        title=(policy.name,),
        blocks=(
            Paragraph((f"{head}{extends}",)),
            *_chosen(policy),
            Section(title=("The gate",), blocks=(_gate(policy), *_contradiction(policy, checked))),
            *_exceptions(left_out(pack.duties, policy, as_of)),
            *_thresholds(policy, pack),
            *_evidence(policy),
            said(f"A person's decision is valid for {period_in_words(policy.valid_for)}."),
            Section(title=("Waivers",), blocks=tuple(_waivers(policy.waivers))),
        ),
    )


def _chosen(policy: Policy) -> Iterator[Block]:
    if policy.selections:
        chosen = tuple(Item(_choice(selection)) for selection in policy.selections)
        yield Section(title=("What it checks",), blocks=(Bullets(chosen),))


def _choice(selection: Selection) -> Phrase:
    return listed([*_keys(selection)])


def _keys(selection: Selection) -> Iterator[Phrase]:
    for key in selection.__struct_fields__:
        names: Sequence[str | Strength] = getattr(selection, key)
        if names:
            words: list[Phrase] = [(Code(one.value if isinstance(one, Strength) else one),) for one in names]
            yield (f"{'ids' if key == 'rules' else key} ", *listed(words, "or"))


def _gate(policy: Policy) -> Table:
    rows = tuple(
        ((words,), *((policy.effects.get((outcome, one), Effect.ACCEPT).value,) for one in Strength))
        for outcome, words in OUTCOMES.items()
    )
    return Table(GATE, rows)


def _contradiction(policy: Policy, checked: Pack) -> Iterator[Block]:
    """Yield what a contradiction does to the gate, where a duty that is checked asks that there is none."""
    asking = sorted({duty.recommendation for duty in checked.duties if duty.contradiction})
    if asking:
        names = listed([(Code(name),) for name in asking])
        yield Paragraph(("A manifest that contradicts itself (", *names, "): ", Code(policy.contradiction.value), "."))


def _exceptions(exceptions: Iterable[LeftOut]) -> Iterator[Block]:
    items = tuple(_exception(one) for one in exceptions)
    if items:
        yield Section(title=("What it leaves out",), blocks=(Bullets(items),))


def _exception(one: LeftOut) -> Item:
    count, until = len(one.duties), one.exception.until
    duties = f"{count or 'no'} {'duty' if count == 1 else 'duties'}"
    end = f" until {until}{' (lapsed)' if one.has_lapsed else ''}" if until else ""
    return Item((f"{duties}{end}: {one.exception.reason}",), (Item(_choice(one.exception.selection)),))


def _thresholds(policy: Policy, pack: Pack) -> Iterator[Block]:
    usual = pack.vocabulary.parameters
    rows = tuple(
        ((Code(name),), (str(one.value),), (str(usual[name].value),), (one.reason,))
        for name, one in sorted(policy.parameters.items())
    )
    if rows:
        yield Section(title=("Thresholds that it changes",), blocks=(Table(THRESHOLDS, rows),))


def _evidence(policy: Policy) -> Iterator[Block]:
    rows = tuple(
        ((strength.value,), (demand.tier.value,), (demand.fresh_within or "any time",), (demand.reason,))
        for strength, demand in policy.evidence.items()
    )
    if rows:
        yield Section(title=("Evidence that it requires",), blocks=(Table(EVIDENCE, rows),))


def _waivers(limits: WaiverLimits) -> Iterator[Block]:
    lengths = ", ".join(f"{one.value} {period_in_words(limits.longest[one])}" for one in Strength)
    irremediable = period_in_words(limits.irremediable)
    yield Paragraph((f"How long one may be: {lengths}; where harm cannot be put right {irremediable} at most.",))
    if limits.never:
        yield Paragraph(("Never waived: ", *listed([(Code(name),) for name in limits.never]), "."))
