"""RG4xx: policies."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import MANIFEST, POLICY, Explanation, on_manifest, on_policy

TABLE: Final = (
    Explanation(
        code=codes.NO_SUCH_POLICY,
        name="no such policy",
        means="The word is neither the name of a shipped policy nor that of a file.",
        do="The hint names the shipped policies. A file is named with its path.",
        example=on_manifest(MANIFEST, "--policy audits"),
    ),
    Explanation(
        code=codes.SELECTS_NOTHING,
        name="a policy that selects nothing",
        means="What the policy chooses under `rules` leaves no duty at all, so every gate would pass.",
        do="Take out what narrows it too far.",
        example=on_policy(f"{POLICY}rules: {{roles: [supplier], ids: [bsr-6.5-1]}}\n"),
    ),
    Explanation(
        code=codes.EXTENDS_IN_VAIN,
        name="a policy that cannot be extended",
        means="The policy that is extended is not there, is faulty, or extends this one in turn.",
        do="Name another policy under `extends`, or mend the one that is named.",
        example=on_policy(f"{POLICY}extends: policy.yaml\n"),
    ),
    Explanation(
        code=codes.FIXED_PARAMETER,
        name="a parameter that its source sets",
        means="The threshold is part of a law or a standard, so no policy may choose another.",
        do="Leave the parameter out of the policy.",
        example=on_policy(f"{POLICY}parameters: {{eu_systemic_risk_flops: {{value: 7.0e+20, reason: Ours}}}}\n"),
    ),
)
