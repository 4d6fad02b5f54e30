"""The two checks that are compared: their reports, and what else is known of them where they were made here."""

from collections.abc import Mapping

import msgspec

from rightsgate.report.diff.statements import ReportStatements, Statements, WholeManifest
from rightsgate.report.json.contract import manifest as contract
from rightsgate.report.json.contract.finding import Finding
from rightsgate.report.json.contract.run import Report
from rightsgate.rules.model.duty import Strength


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a check that was made here tells beside its report.

    ``rules`` are the ids of all rules of its packs, ``selected`` those that the policy selects from them; ``manifests``
    the statements of its manifests by their path.
    """

    rules: frozenset[str]
    selected: frozenset[str]
    manifests: Mapping[str, WholeManifest]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two checks: ``path`` is what the call names; ``known`` is None where only the report is there."""

    path: str
    report: Report
    known: Known | None = None

    def strength_of(self, finding: Finding) -> Strength:
        """Return how a finding binds."""
        rule = self.report.reference.rules.get(finding.rule)
        return finding.strength or (Strength.SHOULD if rule is None else rule.strength)

    def statements(self, part: contract.Manifest) -> Statements:
        """Return what is known of the statements of a manifest."""
        whole = None if self.known is None else self.known.manifests.get(part.path)
        return ReportStatements(part) if whole is None else whole


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of two checks on one manifest; ``old`` is None where the earlier check has none."""

    old: contract.Manifest | None
    new: contract.Manifest
