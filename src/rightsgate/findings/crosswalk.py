"""Merge findings of equivalent rules from several sources into one finding with all its sources."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from rightsgate.findings.judge import Judge
from rightsgate.findings.model import Finding
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.source import Correspondence, Link

EFFECTS = list(Effect)
# Outcomes that can be merged. Equivalent rules may apply to different cases, each by its own condition; where one
# is met, another may still need a person's judgement.
MERGED_AS = {
    Outcome.UNMET: "unmet",
    Outcome.UNKNOWN: "unknown",
    Outcome.JUDGEMENT: "met",
    Outcome.MET: "met",
}
StandsFor = Mapping[str, tuple[str, ...]]


class Crosswalk:
    """The classes of equal rules: they require the same, so one answer serves all of them that apply."""

    def __init__(self, links: Iterable[Link]) -> None:
        """Build the classes: the transitive closure of the links that say that two rules are equal."""
        classes: dict[str, list[str]] = {}
        for link in links:
            if link.relation is Correspondence.EQUAL:
                first, second = (classes.setdefault(rule, [rule]) for rule in (link.rule, link.other))
                if first is not second:
                    large, small = (first, second) if len(first) >= len(second) else (second, first)
                    large += small
                    classes.update(dict.fromkeys(small, large))
        same = {id(joined): tuple(sorted(joined)) for joined in classes.values()}
        self.equal = {rule: same[id(joined)] for rule, joined in classes.items()}

    def merged(self, findings: Iterable[Finding], stands_for: StandsFor, judge: Judge) -> list[Finding]:
        """Return one finding for those on equal rules, of one actor and entity, in roles that stand for one another."""
        if not self.equal:  # spares packs of one source a look at every finding
            return list(findings)
        rest: list[Finding] = []
        groups: dict[tuple[object, ...], list[Finding]] = {}
        for finding in findings:
            equal, merged_as = self.equal.get(finding.duty.id), MERGED_AS.get(finding.outcome)
            if equal is None or merged_as is None:
                rest.append(finding)
            else:
                key = (equal, finding.actor, finding.entity, finding.role_certain, merged_as)
                groups.setdefault(key, []).append(finding)
        for group in groups.values():
            rest += (self._merged(same, judge) for same in _by_role(group, stands_for))
        return rest

    def _merged(self, same: list[Finding], judge: Judge) -> Finding:
        if len(same) == 1:
            return same[0]
        first, *others = sorted(same, key=judge.worst_first)
        effect = min((finding.effect for finding in same), key=EFFECTS.index)
        return structs.replace(first, effect=effect, also=tuple(others))


def _by_role(group: list[Finding], stands_for: StandsFor) -> Iterable[list[Finding]]:
    """Part findings by role; a role that stands for another of them joins it, unless its rule is there already."""
    parts: dict[str, list[Finding]] = {}
    for finding in sorted(group, key=lambda f: (f.role not in stands_for.get(f.role, ()), f.role, f.duty.id)):
        homes = (role for role in (finding.role, *stands_for.get(finding.role, ())) if role in parts)
        rule = finding.duty.id
        home = next((role for role in homes if all(other.duty.id != rule for other in parts[role])), finding.role)
        parts.setdefault(home, []).append(finding)
    return parts.values()
