"""The digest of what decided a finding: it changes where a statement or a threshold that decides changes."""

import msgspec

from rightsgate.evaluate.model import Explanation
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.digest import digest_of


def facts_digest(outcome: Outcome, strength: Strength, explanation: Explanation) -> str:
    """Return the digest of the tests that decide an outcome.

    Neither places nor evidence count: a manifest may be laid out anew, and better evidence changes no fact.
    """
    tests = [
        (test.part, test.of, test.entity, test.target, test.operator, test.asked, test.found, test.truth)
        for test in explanation.because
    ]
    return digest_of(msgspec.json.encode((outcome, strength, tests), enc_hook=str))
