"""RG4xx: policies and waivers."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import CALL, MANIFEST, POLICY, Example, Explanation, on_manifest, on_policy

PEOPLE: Final = '--reason "Reviewed in May" --owner "P. Lead"'
WAIVER: Final = """\
waivers:
  - finding: bsr-2.1.a@lab/foundation_model_developer
    facts: {facts}
    reason: Reviewed in May
    owner: P. Lead
    approver: {approver}
    starts: 2026-05-01
    expires: {expires}
"""
FACTS: Final = f"sha256:{'0' * 64}"


def on_waivers(approver: str = "R. Osei", expires: str = "2026-07-31") -> Example:
    """Return a check with a waiver as an example."""
    files = {"manifest.yaml": MANIFEST, "waivers.yaml": WAIVER.format(approver=approver, expires=expires, facts=FACTS)}
    return Example(files=files, call=f"{CALL} --waivers waivers.yaml")


def on_finding(finding: str, options: str) -> Example:
    """Return the attempt to waive a finding as an example."""
    return Example(
        files={"manifest.yaml": MANIFEST}, call=f"rightsgate waive {finding} manifest.yaml {PEOPLE} {options}"
    )


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
    Explanation(
        code=codes.SELF_APPROVED,
        name="a waiver that its owner approved",
        means="Whoever has to put a finding right would also be the one who accepts that it is not. Blanks, capitals "
        "and how letters are composed make no other person of a name.",
        do="Have somebody else accept the finding, and write down who.",
        example=on_waivers(approver="P. Lead"),
    ),
    Explanation(
        code=codes.ENDS_BEFORE_START,
        name="a waiver that expires before it starts",
        means="The last day of the waiver lies before its first one, so that it would never count.",
        do="Set the other day. A waiver counts on both of its days.",
        example=on_waivers(expires="2026-04-30"),
    ),
    Explanation(
        code=codes.NO_SUCH_FINDING,
        name="no such finding, or several",
        means="No manifest of the call has the finding, or several findings are called so: that of another role, or of "
        "another manifest.",
        do="Take the id from a report, with the role at its end; name one manifest.",
        example=on_finding("bsr-2.1.z@lab", '--approver "R. Osei" --expires 2026-07-31'),
    ),
    Explanation(
        code=codes.WAIVER_IN_VAIN,
        name="a waiver that would have no effect",
        means="The finding does not keep the gate from passing, or this policy does not let it be waived, or not for "
        "so long. Nothing was written.",
        do="The hint says which. Choose a day within what the policy allows, or put right what was found.",
        example=on_finding("bsr-2.1.a@lab", '--approver "R. Osei" --expires 2099-12-31'),
    ),
)
