"""What a user is told about a policy that cannot be applied: every fault, its place, and what to do about it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checkout.command import Run, without_codes
from rightsgate.errors import Fault, InputError
from rightsgate.handbook.file_forms import file_schema
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.packs.load import builtin
from rightsgate.rules.select import applied
from rightsgate.text.files import read_located
from rightsgate.text.located import parse
from worlds.manifests import ordinary

SHIPPED = Path(builtin("policies"))
AS_OF = "2026-06-01"
GATE = """\
gate:
  unmet: {must: block, should: block, may: accept}
  unknown: {must: undecided, should: undecided, may: accept}
  judgement: {must: accept, should: accept, may: accept}
"""
# Four lines stand before the gate.
POLICY = f"""\
policy: mine
title: Mine
rules:
  strengths: [must, should]
{GATE}"""


def load(folder: Path, text: str, pack: Pack) -> Policy:
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return load_policy(str(folder / "mine.yaml"), SHIPPED, pack)


def faults(folder: Path, text: str, pack: Pack) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        load(folder, text, pack)
    return caught.value.faults


# id, what of the policy is replaced, by what, line and column, what is said.
POLICIES = [
    ("no name", "policy: mine\n", "", (1, 1), "a policy lacks 'policy'"),
    ("empty name", "policy: mine", "policy: ''", (1, 1), "'policy' in a policy is empty"),
    ("number as name", "policy: mine", "policy: 7", (1, 1), "'policy' in a policy must be a text, not a number"),
    ("no title", "title: Mine\n", "", (1, 1), "a policy lacks 'title'"),
    ("list as title", "title: Mine", "title: [Mine]", (2, 1), "'title' in a policy must be a text, not a list"),
    (
        "unknown key",
        "title: Mine",
        "title: Mine\nruls: {}",
        (3, 1),
        "unknown key 'ruls' in a policy (did you mean 'rules'?)",
    ),
    (
        "list as rules",
        "rules:\n  strengths: [must, should]",
        "rules: [must]",
        (3, 9),
        "'rules' in a policy must be a list of mappings, not a text",
    ),
    (
        "null as rules",
        "  strengths: [must, should]\n",
        "",
        (3, 1),
        "'rules' in a policy must be a mapping, not nothing",
    ),
    (
        "unknown way to choose",
        "strengths:",
        "strenghts:",
        (4, 3),
        "unknown key 'strenghts' in 'rules' of a policy (did you",
    ),
    (
        "unknown strength",
        "[must, should]",
        "[must, shoud]",
        (4, 21),
        "unknown strength 'shoud' (did you mean 'should'?)",
    ),
    ("text for a list", "[must, should]", "must", (4, 3), "'strengths' in 'rules' of a policy must be a list of texts"),
    ("number in a list", "[must, should]", "[must, 7]", (4, 21), "must be a list of texts, not a number"),
    ("empty list", "[must, should]", "[]", (4, 3), "'strengths' in 'rules' of a policy is empty"),
    (
        "unknown document",
        "strengths: [must, should]",
        "documents: [bsr]",
        (4, 15),
        "unknown document 'bsr' (known: bsr-announcement-2024, bsr-hra-2025",
    ),
    (
        "unknown section",
        "strengths: [must, should]",
        "sections: ['6.9']",
        (4, 14),
        "unknown section '6.9' (did you mean",
    ),
    (
        "number as section",
        "strengths: [must, should]",
        "sections: [6.1]",
        (4, 14),
        "must be a list of texts, not a number",
    ),
    (
        "unknown role",
        "strengths: [must, should]",
        "roles: [deploier]",
        (4, 11),
        "unknown role 'deploier' (did you mean 'deployer'?)",
    ),
    ("role that no duty binds", "strengths: [must, should]", "roles: [worker]", (4, 11), "unknown role 'worker'"),
    (
        "unknown rule",
        "strengths: [must, should]",
        "ids: [bsr-6.1-1.z]",
        (4, 9),
        "unknown id 'bsr-6.1-1.z' (did you mean",
    ),
    ("no gate", GATE, "", (1, 1), "a policy lacks 'gate'"),
    ("text as gate", GATE, "gate: open\n", (5, 1), "'gate' in a policy must be a mapping, not a text"),
    (
        "outcome left out",
        "  judgement: {must: accept, should: accept, may: accept}\n",
        "",
        (6, 3),
        "'gate' of a policy lacks 'judgement'",
    ),
    (
        "outcome that is not gated",
        "  unknown:",
        "  met: {}\n  unknown:",
        (7, 3),
        "unknown key 'met' in 'gate' of a policy",
    ),
    (
        "misspelt outcome",
        "  unmet:",
        "  unmett: {}\n  unmet:",
        (6, 3),
        "unknown key 'unmett' in 'gate' of a policy (did you mean",
    ),
    (
        "text as outcome",
        "unmet: {must: block, should: block, may: accept}",
        "unmet: block",
        (6, 3),
        "'unmet' in 'gate' of a policy must",
    ),
    ("effect left out", "unmet: {must: block, ", "unmet: {", (6, 10), "'unmet' of the gate lacks 'must'"),
    (
        "unknown effect",
        "unmet: {must: block",
        "unmet: {must: blok",
        (6, 11),
        "'blok' is not a valid value for 'must' (did you mean 'block'?)",
    ),
    (
        "true as effect",
        "unmet: {must: block",
        "unmet: {must: true",
        (6, 11),
        "'must' in 'unmet' of the gate must be a text, not true or",
    ),
    (
        "unknown strength of an outcome",
        "unmet: {must",
        "unmet: {most: block, must",
        (6, 11),
        "unknown key 'most' in 'unmet' of",
    ),
    (
        "key twice",
        "title: Mine",
        "title: Mine\ntitle: Yours",
        (3, 1),
        "the key 'title' stands twice here; first at line 2",
    ),
    ("broken", "title: Mine", "title: Mine: yours", (2, 12), "broken YAML: a ':' cannot make a key here"),
    ("a list", POLICY, "- policy", (1, 1), "the top level must be a mapping of keys to values, not a list"),
    ("nothing", POLICY, "", (0, 0), "it is empty: there is nothing to read"),
    (
        "chooses nothing",
        "rules:\n  strengths: [must, should]",
        "rules: {}",
        (3, 8),
        "'rules' of a policy chooses nothing",
    ),
    ("nothing in a list", "rules:\n  strengths: [must, should]", "rules: []", (3, 1), "'rules' in a policy is empty"),
    (
        "unknown framework",
        "strengths: [must, should]",
        "frameworks: [fw_eur]",
        (4, 16),
        "unknown framework 'fw_eur' (did you mean 'fw_eu'?)",
    ),
    (
        "exception without a reason",
        "title: Mine",
        "title: Mine\nexcept: {ids: [bsr-6.5-1]}",
        (3, 9),
        "'except' of a policy lacks 'reason'",
    ),
    (
        "exception for no reason",
        "title: Mine",
        "title: Mine\nexcept: {ids: [bsr-6.5-1], reason: TBD}",
        (3, 28),
        "'TBD' gives no reason in 'except' of a policy (say why in a sentence)",
    ),
    (
        "exception until a month",
        "title: Mine",
        "title: Mine\nexcept: {ids: [bsr-6.5-1], reason: audited in March, until: 2027-03}",
        (3, 54),
        "'until' must be a whole day, not '2027-03'",
    ),
    (
        "exception from nothing",
        "title: Mine",
        "title: Mine\nexcept: {reason: audited in March, until: 2027-03-01}",
        (3, 9),
        "'except' of a policy chooses nothing",
    ),
    (
        "actors as a text",
        "strengths: [must, should]",
        "actors: studio",
        (4, 3),
        "'actors' in 'rules' of a policy must be a list of ids of actors, not a text",
    ),
    ("exception unknown", "title: Mine", "title: Mine\nexcept: {ids: [x], reason: ours}", (3, 16), "unknown id 'x'"),
    (
        "unknown parameter",
        "title: Mine",
        "title: Mine\nparameters: {document_aged: {value: 6m, reason: R}}",
        (3, 14),
        "unknown parameter 'document_aged' (did you mean 'document_age'?)",
    ),
    (
        "parameter of a source",
        "title: Mine",
        "title: Mine\nparameters: {eu_systemic_risk_flops: {value: 7.0e+20, reason: R}}",
        (3, 14),
        "the parameter 'eu_systemic_risk_flops' is set by its source",
    ),
    (
        "number for a period",
        "title: Mine",
        "title: Mine\nparameters: {document_age: {value: 12, reason: R}}",
        (3, 14),
        "'document_age' must be a period such as 12m, not a number",
    ),
    (
        "parameter without a reason",
        "title: Mine",
        "title: Mine\nparameters: {document_age: {value: 6m}}",
        (3, 28),
        "parameter document_age of a policy lacks 'reason'",
    ),
    (
        "unknown tier",
        "title: Mine",
        "title: Mine\nevidence: {must: {tier: proven, reason: R}}",
        (3, 19),
        "'proven' is not a valid value for 'tier'",
    ),
    (
        "no period",
        "title: Mine",
        "title: Mine\nevidence: {must: {tier: tested, fresh_within: a year, reason: R}}",
        (3, 33),
        "'a year' is not a period",
    ),
    (
        "no period of decisions",
        "title: Mine",
        "title: Mine\ndecisions: {valid_for: for ever}",
        (3, 13),
        "'for ever' is not a period (write a number and d, m or y: 12m)",
    ),
    (
        "decisions as a text",
        "title: Mine",
        "title: Mine\ndecisions: 2y",
        (3, 1),
        "'decisions' in a policy must be a mapping",
    ),
    ("decisions for nothing", "title: Mine", "title: Mine\ndecisions: {}", (3, 12), "lacks 'valid_for'"),
    (
        "decisions for no time",
        "title: Mine",
        "title: Mine\ndecisions: {valid_for: 0d}",
        (3, 13),
        "'0d' is not a period",
    ),
    (
        "misspelt period of decisions",
        "title: Mine",
        "title: Mine\ndecisions: {valid_for: 2y, valid: 2y}",
        (3, 28),
        "unknown key 'valid' in 'decisions' of a policy (did you mean 'valid_for'?)",
    ),
    ("extends nobody", "title: Mine", "title: Mine\nextends: audits", (3, 1), "it extends 'audits': no such policy"),
    (
        "extends itself",
        "title: Mine",
        "title: Mine\nextends: mine.yaml",
        (3, 1),
        "it extends 'mine.yaml', which extends",
    ),
    (
        "no rule selected",
        "strengths: [must, should]",
        "roles: [supplier]\n  ids: [bsr-6.5-1]",
        (0, 0),
        "the policy 'mine' selects no",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"), [row[1:] for row in POLICIES], ids=[row[0] for row in POLICIES]
)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    old: str, new: str, place: tuple[int, int], words: str, tmp_path: Path, pack: Pack
) -> None:
    assert old in POLICY
    (fault,) = faults(tmp_path, POLICY.replace(old, new), pack)
    assert (fault.line, fault.column) == place
    assert fault.path == str(tmp_path / "mine.yaml")
    assert words in str(fault)


# What only the reader can tell: names that lead nowhere, keys that stand twice, and what is not YAML.
READER_ALONE = {
    "exception for no reason",
    *("unknown document", "unknown section", "unknown role", "role that no duty binds", "unknown rule"),
    *("unknown framework", "exception unknown", "unknown parameter", "parameter of a source", "number for a period"),
    *("key twice", "broken", "nothing", "extends nobody", "extends itself", "no rule selected"),
}


@pytest.mark.parametrize(("name", "old", "new"), [row[:3] for row in POLICIES], ids=[row[0] for row in POLICIES])
def test_what_is_wrong_in_its_form_is_wrong_by_the_schema(name: str, old: str, new: str, pack: Pack) -> None:
    schema = Draft202012Validator(file_schema("policy", pack))
    assert schema.is_valid(ordinary(parse(POLICY, "mine.yaml")))
    if name not in READER_ALONE:
        text = POLICY.replace(old, new)
        data = [] if text.startswith("-") else ordinary(parse(text, "mine.yaml"))
        assert not schema.is_valid(data)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_policy_keeps_to_the_schema(path: Path, pack: Pack) -> None:
    schema = Draft202012Validator(file_schema("policy", pack))
    assert [error.message for error in schema.iter_errors(ordinary(read_located(path, path.name)))] == []


def test_what_the_faults_are_put_into_is_itself_without_fault(tmp_path: Path, pack: Pack) -> None:
    policy = load(tmp_path, POLICY, pack)
    chosen = applied(pack, policy, AS_OF).duties
    assert {duty.strength_in(role).value for duty in chosen for role in duty.binds} == {"must", "should"}


def test_all_faults_of_a_policy_are_told_together(tmp_path: Path, pack: Pack) -> None:
    text = (
        POLICY.replace("title: Mine", "titel: Mine")
        .replace("[must", "[most")
        .replace("unknown: {must", "unknown: {most")
    )
    assert [(fault.line, fault.column) for fault in faults(tmp_path, text, pack)] == [
        *((1, 1), (2, 1), (4, 15), (7, 12), (7, 13))
    ]


def test_a_policy_without_rules_selects_all(tmp_path: Path, pack: Pack) -> None:
    policy = load(tmp_path, f"policy: mine\ntitle: Mine\n{GATE}", pack)
    assert applied(pack, policy, AS_OF).duties == pack.duties


UNKNOWN = [
    ("auditt", "auditt: no such policy (did you mean 'audit'?)"),
    (
        "zzz",
        "zzz: no such policy (shipped: all-duties, audit, eu-gpai-documentation, musts-only, open-weights-release",
    ),
    ("nope.yaml", "nope.yaml: no such policy"),
    ("", "'': no such policy"),
    (".", ".: it is a folder, not a policy (name one policy file, or a shipped policy)"),
    ("n" * 5000, ": no such policy"),
]


@pytest.mark.parametrize(("name", "words"), UNKNOWN, ids=[row[0][:20] or "no name" for row in UNKNOWN])
def test_a_policy_that_is_not_there_is_refused(name: str, words: str, pack: Pack) -> None:
    with pytest.raises(InputError) as caught:
        load_policy(name, SHIPPED, pack)
    (fault,) = caught.value.faults
    assert words in str(fault)


@pytest.mark.parametrize("name", sorted(path.stem for path in SHIPPED.glob("*.yaml")))
def test_a_shipped_policy_is_found_by_its_name_and_says_it(name: str, pack: Pack) -> None:
    assert load_policy(name, SHIPPED, pack).name == name


def test_a_policy_may_be_written_in_json(tmp_path: Path, pack: Pack) -> None:
    gate = {
        outcome: {"must": "block", "should": "accept", "may": "accept"} for outcome in ("unmet", "unknown", "judgement")
    }
    (tmp_path / "mine.json").write_text(json.dumps({"policy": "mine", "title": "Mine", "gate": gate}))
    assert load_policy(str(tmp_path / "mine.json"), SHIPPED, pack).title == "Mine"


# Whole runs

GOOD = "rightsgate: 1\nactors: [{id: a, activities: [app_building]}]\n"
RUNS = [
    ("auditt", "auditt: no such policy (did you mean 'audit'?)"),
    ("", "'': no such policy"),
    ("bad.yaml", "bad.yaml:6:11: 'blok' is not a valid value for 'must' (did you mean 'block'?)"),
    ("nobody.yaml", "nobody.yaml: the policy 'mine' selects no rule"),
]


@pytest.mark.parametrize(("policy", "line"), RUNS, ids=[row[0] or "no name" for row in RUNS])
def test_a_call_with_a_faulty_policy_ends_with_2_and_a_line(
    policy: str, line: str, tmp_path: Path, command: Run
) -> None:
    (tmp_path / "m.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text(POLICY.replace("must: block", "must: blok"))
    (tmp_path / "nobody.yaml").write_text(
        POLICY.replace("strengths: [must, should]", "roles: [supplier]\n  ids: [bsr-6.5-1]")
    )
    done = command(tmp_path, "check", "m.yaml", "--policy", policy)
    assert (done.returncode, done.stdout) == (2, b"")
    assert without_codes(done.stderr).startswith(f"error: {line}")
    assert done.stderr.count(b"\n") == 1
