"""The duties against the catalogue that they encode, as text, clause by clause."""

from collections import Counter

import pytest

from oracle.clauses import (
    ALL,
    BY_ID,
    CLAUSES,
    DECIDABLE,
    DUTIES,
    ENCODED,
    LISTED,
    OURS,
    PACK,
    PAIRS,
    ROLES,
    catalogue,
)
from oracle.departures import DEPARTURES, bound, split
from oracle.language import renamed

FIELDS = {field["path"]: field for field in catalogue["fields"]}
STAGES = {"rd": "development", "post": "after_deployment"}
# What the table of departures may say of a clause; see there.
KEYS = {
    *("section", "reason", "when", "evidence", "parts", "of", "beside", "each", "side", "listed", "part_of"),
    *("actors", "secondary", "type", "basis", "machine"),
}
# What the sources of the catalogue are called here.
DOCUMENTS = {
    "bsr_hra": "bsr-hra-2025",
    "bsr_announcement": "bsr-announcement-2024",
    "btech_overview": "btech-overview",
    "pai_open_fm": "pai-open-fm",
    "pai_collection": "pai-collection",
}
CONSISTENCY = "rg-"  # the rules of consistency, which no source states


def test_every_clause_is_encoded_by_exactly_one_duty_or_by_those_it_is_split_into() -> None:
    ours = {name.lower() for name in OURS}
    duties = [duty for duty in PACK.duties if not duty.id.startswith(CONSISTENCY) and duty.id not in ours]
    encoded = Counter(name for duty in duties for name in duty.source.clauses if name in ALL)
    assert encoded == Counter(name for clause in ENCODED.values() for name in [clause["id"]] * len(list(split(clause))))
    assert {name: duty.source.clauses[:1] for name, duty in DUTIES.items()} == {
        part["id"]: (clause["id"],) for clause in ENCODED.values() for part in split(clause)
    }
    assert len(duties) == len(DUTIES)


def test_what_the_catalogue_has_not_is_encoded_or_has_its_reason() -> None:
    duties = [duty for duty in PACK.duties if not duty.id.startswith(CONSISTENCY)]
    encoded = {name for duty in duties for name in duty.source.clauses}
    assert {name for name, clause in OURS.items() if not clause.standing} == {*OURS} & encoded
    assert all(clause.says and clause.reason for clause in OURS.values() if clause.standing)
    assert encoded <= {*ALL, *OURS}


def test_so_many_clauses_are_held_against_duties() -> None:
    # Three clauses are two duties each; of 25 clauses nothing can be seen in a manifest, 20 of them of other sources.
    assert (len(ALL), len(ENCODED), len(CLAUSES), len(DECIDABLE)) == (441, 421, 424, 420)
    assert len(PAIRS) == 800


@pytest.mark.parametrize("document", DOCUMENTS.values())
def test_a_document_lists_all_its_clauses_and_says_of_those_that_no_duty_encodes_why(document: str) -> None:
    of_document = {name for name, clause in ALL.items() if DOCUMENTS[clause["source"]] == document}
    listed = [clause for section in PACK.sources.documents[document].sections for clause in section.clauses]
    assert Counter(clause.id for clause in listed if clause.id not in OURS) == Counter(of_document)
    assert {clause.id for clause in listed if clause.standing and clause.id not in OURS} == LISTED & of_document


@pytest.mark.parametrize("name", CLAUSES)
def test_a_duty_binds_and_closes_what_its_clause_does(name: str) -> None:
    clause, duty = CLAUSES[name], DUTIES[name]
    assert duty.binds == ROLES[name]
    assert set(duty.secondary) == set(clause.get("secondary_actors", ()))
    assert {duty.strength_in(role).value for role in bound({**clause, "secondary_actors": ()})} == {clause["type"]}
    assert {duty.strength_in(role).value for role in duty.secondary} <= {"may"}
    assert duty.source.document == DOCUMENTS[clause["source"]]
    assert duty.framework == clause.get("framework", "")
    assert duty.stage == STAGES.get(clause.get("stage", ""), clause.get("stage", ""))
    assert duty.joint == (clause.get("finding") == "one_per_impact")
    assert duty.basis.value == clause.get("basis", "stated")
    assert duty.closes == tuple(clause["pathways"])
    assert duty.rights == tuple(clause["rights"])
    machine = {
        "partly": bool(duty.judgement),
        "no": bool(duty.out_of_reach),
        "yes": not (duty.judgement or duty.out_of_reach),
    }
    assert machine[clause["check"]["machine"]]
    assert sum(machine.values()) == 1


