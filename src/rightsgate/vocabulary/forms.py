"""The forms of vocabulary files: entity kinds, fields that extend one, sets of codes."""

from typing import Final

import msgspec

from rightsgate.text.form import Beside, Form, Key
from rightsgate.text.holds import Boolean, Other, Text, Texts, Whole, Word
from rightsgate.text.nested import Nested, Table
from rightsgate.vocabulary.model import FieldType

SET: Final = Form(
    title="set",
    means="A set of codes that rules use by its name",
    where="set {name}",
    keys=(
        Key("means", Text(), "What its codes have in common", default=""),
        Key("values", Texts("code"), "Its codes"),
    ),
)
SETS: Final = Form(
    title="file of sets",
    means="Sets of codes, what codes are called as answers, and who can answer questions",
    where="a file of sets",
    keys=(
        Key("sets", Table(Nested(SET), "the name of a set", where="'sets'"), "The sets by name"),
        Key(
            "labels",
            Table(Text(), "a code", where="'labels'", filled=True),
            "What a code is called as an answer, in every field that has no label of its own for it",
            default={},
        ),
        Key(
            "respondents",
            Table(Text(), "the name of a respondent", where="'respondents'", filled=True),
            "Who can answer questions, each with what they are in charge of",
            default={},
        ),
    ),
)
QUESTION: Final = Key(
    "question",
    Text(),
    "What a person is asked; `{name}` stands for the name of the entity, and a key of `called` for what it names",
    default="",
    filled=True,
)
ANSWERED_BY: Final = Key("answered_by", Text(names="respondent"), "Who can usually answer the question", default="")
_NUMBERS: Final = Beside("type", (FieldType.NUMBER.value,))
_REFERENCES: Final = Beside("type", (FieldType.REFERENCE.value, FieldType.REFERENCES.value))
FIELD: Final = Form(
    title="field",
    means="Something that a manifest can state of an entity",
    where="field {name}",
    keys=(
        Key("type", Word(FieldType), "What it takes; a group if it has fields itself", default=None, unless="fields"),
        Key("values", Texts("code"), "The codes that it takes; any text unless given", default=()),
        Key(
            "implies",
            Table(Texts("code"), "a code", where="'implies' in {above}", filled=True),
            "For a code, those that it says besides itself",
            default={},
            only_with=Beside("values"),
        ),
        Key(
            "labels",
            Table(Text(), "a code", where="'labels' in {above}", filled=True),
            "What a code is called as an answer; its own words unless given, as `no_set_purpose` says no set purpose",
            default={},
            only_with=Beside("values"),
        ),
        Key("means", Text(), "What it says"),
        QUESTION,
        Key("shown_by", Texts(), "What would do as evidence of the answer", default=(), only_with=Beside("question")),
        ANSWERED_BY,
        Key("asked_by", Texts("clause"), "The clauses that ask for it", default=()),
        Key(
            "list", Word(("closed", "open")), "Whether what the list leaves out is absent or unknown", default="closed"
        ),
        Key(
            "to",
            Text(names="kind of entity"),
            "The kind that it refers to, or any",
            default="",
            needed_with=_REFERENCES,
        ),
        Key("unstated", Word(("unknown", "none")), "What it is where it is not stated", default="unknown"),
        Key("alternative", Text(names="field"), "Another field that answers the same question", default=""),
        Key("states", Text(names="kind of relation"), "The relation between the owners that it states", default=""),
        Key(
            "values_from",
            Text(names="list of ids"),
            "Whose ids its values are: rights, groups, risks, frameworks or languages",
            default="",
        ),
        Key("practice", Boolean(), "It says what an actor does for people, so that none acts as no", default=None),
        Key("at_least", Whole(), "The least that the number can be", default=None, only_with=_NUMBERS),
        Key("whole", Boolean(), "The number counts, and has no fraction", default=False, only_with=_NUMBERS),
        Key(
            "needs_evidence", Boolean(), "False for what an entity is, which no evidence is demanded for", default=True
        ),
        Key("fields", Other("inner fields"), "The fields within it, by name", default=None),
    ),
)
ENTITY: Final = Form(
    title="entity",
    means="A kind of entity, and what can be stated of it",
    where="an entity file",
    by="entity",
    named="entity {name}",
    keys=(
        Key("entity", Text(), "The name of the kind"),
        Key("section", Text(), "The section of a manifest in which its entries stand"),
        Key("means", Text(), "What it is"),
        msgspec.structs.replace(QUESTION, means="What a person is asked to find out whether there is any"),
        ANSWERED_BY,
        Key(
            "called",
            Table(Text(), "name, or a field", where="'called' in {above}", filled=True),
            "How questions speak of the entity, and of what a field of it names, where they are not known by name",
            default={},
        ),
        Key("fields", Other("fields"), "Its fields, by name"),
        Key("id", Word(("needed", "optional")), "Whether each entry needs an id", default="needed"),
        Key("alone", Boolean(), "Its section may stand by itself", default=True),
        Key(
            "inside",
            Table(Text(names="field"), "a kind of entity", "kind of entity"),
            "The kinds of entity in which it may stand, each with the field that then says whose it is, or ''",
            default={},
        ),
        Key(
            "owner",
            Text(names="field"),
            "The field with the actors that own it, which makes it an artefact",
            default="",
        ),
    ),
)
EXTENSION: Final = Form(
    title="extension",
    means="Further fields for a kind of entity that another file brings",
    where="an extension file",
    by="extends",
    named="the extension of {name}",
    keys=(
        Key("extends", Text(names="kind of entity"), "The kind"),
        Key("fields", Other("fields"), "The further fields, by name"),
    ),
)
