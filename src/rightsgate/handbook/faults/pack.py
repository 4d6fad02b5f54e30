"""RG3xx: rule packs and the vocabularies in them."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import Example, Explanation, on_pack

DUTIES: Final = """\
source: {document: ours, section: "1"}
title: Ours
recommendations:
  - id: ours-1
    number: 1
    title: Ours
    duties:
"""
DUTY: Final = "id: ours-1.a, encodes: [A], title: T, binds: [deployer], strength: should, why: W., fix: F."
INFERENCE: Final = "title: Ours\ninferences:\n  - {id: own, title: T, if: [{actor: [$a]}"
PICK: Final = "{role: [$a, [a, b, c, d, e, f, g, h, i, j, k]]}"
OWN: Final = "], then: {own: [$a]}"


def on_duty(more: str) -> Example:
    """Return a duty that says ``more`` as an example."""
    return on_pack({"duties.yaml": f"{DUTIES}      - {{{DUTY},\n         {more}}}\n"})


def on_condition(condition: str) -> Example:
    """Return a duty that requires a condition as an example."""
    return on_duty(f"require: [{condition}]")


def on_inference(rest: str) -> Example:
    """Return an inference about actors as an example; ``rest`` stands behind its first premise."""
    return on_pack({"inferences.yaml": f"{INFERENCE}{rest}}}\n"})


TABLE: Final = (
    Explanation(
        code=codes.NOT_A_PACK,
        name="not a rule pack",
        means="The folder is not there, is a file, or has no rule in it.",
        do="Name the folder with the rules. Duties stand under `recommendations`.",
        example=Example(call="rightsgate rules list --rules missing"),
    ),
    Explanation(
        code=codes.NOT_A_FILE_OF_A_PACK,
        name="not a file of a rule pack",
        means="A YAML file in the folder of a pack has none of the keys by which its files are told apart.",
        do="Mend the key, which the hint may name, or move the file out of the pack.",
        example=on_pack({"duties.yaml": "recomendations: []\n"}),
    ),
    Explanation(
        code=codes.MISPLACED_IN_PACK,
        name="misplaced in a rule pack",
        means="Something lies where it would be overlooked: rules in a file of cases, the name of a pack in another "
        "file than `pack.yaml`, a second pack in a folder, a link to a folder.",
        do="Move it as the hint says.",
        example=on_pack({"name.yaml": "pack: ours\n", "inferences.yaml": f"{INFERENCE}{OWN}}}\n"}),
    ),
    Explanation(
        code=codes.DUPLICATE_NAME,
        name="name given twice",
        means="Two rules, kinds, fields, documents or packs have the same name, so a reference to it could mean "
        "either.",
        do="Give one of them a name of its own.",
        example=on_pack({"inferences.yaml": f"{INFERENCE.replace('own', 'RI-1')}{OWN}}}\n"}),
    ),
    Explanation(
        code=codes.UNKNOWN_NAME,
        name="unknown name",
        means="A rule, a table or a policy refers to something that no pack has: a role, a field, a kind of fact, a "
        "right, a pathway.",
        do="The hint names what was probably meant, or some that are known.",
        example=on_condition("{path: $.hrdd.topcs, exists: true}"),
    ),
    Explanation(
        code=codes.INVALID_NAME,
        name="not a name",
        means="A field or a kind of fact cannot be called so: it has characters with a meaning of their own, or "
        "every entity has a field of that name.",
        do="Use small letters, digits and `_`.",
        example=on_inference("], then: {actor.x: [$a]}"),
    ),
    Explanation(
        code=codes.KEYS_DISAGREE,
        name="keys that do not go together",
        means="Each key may stand there, but not beside the others, or not without another one.",
        do="Add what is missing, or take one of them out, as the hint says.",
        example=on_duty("joint: true, require: [{path: $.size, exists: true}]"),
    ),
    Explanation(
        code=codes.INCOMPLETE_CONDITION,
        name="an incomplete condition",
        means="A duty requires nothing, or a condition lacks what it looks at or by which operator it compares.",
        do="A condition has a `path` and one operator, or one of the other forms that the hint names.",
        example=on_condition("{path: $.size}"),
    ),
    Explanation(
        code=codes.UNFIT_OPERAND,
        name="a value that the operator does not take",
        means="The operator cannot compare the field, or not with that value.",
        do="The hint names operators that fit the field, or what the operator takes.",
        example=on_condition("{path: $.size, above: small}"),
    ),
    Explanation(
        code=codes.INVALID_PATH,
        name="not a path",
        means="A path is not of the form `$.field`, is not JSONPath, or uses a selector that rules do not support.",
        do="Write `$.field`, or a JSONPath of at most 200 characters without regular expressions.",
        example=on_condition("{path: size, equals: small}"),
    ),
    Explanation(
        code=codes.UNFIT_FACT,
        name="a fact that does not fit its kind",
        means="A fact has more or fewer terms than others of its kind, a term of the wrong type, or is of a kind "
        "that only manifests or the engine state.",
        do="Write the terms as the message says; conclude a kind of fact of your own.",
        example=on_inference(", {actor: [$a, $b]}], then: {own: [$a]}"),
    ),
    Explanation(
        code=codes.UNSAFE_VARIABLE,
        name="an unsafe variable",
        means="A variable stands in a conclusion, a negation or a comparison, and no plain premise binds it. It "
        "could stand for anything.",
        do="Bind it in a plain premise, or write `_` for anything where that is allowed.",
        example=on_inference("], then: {own: [$b]}"),
    ),
    Explanation(
        code=codes.UNSTRATIFIED,
        name="a rule that negates what depends on it",
        means="A rule negates, counts or looks at facts that depend on its own conclusion, so no order of "
        "evaluation is right.",
        do="Break the circle: what is negated must be settled before.",
        example=on_inference(", absent: {own: [$a]}], then: {own: [$a]}"),
    ),
    Explanation(
        code=codes.RULE_TOO_LARGE,
        name="a rule that is too large",
        means="A rule has more premises, or lists more combinations of alternatives, than an engine can join in "
        "reasonable time.",
        do="Conclude a fact of its own from some of the premises, and use that.",
        example=on_inference(f", {PICK}, {PICK}, {PICK}], then: {{own: [$a]}}"),
    ),
    Explanation(
        code=codes.CONTRADICTION,
        name="a pack that contradicts itself",
        means="A pack says two things that cannot both be so: a period ends before it begins, a clause is both "
        "encoded and left out, one role has two rows in a table.",
        do="Keep what is right.",
        example=on_duty("effective: {from: 2026-02-01, until: 2026-01-01}, require: [{path: $.size, exists: true}]"),
    ),
)
