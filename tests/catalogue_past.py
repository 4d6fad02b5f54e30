"""What rightsgate once got wrong: manifests of which it came to something else than the catalogue, for no reason."""

from typing import Any

BUILT = {"applications": [{"id": "app", "developer": "maker", "audience": ["b2b"]}]}
LEVEL = {"decided_on": "2026-02-01", "decided_by": "Ana", "reason": "said so"}
DENIED = dict.fromkeys(("acts_alone_sufficient", "own_use", "incentivises_harm", "parallel_contribution"), False)
STOOD = dict.fromkeys(("hrdd_since", "mitigations_since", "safeguards_since"), "2025-01-01")
DILIGENT = dict.fromkeys(("hrdd_conducted", "mitigations_prevent_enablement", "safeguards_effective"), True)


def harm(said: dict[str, Any], **impact: Any) -> dict[str, Any]:
    """Return a manifest with one impact to which the developer of an application is tied."""
    about = {
        "application": "app",
        "status": "actual",
        "date": "2026-01-10",
        "foreseeable": "yes",
        "from_other_use": True,
    }
    links = [{"actor": "maker", **said}]
    return BUILT | {"impacts": [{"id": "harm", **about, **impact, "links": links}]}


TWO_TOOLS = {
    "applications": [
        {"id": "good", "developer": "maker", "audience": ["b2b"], "inherently_violative": False},
        {"id": "bad", "developer": "lab", "audience": ["b2b"], "inherently_violative": True},
    ],
    "deployments": [{"id": "rollout", "application": ["good", "bad"], "deployer": "clinic"}],
    "impacts": [{"id": "harm", "deployment": "rollout", "status": "actual", "links": [{"actor": "maker", **DENIED}]}],
}
PAST: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a decision for no level leaves the proposal": (
        "BSR-5.7.1.b",
        "downstream_developer",
        harm({"acts_alone_sufficient": True, **LEVEL, "level": "none"}),
    ),
    "a decision that nobody took is none": (
        "BSR-5.7.1.b",
        "downstream_developer",
        harm({"acts_alone_sufficient": True, **LEVEL, "level": "not_linked", "decided_by": "none"}),
    ),
    "a lowering that nobody signed does not lower": (
        "BSR-5.7.1.d",
        "downstream_developer",
        harm(
            DENIED | DILIGENT | STOOD | {"enables_harm": True, "downgrade_signed_by": "none", "leverage_used": "none"}
        ),
    ),
    "what has not happened yet has the date of the check, whatever date is denied": (
        "BSR-5.7.1.c",
        "downstream_developer",
        harm(DENIED | DILIGENT | STOOD | {"enables_harm": False}, status="potential", date="none"),
    ),
    "what has not happened yet has the date of the check, whatever date is stated": (
        "BSR-5.7.1.c",
        "downstream_developer",
        harm(DENIED | DILIGENT | STOOD | {"enables_harm": False}, status="potential", date="2024-01-01"),
    ),
    "of two tools that are deployed together only its maker answers for the purpose of one": (
        "BSR-5.7.1.b",
        "downstream_developer",
        TWO_TOOLS,
    ),
    "who lists no product is not spared the question whose rights it puts at risk": (
        "BSR-2.2.b",
        "downstream_developer",
        {},
    ),
    "where a deployment is, is known without its application": (
        "BSR-2.2.b",
        "deployer",
        {"deployments": [{"id": "rollout", "deployer": "clinic", "region_risk": ["conflict"]}]},
    ),
}
# The kind of fact, its terms, and a manifest.
DATA = [{"id": "data", "supplier": "vendor"}]
MODEL: dict[str, Any] = {
    "id": "base",
    "developer": "lab",
    "trained_on": [],
    "training": {"methods": ["rlaif"], "reward_plurality": "plural"},
}
ROLLOUTS = [
    {"id": "rollout", "application": "app", "deployer": "clinic", "users": ["desk"]},
    {"id": "other", "application": "app", "deployer": "lab"},
]
APP = {"id": "app", "developer": "maker", "audience": ["b2b"], "misuse_reports": 0}
PAST_SIGNS: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "where there is no dataset, none holds personal data": (
        "signalled",
        ("lab", "foundation_model_developer", "FMD-TRAIN", "app"),
        {
            "datasets": [],
            "models": [{**MODEL, "training": {**MODEL["training"], "annotator_diversity": True}}],
            "applications": [{**APP, "built_on": ["base"]}],
        },
    ),
    "what an application cannot do it can do nowhere": (
        "triggered",
        ("RISK-5.3-2", "app"),
        {"applications": [{**APP, "features": []}]},
    ),
    "the abuse of a deployment is not that of users elsewhere": (
        "signalled",
        ("desk", "individual_user", "USR-ABUSE", "app"),
        {
            "applications": [APP],
            "deployments": ROLLOUTS,
            "impacts": {"complete": True, "value": [{"id": "harm", "deployment": "other", "user_intent": "malicious"}]},
        },
    ),
}