def test_only_what_a_revoked_order_asked_is_out_of_effect() -> None:
    revoked = {name for name, clause in CLAUSES.items() if clause.get("status") == "inactive"}
    assert revoked == {name for name, clause in CLAUSES.items() if clause.get("framework") == "fw_eo"}
    limited = {name for name, duty in DUTIES.items() if duty.effective_from or duty.effective_until}
    assert limited == revoked
    days = ("2023-10-29", "2023-10-30", "2024-06-01", "2025-01-19", "2025-01-20", "2026-06-01")
    in_effect = [False, True, True, True, False, False]
    assert all([DUTIES[name].in_effect(day) for day in days] == in_effect for name in revoked)


def test_each_recommendation_of_the_document_holds_the_duties_of_its_clauses() -> None:
    wanted: dict[str, set[str]] = {}
    for name in [*CLAUSES, *(name for name in OURS if name.lower() in BY_ID)]:
        of = name.removesuffix(".topics").rpartition(".")[0].lower()
        wanted.setdefault(of, set()).add(BY_ID[name.lower()].id)
    held = {one.id: set(one.duties) for one in PACK.recommendations if not one.id.startswith(CONSISTENCY)}
    assert held == wanted
    assert len([name for name in wanted if name.startswith("bsr-6.") and name != "bsr-6.0"]) == 22


def test_every_rule_of_the_catalogue_on_roles_is_encoded() -> None:
    encoded = {one.id: one.conclusion for one in PACK.inferences}
    wanted = {rule["id"]: rule["then"] for rule in catalogue["role_inference"]}
    assert len(wanted) == 19
    assert {name: encoded[name].terms[1] for name in wanted} == wanted
    assert {encoded[name].kind for name in wanted} == {"role"}


KINDS = {
    "art": "document",
    "pol": "terms",
    "chan": "channel",
    "app": "application",
    "rel": "relation",
    "research": "publication",
}
# What the catalogue calls a field is a section of its own: its entries are entities.
SECTIONS = {"actor.risk_decisions": "decision", "actor.tradeoffs": "tradeoff", "impact.links": "link"}
STATABLE = [path for path in FIELDS if not path.startswith("derived.")]


@pytest.mark.parametrize("path", STATABLE)
def test_a_manifest_can_state_every_field_of_the_catalogue(path: str) -> None:
    kind, *names = renamed(path).replace("impact.app", "impact.application").split(".")
    if path in SECTIONS:
        section = PACK.vocabulary.kinds[SECTIONS[path]]
        holder, _, name = path.partition(".")
        assert section.section == name
        assert holder in section.inside
        return
    fields = PACK.vocabulary.kinds[KINDS.get(kind, kind)].fields
    for name in names[:-1]:
        fields = fields[name].fields
    field = fields[names[-1]]
    # Every field can be declared none; digits are what a count is compared with.
    codes = {code for code in FIELDS[path].get("values", ()) if code != "none" and not code.isdigit()}
    assert not field.values or set(field.values) >= codes or set(field.fields) >= codes


def test_each_departure_is_of_a_clause_and_says_where_and_why() -> None:
    beside = {name for name, one in DEPARTURES.items() if "part_of" in one}
    assert DEPARTURES.keys() - beside <= ALL.keys()
    assert {DEPARTURES[name]["part_of"] for name in beside} <= ENCODED.keys()
    assert all(one["section"] and one["reason"] for one in DEPARTURES.values())
    assert all(one.keys() <= KEYS for one in DEPARTURES.values())
