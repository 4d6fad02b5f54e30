"""The decisions of named persons that a manifest records on duties that need judgement."""

from collections.abc import Collection, Iterator

from rightsgate.errors import Fault, did_you_mean
from rightsgate.model.finding import Decision, Location, Outcome
from rightsgate.model.manifest import Dates, Entity, Manifest

FIELDS = ("rule", "outcome", "decided_by", "date", "reason")
Key = tuple[str, str, str | None]


def decisions_of(manifest: Manifest, as_of: str) -> dict[Key, Decision]:
    """Return the decisions by (actor, rule, entity or None for all of them).

    A decision counts only if it says who decided what, when and why, and not after the check date. Of several
    on the same matter the last one counts; of those of one day, the one against.
    """
    decisions: dict[Key, Decision] = {}
    for actor, record in _records(manifest):
        said = {name: record.said(name) for name in (*FIELDS, "about")}
        date = said["date"]
        if any(said[name] is None for name in FIELDS) or not isinstance(date, Dates) or date.last > as_of:
            continue
        key = (actor, str(said["rule"]), said["about"])
        decision = Decision(
            outcome=str(said["outcome"]),
            decided_by=str(said["decided_by"]),
            date=date.text,
            reason=str(said["reason"]),
            location=Location.of(manifest.path, record.statements["rule"]),
        )
        if key not in decisions or _rank(decision) > _rank(decisions[key]):
            decisions[key] = decision
    return decisions


def _rank(decision: Decision) -> tuple[str, bool, str, str]:
    """Rank decisions on one matter by what they say alone, never by their order in the file."""
    return (decision.date, decision.outcome == Outcome.UNMET.value, decision.decided_by, decision.reason)


def unknown_rules(manifest: Manifest, rules: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for every recorded decision on a rule that is not there."""
    for _, record in _records(manifest):
        rule = record.said("rule")
        if rule is not None and rule not in rules:
            mark = record.statements["rule"].mark
            hint = did_you_mean(str(rule), list(rules))
            message = f"a judgement names the rule '{rule}', which is not there"
            yield Fault.at(manifest.path, mark, message, hint)


def _records(manifest: Manifest) -> Iterator[tuple[str, Entity]]:
    for record in manifest.entities["judgement"]:
        owner = record.statements["owner"].value
        if isinstance(owner, tuple):
            yield from ((actor, record) for actor in owner)
