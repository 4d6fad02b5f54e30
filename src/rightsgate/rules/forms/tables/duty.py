"""The form of files of duties."""

from typing import Final

from rightsgate.rules.forms.tables.condition import SIDES
from rightsgate.rules.forms.tables.source import EFFECTIVE, SOURCE
from rightsgate.rules.model.duty import Basis, Strength
from rightsgate.text.form import Beside, Form, Key
from rightsgate.text.holds import Boolean, Other, Text, Texts, Whole, Word
from rightsgate.text.nested import Entries, Nested, TextOr

# Words of the language of rules, as strengths are: no pack brings stages of its own.
STAGES: Final = ("development", "deployment", "after_deployment", "across", "unspecified")

RELATIONS: Final = Form(
    title="relations",
    means="Each relation of some kinds in which the actor stands on one side",
    where="'{name}' of {above}",
    keys=(
        Key("relation", Texts("kind of relation"), "The kinds of relation"),
        Key("as", Word(SIDES[:2], "side of a relation"), "The side that the actor is on"),
    ),
)
DUTY: Final = Form(
    title="duty",
    means="What an actor in a role must, should or may do, and how a manifest shows it",
    where="a duty",
    by="id",
    named="duty {name}",
    keys=(
        Key("id", Text(), "Its name, which policies, cases and judgements use"),
        Key("encodes", Texts("clause"), "The clauses of the document that it comes from"),
        Key("section", Text(), "The section that it comes from, if not that of the file", default=None),
        Key("title", Text(), "What the actor does, in the present tense"),
        Key("binds", Texts("role", called="roles"), "The roles that it binds"),
        Key(
            "secondary",
            Texts("role", called="roles"),
            "Further roles that it binds, for which it is only a may",
            default=(),
            filled=True,
        ),
        Key("stage", Word(STAGES), "The stage of the life cycle that a framework asks it in", default=""),
        Key(
            "on",
            TextOr(RELATIONS, "kind of entity"),
            "What it is asked of: the actor itself unless given, each entity of a kind, or relations",
            default="actor",
            filled=True,
        ),
        Key("strength", Word(Strength), "How it binds, by the verb of its source"),
        Key("basis", Word(Basis), "Where that verb stands; in the clause itself unless given", default=Basis.STATED),
        Key("when", Other("conditions"), "When it applies: all of these hold; always unless given", default=None),
        Key(
            "require",
            Other("conditions"),
            "What a manifest must state to meet it: all of these hold",
            default=None,
            unless="out_of_reach",
        ),
        Key("judgement", Text(), "What a person must decide once the rest is met", default=""),
        Key("out_of_reach", Text(), "Why no manifest can show that it is met", default=""),
        Key("effective", Nested(EFFECTIVE), "From when until when it is in effect; always unless given", default=None),
        Key(
            "joint",
            Boolean(),
            "It is asked once of an impact, of all actors together",
            default=False,
            only_with=Beside("on", ("impact",)),
        ),
        Key(
            "contradiction",
            Boolean(),
            "It asks that a manifest does not contradict itself; what may only do so keeps no gate from passing",
            default=False,
        ),
        Key("only_listed", Boolean(), "Where nothing of the kind is listed, it is not asked at all", default=False),
        Key("closes", Texts("pathway"), "The pathways that are open while it is unmet", default=()),
        Key("rights", Texts("right"), "The rights that it protects; all for every right", default=()),
        Key("why", Text(), "Who is harmed, and how, where it is not met"),
        Key("fix", Text(), "What to do, and then what to state"),
    ),
)
RECOMMENDATION: Final = Form(
    title="recommendation",
    means="A recommendation of the document, with the duties that it consists of",
    where="a recommendation",
    by="id",
    named="recommendation {name}",
    keys=(
        Key("id", Text(), "Its name, by which policies choose all its duties"),
        Key("number", Whole(), "Its number in the section"),
        Key("title", Text(), "Its heading"),
        Key("duties", Entries(DUTY), "Its duties"),
    ),
)
DUTIES: Final = Form(
    title="file of duties",
    means="The duties that one section of a document states",
    where="a file of duties",
    keys=(
        Key("source", Nested(SOURCE), "Where they come from"),
        Key("title", Text(), "The heading of the section"),
        Key("framework", Text(names="framework"), "The framework that they belong to, if any", default=""),
        Key("recommendations", Entries(RECOMMENDATION), "The recommendations of the section"),
    ),
)
