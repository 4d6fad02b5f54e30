"""What is asked of a person about a place in a manifest: the question of the vocabulary with names, and its answers."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate.evaluate.site import Site
from rightsgate.report.allowed import allowed_text
from rightsgate.report.places import field_of
from rightsgate.vocabulary.asked import NAME, label_of, worded
from rightsgate.vocabulary.model import REFERENCES, EntityKind, Field, Vocabulary

# Where a field has no question of its own.
BARE: Final = "What is to be said of {field} of {name}?"


def question_of(kind: EntityKind, field: Field | None, entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the question about a field of an entry, or (None) whether there is any entry of that kind.

    ``entry`` is what it states, ``names`` what entries are called, by their ids.
    """
    called = {placeholder: _called(kind, entry, placeholder, names) for placeholder in (*kind.called, NAME)}
    if field is None:
        any_such = kind.fields.get("exists") if "kind" in entry else None
        return worded(kind, kind.question if any_such is None else any_such.question, called)
    return worded(kind, field.question or BARE.replace("{field}", field.path), called)


def _called(kind: EntityKind, entry: Mapping[str, Any], placeholder: str, names: Mapping[str, str]) -> str:
    if placeholder == NAME:
        key = str(entry.get("id", ""))
        return str(entry.get("name") or ("" if key.startswith(kind.name) else key))
    field, said = kind.by_path.get(placeholder), entry.get(placeholder)
    if field is None or not said:
        return ""
    words = said if isinstance(said, list | tuple) else [said]
    if field.type in REFERENCES:
        return ", ".join(names.get(word, str(word)) for word in words)
    return " or ".join(label_of(field.labels, str(word)) for word in words)


def answers_of(site: Site, vocabulary: Vocabulary) -> str:
    """Return what can be typed as an answer."""
    field = field_of(site, vocabulary)
    if field is not None:
        return allowed_text(field, vocabulary)
    kinds = f" of kind {' or '.join(site.kinds)}" if site.kinds else ""
    return f"list what there is{kinds}, or none"
