"""The vocabulary to a JSON Schema of manifests (draft 2020-12), for editors and for checks before the check.

It accepts what the loader accepts. Only the loader can tell that ids are unique and do not look the same, that
references lead somewhere, and which characters are not in Unicode yet.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from rightsgate.handbook.fields import question
from rightsgate.handbook.schema_definitions import BY_TYPE, DETAILS, SHARED, UNSAID, Schema
from rightsgate.vocabulary.model import LANGUAGES, EntityKind, Field, FieldType, Vocabulary

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def manifest_schema(vocabulary: Vocabulary) -> Schema:
    """Return the schema of the manifests that are written in ``vocabulary``."""
    writer = _Writer(vocabulary)
    sections = {section: writer.section(kind) for section, kind in vocabulary.sections.items() if kind.alone}
    return {
        "$schema": DIALECT,
        "title": "rightsgate manifest",
        "description": "Who does what with which data, models and applications, and with which practices",
        "type": "object",
        "properties": {
            "rightsgate": {"description": "Version of the format", "const": 1},
            "name": {"description": "What the manifest is of", "$ref": "#/$defs/text"},
            "subject": {
                "description": "The actor on whose behalf the manifest is checked, by its id",
                "$ref": "#/$defs/id",
            },
            "description": {**DETAILS["note"], "$ref": "#/$defs/text"},
            **sections,
        },
        "required": ["rightsgate"],
        "anyOf": [{"required": [section]} for section in sections],
        "additionalProperties": False,
        "$defs": dict(sorted(writer.defs.items())),
    }


class _Writer:
    """Writes definitions: shared ones by a word, fields by ``kind.path``, entities by ``entity:kind``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.defs: dict[str, Schema] = {**SHARED, **DETAILS}
        for name in sorted({*BY_TYPE.values(), "languages"}):
            self.defs[f"statement:{name}"] = stated(ref(name))
        for kind in vocabulary.kinds.values():
            self.defs[f"entity:{kind.name}"] = self.entity(kind)
            self.defs[f"entities:{kind.name}"] = listed(f"entity:{kind.name}")

    def section(self, kind: EntityKind) -> Schema:
        return {"description": kind.means, **stated(ref(f"entities:{kind.name}"))}

    def entity(self, kind: EntityKind) -> Schema:
        own = {
            "id": ref("id"),
            "name": {"description": "What readers know it by", **ref("text")},
            "transcribed_from": {
                "description": "The document that the entry was copied from: what its lists leave out is not stated",
                **ref("text"),
            },
        }
        for inner in self.vocabulary.within(kind.name):
            means = f"{inner.means}; standing here, it belongs to this {kind.name}"
            own[inner.section] = {"description": means, **ref(f"entities:{inner.name}")}
        schema = self.mapping({**own, **self.fields(kind.name, kind.fields)})
        if kind.name == "link":
            return {"description": kind.means, **_tie(schema)}
        required = {"required": ["id"]} if kind.named else {"not": ref("details")}
        return {"description": kind.means, **required, **schema}

    def fields(self, kind: str, fields: Mapping[str, Field]) -> dict[str, Schema]:
        of = self.vocabulary.kinds[kind]
        return {name: {"description": hover(of, f), **self.field(kind, f)} for name, f in fields.items()}

    def field(self, kind: str, field: Field) -> Schema:
        name = f"{kind}.{field.path}"
        if field.type is FieldType.RECORDS:
            self.defs[f"record:{name}"] = self.group(kind, field)
            self.defs[f"records:{name}"] = listed(f"record:{name}")
            return stated(ref(f"records:{name}"))
        plain = "languages" if field.values_from == LANGUAGES else BY_TYPE[field.type]
        if field.values and field.type in (FieldType.CHOICE, FieldType.CHOICES):
            plain = name
            self.defs[name] = codes(field)
            self.defs[f"statement:{name}"] = stated(ref(name))
        if field.type is FieldType.NUMBER and (field.whole or field.at_least is not None):
            plain = name
            self.defs[name] = {"anyOf": [amount(field), ref("unsaid")]}
            self.defs[f"statement:{name}"] = stated(ref(name))
        if not field.fields:
            return ref(f"statement:{plain}")
        self.defs[f"group:{name}"] = self.group(kind, field)
        value = {"anyOf": [ref(f"group:{name}"), ref(plain)]}
        # Where a field of the group is called `value`, a mapping is always the group and never a statement.
        return value if "value" in field.fields else stated(value)

    def group(self, kind: str, field: Field) -> Schema:
        plain = [name for name in DETAILS if name not in field.fields]
        details = ref("details") if len(plain) == len(DETAILS) else {"propertyNames": {"enum": plain}}
        return {**self.mapping(self.fields(kind, field.fields)), "not": details}

    @staticmethod
    def mapping(properties: Mapping[str, Schema]) -> Schema:
        details = {name: ref(name) for name in DETAILS if name not in properties}
        return {"type": "object", "properties": {**properties, **details}, "additionalProperties": False}


def _tie(schema: Schema) -> Schema:
    """Return the schema of a tie: it is known by its actor and by the impact that it stands in."""
    own = {name: of for name, of in schema["properties"].items() if name not in ("id", "impact")}
    actor = {"allOf": [own["actor"], {"not": ref("absent")}]}
    return {**schema, "required": ["actor"], "properties": {**own, "actor": actor}}


def hover(kind: EntityKind, field: Field) -> str:
    """Return what an editor shows of a field: what it means, what its codes mean, and what is asked about it."""
    named = [f"{code} = {called}" for code, called in field.labels.items()] if not field.values_from else []
    asked = question(kind, field.question)
    return "; ".join([field.means, *named]) + (f". {asked}" if asked else "")


def codes(field: Field) -> Schema:
    """Return the schema of one code, or of a list of codes, as the field takes them."""
    allowed = {"enum": list(dict.fromkeys([*field.values, *UNSAID]))}
    return allowed if field.type is FieldType.CHOICE else {**ref("list"), "items": allowed}


def amount(field: Field) -> Schema:
    """Return the schema of a number that counts, or that cannot be less than some other."""
    least = {} if field.at_least is None else {"minimum": field.at_least}
    return {"type": "integer" if field.whole else "number", **least}


def listed(name: str) -> Schema:
    """Return the schema of a list of what ``name`` defines, or of none."""
    return {"anyOf": [{"type": "array", "items": ref(name)}, ref("nothing")]}


def stated(value: Schema) -> Schema:
    """Return the schema of a value by itself or within a statement."""
    return {"anyOf": [value, {"allOf": [ref("statement"), {"properties": {"value": value}}]}]}


def ref(name: str) -> Schema:
    """Point to a definition."""
    return {"$ref": "#/$defs/" + quote(name.replace("~", "~0").replace("/", "~1"), safe="~:")}
