"""What forms leave to other readers, as JSON Schema: conditions, premises, facts, fields, parts of manifests."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from rightsgate.handbook.form_schema import FormSchema, shaped
from rightsgate.handbook.schema import manifest_schema
from rightsgate.handbook.schema_definitions import DETAILS, Schema
from rightsgate.rules.forms.inference import MAX_PREMISES
from rightsgate.rules.forms.inference import NAME as FACT_NAME
from rightsgate.rules.forms.tables import condition, inference
from rightsgate.rules.forms.tables.shapes import A_PERIOD
from rightsgate.rules.model.operator import Against, Operator, Takes
from rightsgate.rules.operators import PREMISES, ROWS
from rightsgate.text.form import Form
from rightsgate.vocabulary.forms import FIELD
from rightsgate.vocabulary.model import Vocabulary
from rightsgate.vocabulary.read import NAME as FIELD_NAME

SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
VALUE: Final[Schema] = {**SCALAR, "not": {"const": "unknown"}}
TERM: Final[Schema] = {"type": ["string", "number", "boolean", "null"]}
CODE: Final[Schema] = {"type": ["string", "number", "boolean"], "not": {"pattern": r"^(\$|_$)"}}
LITERALS: Final[Mapping[Takes, Schema]] = {
    Takes.NOTHING: {"const": True},
    Takes.VALUE: VALUE,
    Takes.LIST: {"type": "array", "minItems": 1, "items": VALUE},
    Takes.COUNT: {"type": "integer", "minimum": 0},
    Takes.PERIOD: shaped(A_PERIOD),
}
REFERENCES: Final[Mapping[Against, Form]] = {
    Against.FIELD: condition.A_FIELD,
    Against.SET: condition.A_SET,
    Against.FACTS: condition.SOME_FACTS,
    Against.ACTOR: condition.THE_ACTOR,
    Against.THRESHOLD: condition.A_PARAMETER,
}
Definition = Callable[[FormSchema], Schema]


def definitions(vocabulary: Vocabulary) -> dict[str, Definition]:
    """Return the definitions of what forms leave to other readers, by its name there."""
    return {
        "conditions": lambda w: {"type": "array", "minItems": 1, "items": w.other("condition")},
        "condition": _condition,
        **{f"operand of {row.id}": _operand(row) for row in ROWS},
        "premises": lambda w: {"type": "array", "minItems": 1, "maxItems": MAX_PREMISES, "items": w.other("premise")},
        "premise": _premise,
        "compared": lambda _: {"anyOf": [_compared(row) for row in PREMISES.values()]},
        "fact": lambda _: _fact(TERM),
        "fact or alternatives": lambda _: _fact({"anyOf": [TERM, {"type": "array", "minItems": 1, "items": CODE}]}),
        "conclusion": lambda _: {**_fact({**TERM, "not": {"const": "_"}}), "propertyNames": _named(FACT_NAME.pattern)},
        "facts": lambda _: {"type": "array", "items": {**_fact(CODE), "propertyNames": _named(FACT_NAME.pattern)}},
        "articles": lambda _: {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "integer"}},
        },
        "field value": lambda _: {**_one_key({"type": ["string", "boolean"]}), "propertyNames": _named(r"impact\..+")},
        "fields": lambda w: _fields(w, {**_named(FIELD_NAME.pattern), "not": {"enum": ["id", "name", *DETAILS]}}),
        "inner fields": lambda w: {**_fields(w, _named(FIELD_NAME.pattern)), "minProperties": 1},
        "manifest part": lambda w: _part(w, vocabulary),
        "thing": lambda _: {"type": "object", "properties": {"name": {"type": "string"}, "by": {"type": "string"}}},
    }


def told_by(keys: Iterable[tuple[Schema, Schema]], otherwise: Schema) -> Schema:
    """Return a schema that takes the first of several whose condition holds, else another."""
    schema = otherwise
    for told, then in reversed([*keys]):
        schema = {"if": told, "then": then, "else": schema}
    return schema


def has(key: str, **value: object) -> Schema:
    """Return the condition that a key is given, with a certain value if there is one."""
    return {"required": [key], **({"properties": {key: value}} if value else {})}


def _condition(writer: FormSchema) -> Schema:
    """Return the schema of a condition, which its first key tells; any other is a test."""
    forms = [(has(key), form) for key, form in (("all", condition.ALL), ("any", condition.ANY), ("not", condition.NOT))]
    for word in ("one", "every"):
        forms.append((has(word, const="relation"), condition.RECORDS[word, True]))
        forms.append((has(word), condition.RECORDS[word, False]))
    forms += [(has("fact"), condition.FACT), (has("facts"), condition.FACTS)]
    one = {"oneOf": [{"required": [row.id]} for row in ROWS]}
    test = {"allOf": [writer.form(condition.TEST), one]}
    keys = {key.name: {"description": key.means} for _, form in forms for key in form.keys[:1]}
    return {
        "description": "A test of a field, a condition on records or on derived facts, or several conditions",
        "type": "object",
        "properties": keys,
        **told_by(((told, writer.form(form)) for told, form in forms), test),
    }


def _operand(row: Operator) -> Definition:
    """Return the definition of what stands at an operator: a value, or what it is compared with."""

    def written(writer: FormSchema) -> Schema:
        references = [writer.form(REFERENCES[against]) for against in row.against]
        literal = LITERALS[row.takes]
        return {"anyOf": [literal, *references]} if references else literal

    return written


def _premise(writer: FormSchema) -> Schema:
    forms = (("absent", inference.ABSENT), ("at_least", inference.AT_LEAST), ("compare", inference.COMPARE))
    return {
        "description": "A fact with its terms, its absence, a count, or a comparison",
        "type": "object",
        **told_by(((has(key), writer.form(form)) for key, form in forms), writer.other("fact or alternatives")),
    }


def _fact(term: Schema) -> Schema:
    """Return the schema of one kind of fact with its terms."""
    return _one_key({"type": "array", "minItems": 1, "items": term})


def _one_key(value: Schema) -> Schema:
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": value}


def _compared(row: Operator) -> Schema:
    """Return the schema of two terms and an operator between them."""
    right = shaped(A_PERIOD) if row.takes is Takes.PERIOD else SCALAR
    return {"type": "array", "prefixItems": [SCALAR, {"const": row.premise}, right], "minItems": 3, "maxItems": 3}


def _named(pattern: str) -> Schema:
    return {"pattern": rf"^{pattern}(?!\n)$"}


def _fields(writer: FormSchema, names: Schema) -> Schema:
    return {"type": "object", "propertyNames": names, "additionalProperties": writer.form(FIELD)}


def _part(writer: FormSchema, vocabulary: Vocabulary) -> Schema:
    """Return the schema of a part of a manifest: one that need not say its version, or anything at all."""
    whole = manifest_schema(vocabulary)
    writer.defs.update(whole["$defs"])
    own = ("type", "properties", "additionalProperties")
    return {"description": "A part of a manifest", **{key: whole[key] for key in own}}
