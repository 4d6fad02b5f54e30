"""What the JSON Schema of manifests defines once: shared forms, the details of a statement, a form for each type."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate.handbook.blocks import shown
from rightsgate.handbook.details import MEANS
from rightsgate.text.characters import UNPRINTED, UNSEEN
from rightsgate.text.placeholders import NO
from rightsgate.vocabulary.model import FieldType

Schema = dict[str, Any]

# A year, a month of a year, or a day of the calendar; and the day that only leap years have. A line break at the end
# would be taken by some readers of `$`.
DAY: Final = (
    r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?|-(0[13-9]|1[0-2])-(29|30)|-(0[13578]|1[02])-31)?"
    r"(?!\n)$"
)
LEAP_DAY: Final = r"^([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29(?!\n)$"
UNSAID: Final = ("none", "unknown", None)


def _in_any_case(words: str) -> str:
    """Return a pattern that matches some words in any case, with anything but letters and digits between them."""
    return r"[\W_]+".join(
        "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else c for c in word) for word in words.split()
    )


# JSON Schema has no patterns that ignore case. Words in other alphabets are left to the loader.
DENIAL: Final = rf"^[\W_]*(?:{'|'.join(_in_any_case(words) for words in sorted(NO) if words.isascii())})[\W_]*$"
REMARK: Final[Schema] = {"$ref": "#/$defs/remark"}
WHEN: Final[Schema] = {"$ref": "#/$defs/when"}
COMPLETE: Final[Schema] = {"enum": [True, False, "unknown", None]}
# The form of a detail; its words come from where they are told.
FORMS: Final[Mapping[str, Schema]] = {"since": WHEN, "as_of": WHEN, "complete": COMPLETE}
DETAILS: Final[Mapping[str, Schema]] = {
    name: {"description": shown(means), **FORMS.get(name, REMARK)} for name, means in MEANS.items()
}
SHARED: Final[Mapping[str, Schema]] = {
    "id": {
        "description": "A word of your own by which other entries name this one, such as acme-1",
        "type": "string",
        "pattern": r"^[^\s(](.*\S)?$",
        "not": {"anyOf": [{"enum": ["none", "unknown"]}, {"pattern": f"[{UNPRINTED}{UNSEEN}]"}]},
    },
    "day": {
        "description": "YYYY-MM-DD, YYYY-MM or YYYY",
        "anyOf": [
            {"type": "string", "anyOf": [{"pattern": DAY}, {"pattern": LEAP_DAY}]},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ],
    },
    "when": {"anyOf": [{"$ref": "#/$defs/day"}, {"enum": ["unknown", None]}]},
    "remark": {"anyOf": [{"type": ["string", "array", "null"], "items": {"type": "string"}}, {"const": False}]},
    "details": {"description": "Details alone state nothing", "propertyNames": {"enum": list(DETAILS)}},
    "unsaid": {"description": "none = declared absent, unknown = not said", "enum": list(UNSAID)},
    "nothing": {"description": "none = declared absent, unknown = not said", "enum": [*UNSAID, False, []]},
    "absent": {
        "description": "Names nobody",
        "anyOf": [
            {"enum": list(UNSAID)},
            {"type": "string", "pattern": r"^\s*$"},
            {"type": "object", "properties": {"value": {"$ref": "#/$defs/absent"}}, "required": ["value"]},
        ],
    },
    "boolean": {"enum": [True, False, *UNSAID]},
    "date": {"anyOf": [{"$ref": "#/$defs/day"}, {"$ref": "#/$defs/unsaid"}]},
    "number": {"anyOf": [{"type": "number"}, {"$ref": "#/$defs/unsaid"}]},
    "text": {"type": ["string", "number", "null"]},
    "word": {"description": "One word, none or unknown", "type": ["string", "null"]},
    "list": {
        "description": "A list, none or unknown; in a list, unknown = and maybe more",
        "anyOf": [
            {"type": "array", "not": {"contains": {"const": "none"}}},
            {"type": "array", "maxItems": 1},
            {"$ref": "#/$defs/nothing"},
        ],
    },
    "words": {"$ref": "#/$defs/list", "items": {"type": ["string", "null"]}},
    "described": {
        "$ref": "#/$defs/list",
        "items": {"anyOf": [{"$ref": "#/$defs/description"}, {"const": "none"}]},
    },
    "languages": {
        "$ref": "#/$defs/list",
        "items": {
            "anyOf": [{"$ref": "#/$defs/description"}, {"const": "none"}, {"type": "string", "pattern": "^[a-z]{2}$"}]
        },
    },
    "references": {
        "description": "An id, a list of ids, none or unknown",
        "anyOf": [{"type": "string"}, {"$ref": "#/$defs/words"}],
    },
    "texts": {"$ref": "#/$defs/list", "items": {"type": ["string", "number", "boolean", "null"]}},
    "description": {
        "description": "Words that say what there is; a bare number or a no does not",
        "anyOf": [{"type": "string", "not": {"pattern": DENIAL}}, {"type": "null"}],
    },
    "anything": {
        "description": "A text, a list of texts, or true; none or unknown",
        "anyOf": [
            {"const": True},
            {"$ref": "#/$defs/description"},
            {"$ref": "#/$defs/described"},
            {"$ref": "#/$defs/nothing"},
        ],
    },
    "statement": {
        "description": "A value and what backs it",
        "type": "object",
        "properties": {"value": True, **{name: {"$ref": f"#/$defs/{name}"} for name in DETAILS}},
        "required": ["value"],
        "additionalProperties": False,
    },
}
BY_TYPE: Final[Mapping[FieldType, str]] = {
    FieldType.GROUP: "nothing",
    FieldType.BOOLEAN: "boolean",
    FieldType.CHOICE: "word",
    FieldType.CHOICES: "described",
    FieldType.DATE: "date",
    FieldType.NUMBER: "number",
    FieldType.TEXT: "text",
    FieldType.ANY: "anything",
    FieldType.LIST: "texts",
    FieldType.REFERENCE: "word",
    FieldType.REFERENCES: "references",
}
