"""Random impacts with the ties of actors to them, decisions and tradeoffs, for the worlds around a clause."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from oracle.language import Atom, Path, atoms_in
from oracle.manifest import ENTITIES
from oracle.operators import Value

if TYPE_CHECKING:
    from oracle.worlds import World

Record = dict[str, Any]
IMPACT, LINK, DECISION, TRADEOFF = Path("impact"), Path("link"), Path("decision"), Path("tradeoff")
PEOPLE = ["vendor", "lab", "maker", "clinic", "desk"]
TESTS = ("legitimacy", "necessity_proportionality", "nondiscrimination", "reverting_to_principle")
# Fields that the catalogue has not, or of which it does not list the codes.
EXTRA: Mapping[str, Mapping[str, Any]] = {
    "impact.rights": {"type": "set", "values": ["privacy", "esc.property", "bt_property", "equality"]},
    "impact.risk": {"type": "enum", "values": ["RISK-5.3-3", "RISK-5.4-2"]},
    "impact.remedy.contributors": {"type": "set", "values": PEOPLE},
    "impact.remedy.coordinator": {"type": "set", "values": PEOPLE},
    "impact.severity.scope": {"type": "enum", "values": ["few", "many", "masses"]},
    "impact.severity.scale": {"type": "enum", "values": ["limited", "serious", "grave"]},
    "impact.severity.remediability": {"type": "enum", "values": ["restorable", "irremediable"]},
    "dataset.no_set_purpose": {"type": "bool"},
    "actor.collective.remedy_routes": {"type": "any"},
    "actor.initiative.grounded_in": {"type": "set", "values": ["ungps", "oecd_guidelines"]},
    "actor.initiative.integrates": {"type": "set", "values": ["severity_prioritisation", "involvement_framework"]},
    "actor.initiative.dialogue": {"type": "any"},
    "model.direct_disclosure": {"type": "any"},
    "link.decided_by": {"type": "text"},
    "link.decided_on": {"type": "date"},
    "link.reason": {"type": "text"},
    "link.downgrade_signed_by": {"type": "text"},
    **{f"tradeoff.reasons.{test}": {"type": "text"} for test in TESTS},
}
# What the attribution rules ask, which no clause spells out.
ASKED = (
    "impact.foreseeable == yes ; impact.date exists ; impact.status == actual ; impact.from_other_use == true",
    "impact.rights has esc.property ; impact.risk == RISK-5.4-2 ; app.inherently_violative == true",
    "dataset.contains has ip_protected ; dataset.filtered_for lacks ip_protected ; dataset.rights_basis == consent",
    "dataset.deidentified == false",
)
FACTS = (
    *("acts_alone_sufficient", "protected_works_left_in", "own_use", "enables_harm", "incentivises_harm"),
    *("parallel_contribution", "in_value_chain_of_product", "business_relationship"),
)
WEIGHED = ("hrdd_conducted", "mitigations_prevent_enablement", "safeguards_effective", "third_party_act_between")
DATED = ("hrdd_since", "mitigations_since", "safeguards_since")
DECIDED = ("level", "decided_by", "decided_on", "reason")
NAMED = (*DECIDED, *DATED, "downgrade_signed_by")  # none of these says anything; see the test on what nobody signed
ATTRIBUTING = (*FACTS, *WEIGHED, *DATED, "downgrade_signed_by", "basis", "roles", "developed_tool")


def looks_at(found: Iterable[Atom], catalogue: Mapping[str, Any]) -> Iterator[Atom]:
    """Yield the tests behind what tests look at: the facts that attribution and risks rest on."""
    places = {(path.entity, path.field) for atom in found for path in atom.paths}
    names = {field for entity, field in places if entity == "derived"}
    levels = ("link", "level") in places or ("impact", "remedy.direct_required") in places
    if levels or "contact_in_chain" in names:
        yield from (atom for line in ASKED for atom in atoms_in(line))
    if names & {"vulnerable_groups", "relevant_topics"}:
        yield from (atom for risk in catalogue["risks"] for line in risk["triggers"] for atom in atoms_in(line))
    if ("impact", "remedy.needs_chain_collaboration") in places:
        yield from atoms_in("impact.remedy.contributors exists")
    if "trained_languages" in names:
        yield from atoms_in("dataset.languages exists ; app.languages exists")
    if names & {"unfiltered_harmful", "harmful_present", "harmful_left"}:
        yield from (atom for line in ASKED[2:] for atom in atoms_in(line))


def impacts(world: "World", manifest: Mapping[str, Any]) -> Iterator[tuple[str, list[Record]]]:
    """Yield the section of impacts, if the clause looks at any."""
    if not world.tied or world.chance(0.06):
        return
    count = world.random.choice([0, 1, 1, 1, 1, 1, 2])
    yield "impacts", [impact(world, number, manifest) for number in range(count)]


def impact(world: "World", number: int, manifest: Mapping[str, Any]) -> Record:
    found: Record = {"id": f"harm-{number}"}
    for kind, section in ENTITIES.items():
        if manifest.get(section) and world.chance(0.4):
            found["application" if kind == "app" else kind] = world.random.choice(manifest[section])["id"]
    found = world.filled(found, IMPACT)
    if found.get("application") == "notes2":
        found.pop("deployment", None)  # see the test on a deployment of two tools
    if found.get("status") != "actual":
        found.pop("date", None)  # see the test on the date of what has not happened yet
    links = [link(world, one) for one in world.everybody if world.chance(0.8 if one == world.me else 0.25)]
    return found | ({"links": links} if links else {})


def link(world: "World", actor: str) -> Record:
    """Return the record of one tie: with little said, much denied, or decided by a person."""
    found: Record = {"actor": actor}
    found = world.filled(found, LINK)
    found.pop("level", None)
    manner = world.random.choice(["sparse", "sparse", "denying", "decided", "silent"])
    if manner == "decided":
        for field in DECIDED:
            stated(world, found, field, 0.92)
    if manner == "denying":
        found |= dict.fromkeys(FACTS[:-1], False) | {"safeguards_effective": True, "safeguards_since": "2024"}
        if world.chance(0.5):
            found[world.random.choice(FACTS)] = True
    for field in ATTRIBUTING:
        if manner in ("sparse", "decided") or world.chance(0.1):
            stated(world, found, field, 0.3)
    return found


def stated(world: "World", record: Record, field: str, share: float) -> None:
    if world.chance(share):
        world.state(record, field, f"link.{field}")
    if field in NAMED and record.get(field) in ("none", False):
        del record[field]


def decide(world: "World", actor: Record) -> Record:
    """Let an actor list its decisions, deny that there are any, or say nothing."""
    if DECISION not in world.fields or world.chance(0.1):
        return actor
    if world.chance(0.2):
        return {**actor, "risk_decisions": world.random.choice(["none", [], False, "unknown"])}
    count = world.random.randint(1, 2)
    return {**actor, "risk_decisions": [world.filled({"id": f"risk-{one}"}, DECISION) for one in range(count)]}


def tradeoffs(world: "World") -> Iterator[tuple[str, Value]]:
    """Yield the tradeoffs of the actor and of others."""
    if TRADEOFF not in world.fields or world.chance(0.1):
        return
    owners = world.random.choice([[], [world.me], [world.me], [world.other()], [world.me, world.other()]])
    found = [{"id": f"conflict-{number}", "owner": [owner]} for number, owner in enumerate(owners)]
    yield "tradeoffs", [world.filled(one, TRADEOFF) for one in found]
