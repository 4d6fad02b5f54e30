"""The catalogue's clauses, and the duties of the shipped rules that encode them."""

from pathlib import Path

import pytest
import yaml

from catalogue_departures import bound, departed, split
from rightsgate.load.pack import builtin, load_pack

CATALOGUE = Path(__file__).resolve().parents[2] / "shared" / "catalogue.yaml"
if not CATALOGUE.is_file():
    pytest.skip("the catalogue is no part of the project, and is not beside it here", allow_module_level=True)

with CATALOGUE.open(encoding="utf-8") as file:
    catalogue = yaml.load(file, Loader=yaml.CSafeLoader)
ALL = {clause["id"]: clause for clause in catalogue["clauses"]}
# What no manifest can show is a duty only in the main source: there it is listed with its reason all the same.
LISTED = {name for name, one in ALL.items() if departed(one)["check"]["machine"] == "no" and one["source"] != "bsr_hra"}
ENCODED = {name: clause for name, clause in ALL.items() if name not in LISTED}
PRINTED = {part["id"]: part for clause in ENCODED.values() for part in split(clause)}
CLAUSES = {part["id"]: part for clause in ENCODED.values() for part in split(departed(clause))}
DECIDABLE = [name for name, clause in CLAUSES.items() if clause["check"]["machine"] != "no"]
PACK = load_pack([builtin("rules")])
BY_ID = {duty.id: duty for duty in PACK.duties}
DUTIES = {name: BY_ID[name.lower()] for name in CLAUSES if name.lower() in BY_ID}
ROLES = {name: bound(clause) for name, clause in CLAUSES.items()}
PAIRS = [(name, role) for name in DECIDABLE for role in ROLES[name]]
# Duties of the documents that the catalogue has not; two of them are about a part of a clause that another duty encodes.
ADDED = frozenset(
    (
        *("BSR-3.d", "BSR-4.2.b", "BSR-4.2.c", "BSR-4.2.d", "BSR-4.2.e", "BSR-4.2.f"),
        *("BSR-4.3.a", "BSR-4.3.b", "BSR-4.3.c", "BSR-4.3.d", "BSR-6.3-1.h", "BSR-6.4-2.h", "BSR-6.5-3.d"),
        *("PAI-M02.j", "PAI-M07.f", "PAI-M08.g", "PAI-X.m", "PAI-X.n", "PAI-X.o", "PAI-PR.10"),
    )
)
# What the catalogue has not and no duty of its own encodes: the first stands in one for BT-R3.a, the others ask nothing.
JOINED, CONTEXT = frozenset(("BT-R3.d",)), frozenset(("ANN.b", "AML.j"))
PARTS = frozenset(("PAI-X.o", "PAI-PR.10"))
