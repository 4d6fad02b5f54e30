"""A flawless manifest: everybody does everything that the documents ask, and everything is said."""

from typing import Final

from worlds.manifests import Data, shipped

# Who holds which role of the chain.
HOLDS: Final = {
    "supplier": "s",
    "foundation_model_developer": "f",
    "downstream_developer": "d",
    "deployer": "p",
    "individual_user": "u",
}
PRODUCT: Final = "a"
ALL: Final = [*HOLDS, "third_parties"]


def values(kind: str, path: str) -> list[str]:
    """Return all codes that a field takes."""
    return list(shipped().vocabulary.kinds[kind].by_path[path].values)


def complete(*codes: str) -> Data:
    """Return a hazard list that names all there is."""
    return {"value": list(codes), "complete": True}


def flawless() -> Data:
    """Return a manifest in which everybody does everything, and everything is said."""
    return {
        "rightsgate": 1,
        "name": "Flawless",
        "actors": _actors(),
        "datasets": [_dataset()],
        "models": [_model()],
        "applications": [_application()],
        "deployments": [_deployment()],
        "relations": _relations(),
        "documents": [
            {"kind": "datasheet", "owner": "s", "covers": values("document", "covers")},
            {"kind": "model_card", "owner": "f", "covers": values("document", "covers"), "audience": ["public"]},
            {
                "kind": "responsible_use_guide",
                "owner": "f",
                "covers": values("document", "covers"),
                "audience": ["public"],
            },
        ],
        "terms": [
            {"kind": "acceptable_use", "owner": "f", "covers": values("terms", "covers")},
            {"kind": "data_procurement", "owner": "f", "covers": values("terms", "covers")},
            {"kind": "data_procurement", "owner": "d", "covers": values("terms", "covers")},
            {"kind": "product_policy", "owner": "d", "covers": values("terms", "covers")},
        ],
        "channels": [{"owner": "d", "open_to": values("channel", "open_to")}],
        "impacts": [{"id": "i", "application": PRODUCT, "status": "potential", "user_intent": "none"}],
    }


def _actors() -> list[Data]:
    firm = {"kind": "company", "intent": "good_faith", "governance": {"ai_system": True}}
    firm["hrdd"] = {"covers": ALL, "screening_depth": "human_rights"}
    does = {
        "s": ["data_sourcing", "dataset_curation"],
        "f": ["model_pretraining", "release_decision"],
        "d": ["app_building"],
        "p": ["integration", "direct_user_interface"],
    }
    private = {"id": "u", "kind": "individual", "activities": ["prompt_creation", "use_case_operations"]}
    return [*({"id": name, "activities": what, **firm} for name, what in does.items()), private]


def _dataset() -> Data:
    return {
        "id": "ds",
        "supplier": "s",
        "modality": ["text"],
        "languages": ["en"],
        "contains": complete(),
        "filtered_for": values("dataset", "filtered_for"),
        "bias_review": "no_bias_found",
        "child_sexual_separated": True,
        "deidentified": True,
        "documentation": "In the datasheet",
        "documentation_checked": True,
        "gaps_disclosed": True,
        "labelling": {"guidance": "task_specific", "quality_checked": True, "used": True},
        "labour": {"used": True, "conditions": "favourable", "pay": "fair", "distressing_content": False},
        "owners_compensated": True,
        "provenance_recorded": True,
        "relevance_reviewed": True,
        "representation_reviewed": values("dataset", "representation_reviewed"),
        "rights_basis": "licensed",
    }


def _model() -> Data:
    return {
        "id": "m",
        "developer": "f",
        "trained_on": ["ds"],
        "modality": ["text"],
        "capabilities": complete(),
        "released": True,
        "release": "api",
        "release_assessment": {"options_compared": True},
        "gating": "screening",
        "safeguards": values("model", "safeguards"),
        "safeguard_durability_tested": True,
        "safeguard_overblocking_reviewed": True,
        "training": {
            "reward_plurality": "plural",
            "methods": values("model", "training.methods"),
            "annotator_diversity": True,
        },
        "eval": {
            "topics": values("model", "eval.topics"),
            "kinds": values("model", "eval.kinds"),
            "contexts": values("model", "eval.contexts"),
            "redteam": values("model", "eval.redteam"),
            "languages": ["en"],
            "results_acted_on": True,
            "limits_stated": True,
        },
        "design_review": values("model", "design_review"),
    }


def _application() -> Data:
    return {
        "id": PRODUCT,
        "developer": "d",
        "built_on": ["m"],
        "trained_on": "none",
        "audience": ["b2b"],
        "claims": "accurate",
        "decision_effect": "none",
        "domain": "general_purpose",
        "modality": ["text"],
        "languages": ["en"],
        "features": complete(),
        "personal_data": "none",
        "inherently_violative": False,
        "eval": {"done": True, "topics": values("application", "eval.topics"), "matches_context": True},
        "finetune": {
            "done": True,
            "debiasing": True,
            "domain_accuracy_checked": True,
            "group_performance_checked": True,
            "safety_rechecked": True,
        },
        "fit_for_capability": True,
        "limits_disclosed": True,
        "source_transparency": True,
        "safeguards": values("application", "safeguards"),
        "safeguards_tested": True,
        "safeguards_updated": "2026-05-01",
        "misuse_reports": 0,
        "out_of_scope_use_observed": False,
    }


def _deployment() -> Data:
    return {
        "id": "dep",
        "application": [PRODUCT],
        "deployer": "p",
        "users": ["u"],
        "scale": "small",
        "region_risk": complete(),
        "purpose": "none",
        "affects_workers": False,
        "content_standards": True,
        "context_eval": True,
        "context_hrdd": True,
        "critical_integration": False,
        "features_added_without_hrdd": False,
        "fit_for_purpose_assessed": True,
        "fit_for_purpose_result": "fit",
        "harmful_content_detection": True,
        "hrdd_resources": "assigned",
        "inaccuracy_plan": "Staff answer instead",
        "labour": {"impact_assessed": True},
        "languages_tested": ["en"],
        "output_route": "reviewed_by_staff",
        "oversight": {
            "monitoring": True,
            "data_acted_on": True,
            "powers": values("deployment", "oversight.powers"),
            "mode": "pre_output",
            "feasible": True,
            "human_review_required": True,
            "output_review": values("deployment", "oversight.output_review"),
        },
        "relies_on_upstream_only": False,
        "safeguard_knowledge": values("deployment", "safeguard_knowledge"),
        "scalable": dict.fromkeys(
            ("usage_policy", "trust_safety_team", "classifiers", "classifier_error_reviewed", "policy_reviewed"), True
        ),
        "training": {"coverage": "all", "covers": values("deployment", "training.covers")},
        "user_guidance": "On the first page",
        "user_languages": ["en"],
        "user_warnings": values("deployment", "user_warnings"),
    }


def _relations() -> list[Data]:
    supplied = {"intended_use_known": True, "fit_for_use": True, "evaluated_before": True}
    return [
        {"kind": "supplies_data", "from": "s", "to": "f", "due_diligence": "human_rights", **supplied},
        {"kind": "supplies_data", "from": "s", "to": "d", "due_diligence": "human_rights", **supplied},
        {"kind": "provides_model", "from": "f", "to": "d", "due_diligence": "human_rights"},
        {"kind": "provides_application", "from": "d", "to": "p", "due_diligence": "human_rights"},
    ]
