"""What GitHub code scanning makes something of, and how much of it.

It opens an alert for every result, also for one that is suppressed or of another kind than a failing, and knows no
level below a note. The limits are those of https://docs.github.com/code-security/code-scanning ("SARIF results exceed
one or more limits"): it refuses 25,000 results and keeps 5,000 without saying which, and shows 10 tags of a rule.
"""

from typing import Final

from rightsgate.findings.model import Finding
from rightsgate.report.sarif.contract import Level
from rightsgate.report.sarif.profile import Profile, level_of

MOST_RESULTS: Final = 5_000
MOST_TAGS: Final = 10


def left_out(finding: Finding) -> str:
    """Return why a finding gets no alert; empty if it does."""
    if finding.advisory:
        return "advisory"
    if finding.waiver is not None:
        return "waived"
    if finding.spared:
        return "spared"
    if finding.awaits:
        return "restingOnOthers"
    return "accepted" if level_of(finding) is Level.NONE else ""


GITHUB: Final = Profile(
    name="sarif:github", left_out=left_out, most_results=MOST_RESULTS, most_tags=MOST_TAGS, only_places=True
)
