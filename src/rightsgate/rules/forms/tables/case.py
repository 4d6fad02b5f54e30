"""The form of files of cases."""

from typing import Final

from rightsgate.rules.forms.tables.shapes import A_DAY
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Other, Text
from rightsgate.text.nested import Nested, OneOrMore, Table

PART: Final = "manifest part"
GIVEN: Final = Key("given", Other(PART), "What every manifest here has, unless it says otherwise", default=None)

OUTCOMES: Final = Form(
    title="cases of a duty",
    means="For each outcome the parts of manifests that must have it, laid over what is given",
    where="the cases of {name}",
    keys=(
        GIVEN,
        *(
            Key(
                outcome.value,
                OneOrMore(None, "a part of a manifest", "parts of a manifest"),
                f"The duty is {outcome.value} for the first actor of these",
                default=(),
            )
            for outcome in Outcome
        ),
    ),
    some=tuple(outcome.value for outcome in Outcome),
    lacking="name no outcome",
)
CASES: Final = Form(
    title="file of cases",
    means="Small manifests, and the outcome that a duty must have for each",
    where="a file of cases",
    keys=(
        Key("as_of", Text(A_DAY), "The day of the check"),
        GIVEN,
        Key("cases", Table(Nested(OUTCOMES, "a mapping of outcomes"), "duty", "rule"), "The cases by duty"),
    ),
)
