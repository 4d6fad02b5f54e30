"""RG4xx: policies."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import MANIFEST, POLICY, Explanation, on_manifest, on_policy

TABLE: Final = (
    Explanation(
        code=codes.NO_SUCH_POLICY,
        name="no such policy",
        means="There is neither a shipped policy nor a file of this name.",
        do="Use the name of a shipped policy, which the hint lists, or the path of a file.",
        example=on_manifest(MANIFEST, "--policy audits"),
    ),
    Explanation(
        code=codes.SELECTS_NOTHING,
        name="a policy that selects nothing",
        means="The keys under `rules` leave no duty to check.",
        do="Loosen the keys under `rules`.",
        example=on_policy(f"{POLICY}rules: {{roles: [supplier], ids: [bsr-6.5-1]}}\n"),
    ),
    Explanation(
        code=codes.EXTENDS_IN_VAIN,
        name="a policy that cannot be extended",
        means="The extended policy does not exist, is faulty or extends this one in turn, or the chain is too long.",
        do="Name another policy under `extends`, or correct the one that is named.",
        example=on_policy(f"{POLICY}extends: policy.yaml\n"),
    ),
    Explanation(
        code=codes.FIXED_PARAMETER,
        name="a parameter that its source sets",
        means="The threshold is part of a law or a standard, so a policy cannot change it.",
        do="Leave the parameter out of the policy.",
        example=on_policy(f"{POLICY}parameters: {{eu_systemic_risk_flops: {{value: 7.0e+20, reason: Ours}}}}\n"),
    ),
)
