"""The catalogue's clauses, and the duties of the shipped rules that encode them."""

from oracle.catalogue import corrected
from oracle.departures import bound, departed, split
from rightsgate.rules.packs.load import builtin, load_pack

catalogue = corrected()
ALL = {clause["id"]: clause for clause in catalogue["clauses"]}
# What no manifest can show is a duty only in the main source: there it is listed with its reason all the same.
LISTED = {name for name, one in ALL.items() if departed(one)["check"]["machine"] == "no" and one["source"] != "bsr_hra"}
ENCODED = {name: clause for name, clause in ALL.items() if name not in LISTED}
PRINTED = {part["id"]: clause for clause in ENCODED.values() for part in split(clause)}
CLAUSES = {part["id"]: part for clause in ENCODED.values() for part in split(clause)}
DECIDABLE = [name for name, clause in CLAUSES.items() if clause["check"]["machine"] != "no"]
PACK = load_pack([builtin("rules")])
BY_ID = {duty.id: duty for duty in PACK.duties}
DUTIES = {name: BY_ID[name.lower()] for name in CLAUSES if name.lower() in BY_ID}
ROLES = {name: bound(clause) for name, clause in CLAUSES.items()}
# What the documents ask and the catalogue has not: the lists of the documents name it, with a rule or a reason why none.
OURS = {
    clause.id: clause
    for document in PACK.sources.documents.values()
    for section in document.sections
    for clause in section.clauses
    if clause.id not in ALL
}
PAIRS = [(name, role) for name in DECIDABLE for role in ROLES[name]]
