"""Numbers of findings as JSON."""

from collections.abc import Mapping

from rightsgate.report.json.contract.counts import Counts
from rightsgate.rules.model.outcome import Outcome


def counts_json(counts: Mapping[Outcome, int]) -> Counts:
    """Return the number of findings by outcome."""
    return Counts(
        unmet=counts[Outcome.UNMET],
        unknown=counts[Outcome.UNKNOWN],
        judgement=counts[Outcome.JUDGEMENT],
        met=counts[Outcome.MET],
        not_applicable=counts[Outcome.NOT_APPLICABLE],
        inactive=counts[Outcome.INACTIVE],
    )
