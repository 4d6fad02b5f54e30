"""The forms of files that assess impacts: attribution methods, remedy tables, measures of severity."""

from typing import Final

from rightsgate.rules.model.attribution import Level
from rightsgate.text.form import Beside, Form, Key
from rightsgate.text.holds import Boolean, Other, Text, Texts, Word
from rightsgate.text.nested import Entries, Nested, Table

# Whose the measures of severity are: three fields of an impact, by which it is ranked.
MEASURES: Final = ("scale", "remediability", "scope")
_TITLE: Final = Key("title", Text(), "What people read it as")
_SOURCE: Final = Key("source", Text(), "Where it comes from")
_ASKS: Final = Key("asks", Texts("field"), "The fields that decide it, each with its kind, such as link.own_use")
_BECAUSE: Final = Key(
    "because",
    Text(),
    "Its ground in words, as the end of a sentence: 'it is in the value chain'",
    default="",
    filled=True,
)

ATTRIBUTION_RULE: Final = Form(
    title="rule of attribution",
    means="An inference that proposes the level, and the fields that it looks at",
    where="a rule of {above}",
    keys=(Key("id", Text(names="inference"), "The inference"), _BECAUSE, _ASKS),
)
LOWERING: Final = Form(
    title="lowering",
    means="When a step proposes a lower level instead of its own",
    where="'{name}' in {above}",
    keys=(
        Key("to", Word(Level), "The lower level"),
        Key("by", Text(names="inference"), "The inference that lowers it"),
        _BECAUSE,
        Key("title", Text(), "What must be shown for it"),
        _ASKS,
        Key("open_while", Text(names="fact"), "The fact, of one term, while which holds it can still be lowered"),
    ),
)
STEP: Final = Form(
    title="step",
    means="A level of involvement and the rules that propose it",
    where="a step of {above}",
    keys=(
        Key("level", Word(Level), "The level"),
        Key("rules", Entries(ATTRIBUTION_RULE), "The rules, of which any proposes it"),
        Key("lowered", Nested(LOWERING), "When a lower level is proposed instead", default=None),
    ),
)
ATTRIBUTION: Final = Form(
    title="attribution method",
    means="How the level of involvement in an impact is proposed: the first step that holds",
    where="an attribution method",
    by="attribution",
    named="attribution method {name}",
    keys=(
        Key("attribution", Text(), "The name of the method, which policies use"),
        _TITLE,
        _SOURCE,
        Key("steps", Entries(STEP), "The steps, the gravest level first"),
        Key(
            "questions",
            Table(Text(), "field", filled=True),
            "The fields that only a person can answer for, with what each asks",
            default={},
        ),
    ),
)
ACTION: Final = Form(
    title="remedy",
    means="Something that can be owed for an impact",
    where="an entry of {above}",
    by="id",
    named="'{name}' of {above}",
    keys=(
        Key("id", Text(), "Its name, as inferences conclude it to be owed"),
        Key("title", Text(), "What is owed"),
        Key(
            "levels",
            Texts(of=Level, item="level of involvement"),
            "The levels of involvement at which it is owed",
            default=(),
            filled=True,
        ),
        Key(
            "when",
            Other("field value"),
            "The one field of the impact, with its value, on which it depends",
            default=None,
            only_with=Beside("levels"),
        ),
        Key("done_when", Texts("field"), "The fields that show it done"),
        Key("names_actor", Boolean(), "It is done only if these fields name the actor", default=False),
        Key("tasks", Texts("code"), "The codes that these fields must list for it to be done", default=(), filled=True),
    ),
)
REMEDY: Final = Form(
    title="remedy table",
    means="What is owed for an impact, and what shows that it is done",
    where="a remedy table",
    by="remedy",
    named="remedy table {name}",
    keys=(
        Key("remedy", Text(), "The name of the table, which policies use"),
        _TITLE,
        _SOURCE,
        Key("owed", Entries(ACTION), "What can be owed"),
    ),
)
MEASURE: Final = Form(
    title="measure",
    means="A field of an impact, and how its codes rank",
    where="'{name}' of {above}",
    keys=(
        Key("field", Text(names="field"), "The field, such as impact.severity.scale"),
        Key("gravest_first", Texts("code"), "All its codes, the gravest first"),
        Key("urgent", Texts("code"), "The codes that rank before everything else", default=()),
    ),
)
SEVERITY: Final = Form(
    title="severity",
    means="Which fields of an impact its severity is read from; all packs together have one such file",
    where="a severity file",
    by="severity",
    named="severity {name}",
    keys=(
        Key("severity", Text(), "Its name"),
        _TITLE,
        _SOURCE,
        *(Key(measure, Nested(MEASURE), f"How the {measure} of an impact is read") for measure in MEASURES),
        Key("delay_irremediable", Text(names="field"), "The field that says that delay would make it irremediable"),
        Key("likelihood", Text(names="field"), "The field that says how likely it is, which ranks nothing"),
    ),
)
