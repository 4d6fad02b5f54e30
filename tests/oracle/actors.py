"""Who the clauses are asked of, in random manifests: an actor for each role, and what else makes the role matter."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from oracle.derived import HOST, MADE
from oracle.language import Path

if TYPE_CHECKING:
    from oracle.worlds import World

Record = dict[str, Any]
ACTORS: Mapping[str, Record] = {
    "supplier": {"id": "vendor", "activities": ["data_sourcing"]},
    "foundation_model_developer": {"id": "lab", "activities": ["model_pretraining"]},
    "downstream_developer": {"id": "maker", "activities": ["app_building"]},
    "deployer": {"id": "clinic", "activities": ["integration"]},
    "individual_user": {"id": "desk", "activities": ["prompt_creation"], "kind": "nonprofit"},
}
ACTIVITIES = [activity for actor in ACTORS.values() for activity in actor["activities"]]
# Roles of other sources: of the same actors under another name, or of further ones.
BOUND: Mapping[str, Record] = {
    **ACTORS,
    "model_provider": ACTORS["foundation_model_developer"],
    "builder": ACTORS["foundation_model_developer"],
    "app_developer": ACTORS["downstream_developer"],
    "procurer": ACTORS["deployer"],
    "compliance_team": ACTORS["deployer"],
    "model_adapter": {"id": "tuner", "activities": ["app_model_finetuning"]},
    HOST: {"id": "hub", "activities": ["model_hosting"]},
    "social_media_platform": {"id": "feed", "activities": ["content_distribution"]},
    "researcher": {"id": "scholar", "activities": ["research_publication"]},
    "standards_body": {"id": "sdo", "roles": ["standards_body"]},
    "ai_initiative": {"id": "forum", "roles": ["ai_initiative"]},
    "policymaker": {"id": "agency", "roles": ["policymaker"]},
    "state": {"id": "ministry", "roles": ["state"]},
    "research_leadership": {"id": "institute", "roles": ["research_leadership"]},
    "conference_or_journal": {"id": "journal", "roles": ["conference_or_journal"]},
    "external_auditor": {"id": "auditor", "roles": ["external_auditor"]},
}
HOSTING = ("model_hosting", "hosted_inference")
# What an actor may own in a role beside what it always does here.
OWNING: Mapping[str, tuple[str, ...]] = {**MADE, "model_provider": ("dataset", "model"), HOST: ("model",)}
RESEARCH = Path("research")


def activities(world: "World", actor: Record) -> Record:
    """Return what the actor that the clause is asked of does: what its role takes, and more where that matters."""
    hosting = world.random.sample(HOSTING, world.random.randint(1, 2)) if world.role == HOST else []
    manifold = world.manifold or world.role in {*OWNING} - {HOST}
    extra = world.random.sample(ACTIVITIES, world.random.randint(0, 2)) if manifold else []
    found = sorted({*(hosting or actor.get("activities", ())), *extra})
    return {"activities": found} if found else {}


def hosting(world: "World", manifest: Mapping[str, Any]) -> Iterator[Record]:
    """Yield whom a host serves, and perhaps with which of the models."""
    if world.role != HOST or "model" not in world.needed or world.chance(0.15):
        return
    models = [one["id"] for one in manifest.get("models", ())]
    about = {"about": [world.random.choice(models)]} if models and world.chance(0.5) else {}
    yield {"kind": "hosts", "from": world.me, "to": world.random.choice(["lab", "lab", "maker"]), **about}


def publications(world: "World") -> Iterator[tuple[str, Any]]:
    """Yield publications of the actor, by it, of others, or of nobody that the manifest names."""
    if RESEARCH not in world.fields or world.chance(0.1):
        return
    ends = world.random.choice([[], [{"owner": [world.me]}], [{"venue": [world.me]}], [{"owner": ["lab"]}, {}]])
    more = [{"owner": [world.me], "venue": ["lab"]}] if world.chance(0.2) else []
    found = [{"id": f"paper-{number}", **one} for number, one in enumerate([*ends, *more])]
    yield "publications", [world.filled(one, RESEARCH) for one in found]
