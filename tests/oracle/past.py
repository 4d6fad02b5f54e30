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
SPEAKING = {"groups": ["civil_society"], "substitute_reason": "too dangerous for them", "resources": True}
STEPS = {"hrdd_steps": ["identify", "mitigate", "track", "communicate"]}
SUB_RIGHTS = ["esc.work", "esc.rest", "esc.health", "esc.culture_science", "esc.education", "esc.property"]
EACH_RIGHT = [*SUB_RIGHTS, "bodily.life", "bodily.liberty", "bodily.torture"]
ALL_RIGHTS = ["equality", "information", "privacy", "thought", *EACH_RIGHT]


def lab(**said: Any) -> dict[str, Any]:
    """Return a manifest of one model developer."""
    return {"actors": [{"id": "lab", "activities": ["model_pretraining"], **said}]}


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
    "stand-ins with a reason count wherever the affected are asked for": (
        "BT-P5.a",
        "foundation_model_developer",
        lab(engagement={**SPEAKING, **STEPS}),
    ),
    "stand-ins with a reason count for the vulnerable too": (
        "BT-P1.h",
        "foundation_model_developer",
        lab(engagement=SPEAKING),
    ),
    "a reason without stand-ins is none": (
        "BT-P1.h",
        "foundation_model_developer",
        lab(engagement={**SPEAKING, "groups": [], "direct": False, "vulnerable_groups": "none"}),
    ),
    "who looks at each right of a category looks at the category": (
        "BT-P2.a",
        "foundation_model_developer",
        lab(
            hrdd={
                "workflows": ["product_development"],
                "rights_considered": ALL_RIGHTS,
                "prioritised_by": ["severity"],
            }
        ),
    ),
    "who provides a model that is not listed owes a guide to it": (
        "BSR-6.3-3.a",
        "foundation_model_developer",
        {
            "relations": [{"kind": "provides_model", "from": "lab", "to": "maker"}],
            "documents": [{"kind": "responsible_use_guide", "owner": "lab", "audience": []}],
        },
    ),
    "data of which it is said that it holds no language holds none": (
        "BSR-6.2-1.f",
        "supplier",
        {
            "datasets": [{"id": "data", "supplier": "vendor", "languages": "none", "representation_reviewed": ["age"]}],
            "models": [{"id": "base", "developer": "lab", "trained_on": ["data"]}],
            "applications": [{"id": "notes", "developer": "maker", "built_on": ["base"], "languages": ["sw"]}],
        },
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
