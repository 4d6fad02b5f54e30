"""The kinds of fact that rules may build on without deriving them, each with its number of terms."""

from typing import Final

from rightsgate.vocabulary.model import FieldType, Vocabulary

# What attribution rules and remedy rules conclude, with the id of the rule, or of what is owed, as the last term.
ATTRIBUTED: Final = "attributed"
OWES: Final = "owes"
# What every run states beside the entities and fields of the manifest: kind to number of terms.
STATED: Final = {
    "listed_completely": 1,
    "declared_none": 2,
    "related": 4,
    "denied": 3,
    "asked_scope": 2,
    "asked_relation": 2,
    "tie": 3,
    "said": 2,
    "answered": 2,
    "written": 2,
    "complete": 2,
    "checked_on": 1,
    "decisions_from": 1,
    # What risk tables state, and what evaluating them and weighing duties concludes.
    "borrowed": 3,
    "risk_right": 2,
    "risk_group": 2,
    "risk_topic": 2,
    "cell": 3,
    "closes": 3,
    "omission": 2,
    "triggered": 2,
    "signalled": 4,
    "shown": 4,
    "outcome": 5,
}
# What the weighing of duties looks up among derived facts, and so must find in this form.
LOOKED_UP: Final = {
    **dict.fromkeys(("role", "bound", "leads_to", "owns", "concerns"), 2),
    "product": 1,
    **dict.fromkeys(
        ("part_of", "holds", "own_part", "scope_unlisted", "scope_none", "relation_unlisted", "relation_none"), 3
    ),
    **dict.fromkeys(("in_scope", "relation_of"), 4),
}


def base_kinds(vocabulary: Vocabulary) -> dict[str, int]:
    """Return the kinds of fact that a manifest itself states: ``model``, ``model.developer``, …"""
    kinds = dict(STATED)
    for kind in vocabulary.kinds.values():
        kinds[kind.name] = 1
        for path, field in kind.by_path.items():
            if field.type not in (FieldType.GROUP, FieldType.RECORDS):
                kinds[f"{kind.name}.{path}"] = 2
    return kinds
