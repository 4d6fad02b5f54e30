"""The form of files of waivers as a table: its keys, what they hold and what they mean."""

from typing import Final

from rightsgate.rules.forms.tables.shapes import A_DAY
from rightsgate.text.digest_shape import A_DIGEST
from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Text
from rightsgate.text.nested import Entries

WAIVER: Final = Form(
    title="waiver",
    means="A finding that somebody accepts for a time",
    where="a waiver",
    by="finding",
    named="the waiver of '{name}'",
    keys=(
        Key("finding", Text(), "Id of the finding, in full"),
        Key("facts", Text(A_DIGEST), "Digest of the tests that decided it; where they change, the waiver ends"),
        Key("reason", Text(), "Why it is accepted"),
        Key("owner", Text(), "Who sees to it that it is put right"),
        Key("approver", Text(), "Who accepted it; not the owner"),
        Key("starts", Text(A_DAY), "The first day on which it counts (UTC)"),
        Key("expires", Text(A_DAY), "The last day on which it counts (UTC)"),
        Key(
            "manifest",
            Text(),
            "The only manifest that it is meant for: its path, or the end of it",
            default="",
            filled=True,
        ),
    ),
)
WAIVERS: Final = Form(
    title="waivers",
    means="Findings that are accepted, each for a time, with a reason, an owner and an approver",
    where="a file of waivers",
    keys=(Key("waivers", Entries(WAIVER), "The waivers, in any order", default=()),),
    some=("waivers",),
    lacking="has no list of waivers",
)
