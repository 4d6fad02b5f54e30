"""What the reference pages of kinds of file say beside their forms."""

from collections.abc import Mapping
from typing import Final

from rightsgate.handbook.blocks import Listing, Section
from rightsgate.handbook.prose import said
from rightsgate.rules.forms.tables import condition, inference
from rightsgate.rules.model.operator import Takes
from rightsgate.rules.operators import ROWS
from rightsgate.text.form import Form
from rightsgate.vocabulary.forms import FIELD

# Where the pages stand, beside each other, and the further files that they link to.
PATH: Final = "{}.md"
ELSEWHERE: Final = ("../policies.md", "../configuration.md", "../waivers.md")
RULE: Final = Section(
    title=("Files of a rule pack",),
    blocks=(
        said("""\
Which keys the files of a rule pack have and what stands there. `rightsgate reference rule` prints this page, and
`rightsgate schema rule` the JSON Schema of all these forms at once; with `--rules DIR` it knows the names in that pack
too. An editor that speaks to the YAML language server completes and checks a file that begins with this line, with the
path of the schema:"""),
        Listing("# yaml-language-server: $schema=rule.schema.json"),
        said("""\
The schema covers every file of the folder but those of cases (`NAME.cases.yaml`), for which there is
[one of its own](#case.md). There is also [one for vocabulary files alone](#vocabulary.md). Whether names lead somewhere
in other files, and whether a condition fits the field that it tests, only `rightsgate test DIR` can tell."""),
    ),
)
CASE: Final = Section(
    title=("Files of cases",),
    blocks=(
        said("""\
Which keys a file of cases has and what stands there. Such a file is called `NAME.cases.yaml` and lies beside the rules.
`rightsgate reference case` prints this page, and `rightsgate schema case` the JSON Schema of such files, in which parts
of manifests are completed as manifests are. An editor that speaks to the YAML language server completes and checks a
file that begins with this line, with the path of the schema:"""),
        Listing("# yaml-language-server: $schema=case.schema.json"),
    ),
)
POLICY: Final = Section(
    title=("Policy files",),
    blocks=(
        said("""\
Which keys a policy has and what stands there. [Policies](#../policies.md) says what they do.
`rightsgate reference policy` prints this page, and `rightsgate schema policy` the JSON Schema of policies. An editor
that speaks to the YAML language server completes and checks a policy that begins with this line, with the path of the
schema:"""),
        Listing("# yaml-language-server: $schema=policy.schema.json"),
    ),
)
VOCABULARY: Final = Section(
    title=("Vocabulary files",),
    blocks=(
        said("""\
Which keys a file has that brings a kind of entity, further fields of one, or sets of codes.
`rightsgate reference vocabulary` prints this page, and `rightsgate schema vocabulary` the JSON Schema of such files. An
editor that speaks to the YAML language server completes and checks a file that begins with this line, with the path of
the schema:"""),
        Listing("# yaml-language-server: $schema=vocabulary.schema.json"),
    ),
)
CONFIG: Final = Section(
    title=("Configuration",),
    blocks=(
        said("""\
The keys of `rightsgate.toml`, or of `[tool.rightsgate]` in a `pyproject.toml`, and their values.
[Configuration](#../configuration.md) explains where it is searched for and what takes precedence over it.
`rightsgate reference config` prints this page, and `rightsgate schema config` the JSON Schema of `rightsgate.toml`. An
editor that speaks to the TOML language server Taplo completes and checks a file that begins with this line, with the
path of the schema:"""),
        Listing("#:schema ./config.schema.json", "toml"),
        said("""\
Paths are relative to the folder of the file. Lists are not empty."""),
    ),
)
WAIVERS: Final = Section(
    title=("Files of waivers",),
    blocks=(
        said("""\
Which keys a file of waivers has and what stands there. [Waivers](#../waivers.md) says what they do, and
`rightsgate waive` writes one. `rightsgate reference waivers` prints this page, and `rightsgate schema waivers` the JSON
Schema of such files. An editor that speaks to the YAML language server completes and checks a file that begins with
this line, with the path of the schema:"""),
        Listing("# yaml-language-server: $schema=waivers.schema.json"),
    ),
)
ANSWERS: Final = Section(
    title=("Answers to init",),
    blocks=(
        said("""\
Which keys a file of answers has, which `rightsgate init --answers FILE` takes in place of a person: YAML or JSON.
`rightsgate reference answers` prints this page, and `rightsgate schema answers` the JSON Schema of such files, which
lists the parts that an organization can play (`does`). What is not known is left out, or `unknown`. Such a file says of
a firm that builds an application on a model of another firm:"""),
        Listing(
            """\
organization: Larkfield Software
does: [builds_applications]
makes:
  application: {name: Answerdesk, audience: [b2b], domain: customer_service, markets: [uk]}
builds_on:
  model: {name: Ostrel 3, by: Ostrel Models, release: api}
passed_to: Northmere Water"""
        ),
    ),
)
INTRODUCTIONS: Final[Mapping[str, Section]] = {
    "rule": RULE,
    "case": CASE,
    "policy": POLICY,
    "vocabulary": VOCABULARY,
    "config": CONFIG,
    "waivers": WAIVERS,
    "answers": ANSWERS,
}
# The forms that stand where a form leaves something to another reader.
_CONDITIONS: Final = (condition.TEST, *condition.RECORDS.values(), condition.FACT, condition.FACTS)
_REFERENCES: Final = (
    *(condition.A_FIELD, condition.A_SET, condition.SOME_FACTS, condition.A_PARAMETER, condition.THE_ACTOR),
)
WITHIN: Final[Mapping[str, tuple[Form, ...]]] = {
    "rule": (
        *(*_CONDITIONS, condition.ALL, condition.ANY, condition.NOT, *_REFERENCES),
        *(inference.ABSENT, inference.AT_LEAST, inference.COMPARE),
    ),
    "vocabulary": (FIELD,),
}
_TAKEN: Final[Mapping[Takes, str]] = {
    Takes.NOTHING: "`true`",
    Takes.VALUE: "a value",
    Takes.LIST: "list of values",
    Takes.COUNT: "whole number from 0",
    Takes.PERIOD: "a period",
}
# What stands there, in words with our marks.
LEFT: Final[Mapping[str, str]] = {
    "conditions": "list of conditions ([test](#test), [records](#one-record), [facts](#derived-fact), several)",
    "condition": "a condition",
    **{f"operand of {row.id}": _TAKEN[row.takes] + (", or a reference" if row.against else "") for row in ROWS},
    "premises": "list of facts with their terms, [absences](#absence), [counts](#count), [comparisons](#comparison)",
    "compared": "list of a term, an operator and a term",
    "fact": "a fact with its terms, as in `role: [$actor, supplier]`",
    "conclusion": "a fact with its terms, as in `role: [$actor, supplier]`",
    "facts": "list of facts with their terms, without variables",
    "thing": "mapping with its `name`, who made it (`by`), and fields of it",
    "articles": "mapping from instrument to list of whole numbers",
    "field value": "mapping from one field of the impact to a code, or to `true` or `false`",
    "fields": "mapping from the name of a field to [field](#field)",
    "inner fields": "mapping from the name of a field to [field](#field)",
    "manifest part": "part of a manifest",
}
