"""Takes from the catalogue of requirements what the evaluator needs: ids, codes and conditions, and no sentence.

    python tests/oracle/extract.py CATALOGUE > tests/oracle/catalogue.yaml

The catalogue is a reading of the sources that was written before the rules, and apart from them. It paraphrases what
the sources say and is therefore kept outside this repository. ``tests/rules/test_catalogue_extract.py`` compares the two.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

Entry = Mapping[str, Any]
HEAD: Final = """\
# The catalogue of requirements as the independent evaluator needs it: ids, codes and conditions.
# Made by tests/oracle/extract.py; do not edit. Where it should say something else, see departures.yaml.
"""
# What is taken of each entry of a list.
TAKEN: Final = {
    "activities": ("id",),
    "role_inference": ("id", "if", "then"),
    "vulnerable_groups": ("id",),
    "pathways": ("id", "actor", "nature", "signals"),
    "table_labels": ("id", "actor", "match", "resolves_to", "closest_own", "also"),
    "risks": ("id", "right", "sub", "topics", "vulnerable", "baseline", "triggers", "links"),
    "clauses": (
        *("id", "source", "type", "basis", "actors", "secondary_actors", "pathways", "rights", "framework", "stage"),
        *("status", "finding", "applies_when", "evidence", "check"),
    ),
}
# What is taken of what stands inside such an entry.
INSIDE: Final = {"links": ("actor", "status", "labels", "pathways", "fields"), "check": ("machine",)}
FIELD: Final = ("path", "type", "values")
SETS: Final = ("bsr_rights", "btech_rights", "sensitive_domains")


def extract(catalogue: Entry) -> dict[str, Any]:
    """Return the part of the catalogue that the evaluator and the tests read."""
    vocabulary = catalogue["vocabulary"]
    return {
        "open_fields": list(catalogue["meta"]["open_lists"]["open_fields"]),
        "sets": {name: list(vocabulary["sets"][name]) for name in SETS},
        "fields": [taken(field, FIELD) for field in vocabulary["fields"]],
        **{section: [taken(entry, keys) for entry in catalogue[section]] for section, keys in TAKEN.items()},
    }


def taken(entry: Entry, keys: Iterable[str]) -> dict[str, Any]:
    """Return some keys of an entry, in this order."""
    return {key: within(entry[key], INSIDE.get(key)) for key in keys if key in entry}


def within(value: Any, keys: Iterable[str] | None) -> Any:
    """Return what stands at a key: the whole of it, or some keys of the entry or entries there."""
    if keys is None:
        return value
    return [taken(entry, keys) for entry in value] if isinstance(value, list) else taken(value, keys)


def main() -> None:
    """Print the extract of the catalogue that the first argument names."""
    catalogue = yaml.load(Path(sys.argv[1]).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    found = yaml.dump(extract(catalogue), Dumper=Plain, default_flow_style=None, width=118, sort_keys=False)
    sys.stdout.write(HEAD + found)


class Plain(yaml.SafeDumper):
    """Writes a list that stands in several places out in each of them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


if __name__ == "__main__":
    main()
