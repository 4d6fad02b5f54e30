"""RG1xx: the text and the form of any file."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import POLICY, Example, Explanation, on_manifest, on_policy, on_section

# As a call: in a file, the marks would make a conflict of this one.
CONFLICT: Final = "printf '%s\\n' 'rightsgate: 1' '<<<<<<< ours' 'name: Chat' '=======' | rightsgate check -"
TABLE: Final = (
    Explanation(
        code=codes.UNKNOWN_KEY,
        name="unknown key",
        means="A key is not one of those that may stand there. Unknown keys are refused, since a misspelt one would "
        "otherwise be as good as left out.",
        do="The hint names the key that was probably meant, or all that are allowed.",
        example=on_manifest("rightsgate: 1\nactorz: []\n"),
    ),
    Explanation(
        code=codes.MISSING_KEY,
        name="missing key",
        means="A key that must be given is not.",
        do="Add the key. `rightsgate reference` says what it holds.",
        example=on_manifest("rightsgate: 1\nactors:\n  - {activities: [model_pretraining]}\n"),
    ),
    Explanation(
        code=codes.DUPLICATE_KEY,
        name="key given twice",
        means="A mapping has the same key twice. Most readers keep one of the two and do not say which.",
        do="Keep one, or put both values into a list where the key takes one.",
        example=on_manifest("rightsgate: 1\nname: Chat\nname: Chatbot\nactors: []\n"),
    ),
    Explanation(
        code=codes.WRONG_TYPE,
        name="wrong type",
        means="A value is of another type than the key takes: a text for a list, a number for a text, a mapping for "
        "one word.",
        do="Write it as the message says. A number or a date that is meant as a text needs quotes.",
        example=on_manifest("rightsgate: 1\nactors: lab\n"),
    ),
    Explanation(
        code=codes.INVALID_VALUE,
        name="not a valid value",
        means="The key takes only certain words, and this is not one of them.",
        do="The hint names the word that was probably meant, or those that are allowed.",
        example=on_manifest("rightsgate: 1\nactors:\n  - {id: lab, size: tiny}\n"),
    ),
    Explanation(
        code=codes.INVALID_DATE,
        name="not a valid date",
        means="A date is not written as one, or names a day that does not exist.",
        do="Write `YYYY-MM-DD`; where no whole day is needed, `YYYY-MM` or `YYYY` will do.",
        example=on_section("models:\n  - {id: m, developer: lab, release_date: 2026-02-30}\n"),
    ),
    Explanation(
        code=codes.UNFIT_NUMBER,
        name="not a number that fits",
        means="A number is lower than the field allows, or has a fraction where things are counted.",
        do="Write the number that the field asks for.",
        example=on_section("models:\n  - {id: m, developer: lab, training_flops: -1}\n"),
    ),
    Explanation(
        code=codes.EMPTY_VALUE,
        name="empty",
        means="A text or a list that must say something is empty.",
        do="Fill it in, or leave the key out if it may be left out.",
        example=on_policy(POLICY.replace("title: Ours", "title: ' '")),
    ),
    Explanation(
        code=codes.EMPTY_FILE,
        name="empty file",
        means="The file holds nothing, or only comments and blanks.",
        do="Look whether it was saved, and whether this is the file that you mean.",
        example=on_manifest("# to be written\n"),
    ),
    Explanation(
        code=codes.SYNTAX,
        name="broken YAML or JSON",
        means="The text cannot be read as YAML or JSON from this place on. What is wrong may stand a little before it.",
        do="Often a bracket or a quote is not closed, a text with `: ` in it lacks quotes, or the indentation is off.",
        example=on_manifest("rightsgate: 1\nactors: [\n"),
    ),
    Explanation(
        code=codes.UNREAD_YAML,
        name="YAML that is not read",
        means="The file uses tags, merge keys, keys that are not plain words, or several documents. They are refused "
        "since different readers understand them differently.",
        do="Write the values out, in one document, with plain words as keys.",
        example=on_manifest("rightsgate: 1\nactors: !!set {lab}\n"),
    ),
    Explanation(
        code=codes.NOT_UTF8,
        name="not UTF-8",
        means="The file has bytes that are not UTF-8 characters.",
        do="Save it as UTF-8.",
        example=Example(call="printf 'rightsgate: 1\\nname: caf\\351\\n' | rightsgate check -"),
    ),
    Explanation(
        code=codes.MISLEADING_CHARACTER,
        name="a character that does not belong",
        means="The text holds a control character, or a character that ends a line for some readers and not for "
        "others.",
        do="Take it out. It may have come with a text that was pasted.",
        example=on_manifest('rightsgate: 1\nname: "Chat\\x07"\nactors: []\n'),
    ),
    Explanation(
        code=codes.LOOKALIKE_NAME,
        name="names that look the same",
        means="A name holds characters that look like others, or two ids look the same and differ in such "
        "characters. Whoever reads or types them could not tell them apart.",
        do="Write the name with plain letters. The hint names the character.",
        example=on_section('datasets:\n  - {id: "caf\\u00e9"}\n  - {id: "cafe\\u0301"}\n'),
    ),
    Explanation(
        code=codes.MERGE_CONFLICT,
        name="merge conflict",
        means="Version control left its marks in the file where it could not merge two changes.",
        do="Resolve the conflict, then remove the lines with the marks.",
        example=Example(call=CONFLICT),
    ),
    Explanation(
        code=codes.NO_REASON,
        name="no reason",
        means="Something that needs a reason has none: a threshold of your own, a duty that ended, a clause that no "
        "rule encodes.",
        do="Say why in a sentence. Placeholders such as `tbd` are no reason.",
        example=on_policy(f"{POLICY}parameters: {{document_age: {{value: 6m, reason: tbd}}}}\n"),
    ),
    Explanation(
        code=codes.EDIT_REFUSED,
        name="edit refused",
        means="A file was to be edited in place, and the edit would have changed more than it names: a comment, an "
        "alias of the same value, a statement beside it. Nothing was written.",
        do="Follow the hint, or make this change by hand.",
        example=None,
    ),
)
