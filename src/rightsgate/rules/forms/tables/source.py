"""The forms of files about sources: documents, frameworks, thresholds, equal rules; and of the file of a pack."""

from typing import Final

from rightsgate.rules.forms.tables.shapes import A_DAY, A_PERIOD
from rightsgate.rules.model.source import Correspondence, NotEncoded
from rightsgate.text.form import Beside, Form, Key
from rightsgate.text.holds import Amount, Text, Texts, Whole, Word
from rightsgate.text.nested import Entries, Nested, TextsOr
from rightsgate.vocabulary.threshold import Origin

SOURCE: Final = Form(
    title="source",
    means="The section of a document that the entries of a file come from",
    where="a source",
    keys=(
        Key("document", Text(names="document"), "The document"),
        Key("section", Text(names="section"), "The section"),
    ),
)
_FROM: Final = Key("from", Text(A_DAY), "The first day; open unless given", default="")
_UNTIL: Final = Key("until", Text(A_DAY), "The first day without it; open unless given", default="")
EFFECTIVE: Final = Form(
    title="time",
    means="From when until when a duty is in effect",
    where="'{name}' of {above}",
    keys=(_FROM, _UNTIL),
)
IN_FORCE: Final = Form(
    title="time of a framework",
    means="From when until when a framework is in force",
    where="'{name}' of {above}",
    keys=(_FROM, _UNTIL, Key("reason", Text(), "Why it ended", default="", needed_with=Beside("until"))),
)
CLAUSE: Final = Form(
    title="clause without a rule",
    means="A clause that no rule encodes, and why",
    where="a clause of {above}",
    by="id",
    named="clause {name}",
    keys=(
        Key("id", Text(), "Its name"),
        Key("says", Text(), "What it says, in our own words"),
        Key("standing", Word(NotEncoded), "The kind of reason"),
        Key("reason", Text(), "Why no rule encodes it"),
    ),
)
SECTION: Final = Form(
    title="section",
    means="A section of a document, with all its clauses",
    where="a section of {above}",
    by="section",
    named="section {name} of {above}",
    keys=(
        Key("section", Text(), "Its number or name"),
        Key("title", Text(), "Its heading"),
        Key("page", Whole(at_least=1), "The page on which it begins", default=0),
        Key("note", Text(), "A remark for readers, such as where it is encoded", default="", filled=True),
        Key(
            "clauses",
            TextsOr(CLAUSE, "clauses"),
            "Its clauses in their order: ids, or for those without a rule the reason",
            default=(),
            filled=True,
            unless="note",
        ),
    ),
)
DOCUMENT: Final = Form(
    title="document",
    means="A source document, with all its clauses",
    where="a source document",
    by="document",
    named="document {name}",
    keys=(
        Key("document", Text(), "Its name, which rules use"),
        Key("short", Text(), "What reports call it"),
        Key("title", Text(), "Its title"),
        Key("publisher", Text(), "Who published it"),
        Key("dated", Text(), "Its date, as it is given there"),
        Key("authority", Text(), "What weight it has"),
        Key("notes", Texts(), "Remarks for readers of the coverage", default=()),
        Key("sections", Entries(SECTION), "Its sections, in their order"),
    ),
)
FRAMEWORK: Final = Form(
    title="framework",
    means="A regulatory or voluntary framework that a document compares with others",
    where="a framework",
    by="id",
    named="framework {name}",
    keys=(
        Key("id", Text(), "Its name, which files of duties and policies use"),
        Key("name", Text(), "What people call it"),
        Key("level", Text(), "Where it applies"),
        Key("binding", Text(), "How it binds, as the source puts it"),
        Key("covers", Text(), "What it is about"),
        Key("effective", Nested(IN_FORCE), "From when until when it is in force; always unless given", default=None),
        Key("note", Text(), "A remark for readers", default=""),
    ),
)
FRAMEWORKS: Final = Form(
    title="file of frameworks",
    means="The frameworks that a document compares",
    where="a file of frameworks",
    keys=(Key("frameworks", Entries(FRAMEWORK), "The frameworks"),),
)
LINK: Final = Form(
    title="link",
    means="Two rules that ask for the same, or nearly",
    where="a link of the crosswalk",
    keys=(
        Key("rule", Text(names="rule"), "A duty"),
        Key("other", Text(names="rule"), "A duty that comes from elsewhere"),
        Key("relation", Word(Correspondence), "How what the first asks compares with what the other asks"),
        Key("reason", Text(), "Why they compare so"),
    ),
)
CROSSWALK: Final = Form(
    title="crosswalk",
    means="Which rules of several sources ask for the same",
    where="a crosswalk",
    keys=(Key("crosswalk", Entries(LINK), "The pairs of rules"),),
)
THRESHOLD: Final = Form(
    title="parameter",
    means="A threshold that rules name instead of writing it",
    where="a parameter",
    by="id",
    named="parameter {name}",
    keys=(
        Key("id", Text(), "Its name, which rules and policies use"),
        Key("value", Amount(A_PERIOD), "The value: a period such as 12m, or a number"),
        Key("means", Text(), "What it is the threshold of"),
        Key(
            "origin", Word(Origin), "Who set it: a source, or the authors of the pack; a policy may change only theirs"
        ),
        Key("reason", Text(), "Where the source sets it, or why it was chosen"),
    ),
)
PARAMETERS: Final = Form(
    title="file of parameters",
    means="The thresholds of rules",
    where="a file of parameters",
    keys=(Key("parameters", Entries(THRESHOLD), "The thresholds"),),
)
PACK: Final = Form(
    title="pack",
    means="The file pack.yaml, which gives a rule pack its name",
    where="a pack file",
    keys=(Key("pack", Text(), "The name of the pack"),),
)
