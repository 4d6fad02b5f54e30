"""RG2xx: what is particular to manifests."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import Explanation, on_manifest, on_section

TIE: Final = "    links:\n      - {actor: lab, level: contribute}\n"
IMPACT: Final = "impacts:\n  - id: leak\n    risk: RISK-5.1-1\n"
TABLE: Final = (
    Explanation(
        code=codes.NOT_A_MANIFEST,
        name="not a manifest",
        means="The file lacks the key `rightsgate`, by which a manifest is told from other files.",
        do="Begin it with `rightsgate: 1`, or name another file.",
        example=on_manifest("actors:\n  - {id: lab}\n"),
    ),
    Explanation(
        code=codes.UNKNOWN_VERSION,
        name="unknown version of the manifest",
        means="The manifest is of a version that this release does not read.",
        do="Write `rightsgate: 1`, or use a release that reads the version.",
        example=on_manifest("rightsgate: 2\nactors: []\n"),
    ),
    Explanation(
        code=codes.UNKNOWN_FIELD,
        name="unknown field",
        means="An entry has a field that entries of its section do not have.",
        do="The hint names the field that was probably meant, or the sections that have it. Your own fields need "
        "a vocabulary of your own (`ARCHITECTURE.md`).",
        example=on_manifest("rightsgate: 1\nactors:\n  - {id: lab, activites: [model_pretraining]}\n"),
    ),
    Explanation(
        code=codes.STATES_NOTHING,
        name="it states nothing",
        means="A manifest, an entry or a group of fields is there but says nothing.",
        do="State something, write `none` or `unknown`, or leave it out.",
        example=on_manifest("rightsgate: 1\nname: Chat\n"),
    ),
    Explanation(
        code=codes.INVALID_ID,
        name="not an id",
        means="An id is not a readable word, or is one with a meaning of its own such as `none`.",
        do="Choose a word of your own, such as `acme-1`. A number needs quotes.",
        example=on_manifest("rightsgate: 1\nactors:\n  - {id: none}\n"),
    ),
    Explanation(
        code=codes.DUPLICATE_ID,
        name="id given twice",
        means="Two entries have the same id, so a reference to it could mean either.",
        do="Rename one. If both are the same thing, put all that is said of it into one entry.",
        example=on_section("models:\n  - {id: lab}\n"),
    ),
    Explanation(
        code=codes.UNKNOWN_ID,
        name="unknown id",
        means="A field names an entry that the manifest does not have.",
        do="Mend the spelling, or add the entry.",
        example=on_section("models:\n  - {id: m, developer: labb}\n"),
    ),
    Explanation(
        code=codes.OTHER_SECTION,
        name="an entry of another section",
        means="A field names an entry of a section that it cannot refer to: a model where a firm is meant, say.",
        do="Name an entry of the section that the message asks for.",
        example=on_section("models:\n  - {id: m}\n  - {id: n, developer: m}\n"),
    ),
    Explanation(
        code=codes.SELF_REFERENCE,
        name="an entry that refers to itself",
        means="An entry names itself, or an actor has a relation with itself.",
        do="Name another entry, or leave the field out.",
        example=on_section("relations:\n  - {kind: provides_model, from: lab, to: lab}\n"),
    ),
    Explanation(
        code=codes.NONE_AND_MORE,
        name="none beside other values",
        means="A list says `none` and then names something.",
        do="Take out `none`, or all else.",
        example=on_manifest("rightsgate: 1\nactors:\n  - {id: lab, activities: [model_pretraining, none]}\n"),
    ),
    Explanation(
        code=codes.DESCRIBES_NOTHING,
        name="no description",
        means="A field asks what there is or how it is done, and a bare number or a plain no does not say it.",
        do="Say in words what there is. Write `none` if there is none, and leave the field out if you do not know.",
        example=on_manifest("rightsgate: 1\nactors:\n  - {id: lab, regulator_requests: 3}\n"),
    ),
    Explanation(
        code=codes.MISPLACED_KEY,
        name="a key in the wrong place",
        means="The key exists, but it belongs inside another entry, or its entry gets it from where it stands.",
        do="Move it to the place that the message names, or leave it out.",
        example=on_section("judgements: []\n"),
    ),
    Explanation(
        code=codes.TIE_STATED_TWICE,
        name="a tie stated twice",
        means="An impact records the same actor twice, so the two records could contradict each other.",
        do="Put all that is said of the tie between the two into one record.",
        example=on_section(IMPACT + TIE + TIE.partition("\n")[2]),
    ),
    Explanation(
        code=codes.UNKNOWN_RULE,
        name="a decision on a rule that is not there",
        means="A judgement names a rule that no pack has, so the decision would have no effect.",
        do="Mend the id. If the rule is your own, name its pack with `--rules`; if a release took it away, look "
        "into the changelog.",
        example=on_manifest("rightsgate: 1\nactors:\n  - {id: lab, judgements: [{rule: bsr-6.3-5.z}]}\n"),
    ),
)
