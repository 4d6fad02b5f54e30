"""What the author of a rule pack is told: every fault of every file, its place, and what to do about it."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checkout.command import Run, without_codes
from rightsgate.errors import Fault, InputError
from rightsgate.report.notes import note_of
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse

RULES = Path(builtin("rules"))
DUTY = "id: x-1.a, encodes: [X], title: T, binds: [deployer], strength: should, why: W., fix: F."
REQUIRE = "require: [{path: $.size, equals: small}]"
# A duty in a file of its own; what is said of it stands on line 7.
FILE = """\
source: {document: x, section: "1"}
title: X
recommendations:
- id: x-1
  number: 1
  title: R
  duties: [{%s}]
"""
RULE = FILE % f"{DUTY}, {REQUIRE}"
CASES = """\
as_of: 2026-06-01
given: {actors: [{id: maker, activities: [app_building]}]}
cases:
  x-1.a: {met: {actors: [{id: maker, size: small}]}}
"""


def faults(folder: Path, files: dict[str, str], *, with_cases: bool = False) -> tuple[Fault, ...]:
    """Return the faults of a pack beside the shipped one, none if it is loaded."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    try:
        load_pack([RULES, folder], with_cases=with_cases)
    except InputError as error:
        return error.faults
    return ()


def told(folder: Path, files: dict[str, str], *, with_cases: bool = False) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in faults(folder, files, with_cases=with_cases)]


def test_what_the_faults_are_put_into_is_itself_without_fault(tmp_path: Path) -> None:
    files = {"x.yaml": RULE, "x.cases.yaml": CASES}
    assert told(tmp_path, files, with_cases=True) == []


# id, what the duty says, what is said of it. `DUTY, ` stands before, `REQUIRE` after, unless it is given.
DUTIES = [
    ("unknown key", "requires: x", "unknown key 'requires' in duty x-1.a (did you mean 'require'?)"),
    ("nothing required", "require: []", "duty x-1.a requires nothing (give 'require', or say why it is"),
    ("null required", "require: ", "duty x-1.a requires nothing"),
    ("text required", "require: yes", "'require' in duty x-1.a must be a list of conditions, not a text"),
    ("text among conditions", "require: [yes]", "'require' in duty x-1.a must be a list of conditions, not a text"),
    ("empty when", "when: []", "'when' in duty x-1.a is empty (give at least one of its conditions)"),
    ("unknown basis", "basis: state", "'state' is not a valid value for 'basis' (did you mean 'stated'?)"),
    ("number as judgement", "judgement: 7", "'judgement' in duty x-1.a must be a text, not a number (quote it:"),
    ("unknown subject", "on: modle", "unknown subject of a duty 'modle' (did you mean 'model'?)"),
    ("subject without duties", "on: channel", "unknown subject of a duty 'channel'"),
    ("list as subject", "on: [model]", "'on' in duty x-1.a must be a text, not a list"),
    ("unknown relation", "on: {relation: [hoasts], as: provider}", "unknown kind of relation 'hoasts' (did you mean"),
    ("no relation", "on: {relation: [], as: provider}", "'relation' in duty x-1.a is empty"),
    ("no side", "on: {relation: [hosts]}", "duty x-1.a lacks 'as'"),
    ("unknown side", "on: {relation: [hosts], as: giver}", "unknown side of a relation 'giver'"),
    ("no day", "effective: {from: 2026-02-30}", "'from' gives the date 2026-02-30, which does not exist"),
    ("no date", "effective: {until: soon}", "'until' must be a date, not 'soon' (write YYYY-MM-DD"),
    ("misspelt end", "effective: {untill: 2026-01-01}", "unknown key 'untill' in 'effective' of duty x-1.a (did you"),
    ("end before beginning", "effective: {from: 2026-02-01, until: 2026-01-01}", "duty x-1.a ends before it begins"),
    ("text as rights", "rights: all", "'rights' in duty x-1.a must be a list of texts, not a text"),
    ("joint duty of an actor", "joint: true", "duty x-1.a is joint, and asked of no impact (write on: impact)"),
    ("text as joint", "joint: yes", "'joint' in duty x-1.a must be true or false, not a text"),
    ("duty on ties", "on: link", "unknown subject of a duty 'link' (known: actor, dataset, model, application"),
]
# id, key of the duty that is replaced, what is said.
REPLACED = [
    ("no id", "id: x-1.a", "", "a duty lacks 'id'"),
    ("number as id", "id: x-1.a", "id: 7", "'id' in a duty must be a text, not a number (quote it: \"7\")"),
    ("no title", "title: T", "", "duty x-1.a lacks 'title'"),
    ("empty fix", "fix: F.", "fix: ''", "'fix' in duty x-1.a is empty"),
    (
        "unknown strength",
        "strength: should",
        "strength: shuold",
        "'shuold' is not a valid value for 'strength' (did you mean",
    ),
    ("true as strength", "strength: should", "strength: true", "'strength' in duty x-1.a must be a text, not true or"),
    ("nobody bound", "binds: [deployer]", "binds: []", "'binds' in duty x-1.a is empty (give at least one of its"),
    ("text bound", "binds: [deployer]", "binds: deployer", "'binds' in duty x-1.a must be a list of roles, not a"),
    ("misspelt role", "binds: [deployer]", "binds: [deploier]", "no rule gives an actor the role 'deploier' (did you"),
    ("role that nobody can have", "binds: [deployer]", "binds: [wizard]", "no rule gives an actor the role 'wizard'"),
    ("no clause", "encodes: [X]", "encodes: []", "'encodes' in duty x-1.a is empty"),
]
# id, the condition, what is said.
CONDITIONS = [
    ("empty", "{}", "a condition needs 'path' (or one of all, any, not, one, every, fact)"),
    ("no operator", "{path: $.size}", "a condition needs exactly one operator (operators: exists, missing, equals"),
    ("two operators", "{path: $.size, equals: small, exists: true}", "a condition needs exactly one operator"),
    ("unknown operator", "{path: $.size, equal: small}", "unknown key 'equal' in a condition (did you mean"),
    ("unknown field", "{path: $.hrdd.topcs, exists: true}", "actor has no field 'hrdd.topcs' (did you mean"),
    ("no path", "{path: size, equals: small}", "'size' is no path (write $.field, or a JSONPath that begins so)"),
    ("list as path", "{path: [size], equals: small}", "'path' in a condition must be a text, not a list"),
    ("no JSONPath", "{path: '$.hrdd.topics[', exists: true}", "'$.hrdd.topics[' is no JSONPath"),
    ("regular expression", "{path: '$.size[?(@ =~ \"(a+)+$\")]', exists: true}", "is no selector that rules may use"),
    ("substitution", "{path: '$.size.`sub(/(a+)+$/, x)`', exists: true}", "no regular expressions"),
    ("endless path", f"{{path: '$.size{'[*]' * 200}', exists: true}}", "at most 200 characters"),
    ("unknown code", "{path: $.size, equals: smal}", "'smal' is not a valid value for 'size' (did you mean 'small'?)"),
    (
        "unknown code in a list",
        "{path: $.size, one_of: [small, tiny]}",
        "'tiny' is not a valid value for 'size' (allowed:",
    ),
    ("the word unknown", "{path: $.size, equals: unknown}", "'equals' cannot ask for the word unknown (use exists or"),
    ("nothing", "{path: $.size, equals: }", "'equals' takes a text, a number, true or false, not nothing"),
    ("list for one value", "{path: $.size, equals: [small]}", "'equals' takes a text, a number, true or false, not a"),
    ("text for a truth value", "{path: $.hrdd.done, equals: yes}", "'equals' takes true or false for 'hrdd.done',"),
    ("truth value for a code", "{path: $.size, equals: true}", "'True' is not a valid value for 'size'"),
    ("one value for a list", "{path: $.hrdd.topics, has_any: labour}", "'has_any' takes a list, not a text (write"),
    ("empty list", "{path: $.hrdd.topics, has_any: []}", "'has_any' is given an empty list"),
    ("mapping in a list", "{path: $.hrdd.topics, has_any: [{a: b}]}", "'has_any' takes a text, a number, true or"),
    ("list operator on one code", "{path: $.size, has: small}", "'has' cannot test 'size', which is of type choice"),
    ("equality of a list", "{path: $.hrdd.topics, equals: labour}", "'equals' cannot test 'hrdd.topics', which is of"),
    ("order of codes", "{path: $.size, above: small}", "'above' cannot test 'size', which is of type choice"),
    ("equality of a group", "{path: $.hrdd, equals: true}", "'equals' cannot test 'hrdd', which is of type group"),
    ("freshness of a code", "{path: $.size, fresh_within: 12m}", "'fresh_within' cannot test 'size'"),
    ("no period", "{path: $.hrdd.last_review, fresh_within: a year}", "'fresh_within' takes a period (write a number"),
    ("endless period", "{path: $.hrdd.last_review, older_than: 99999y}", "'older_than' takes a period"),
    ("no date", "{path: $.hrdd.last_review, above: soon}", "'above' must be a date, not 'soon'"),
    ("no day", "{path: $.hrdd.last_review, above: 2026-02-30}", "'above' gives the date 2026-02-30, which does not"),
    ("no count", "{path: $.hrdd.topics, count_above: two}", "'count_above' takes a whole number from 0"),
    ("exists denied", "{path: $.size, exists: false}", "'exists' takes true (for the opposite use missing)"),
    ("missing denied", "{path: $.size, missing: false}", "'missing' takes true (for the opposite use exists)"),
    ("reference to nothing bound", "{path: $.size, of: model, equals: small}", "'model' is not bound here (bound"),
    ("unknown set", "{path: $.size, one_of: {set: sizes}}", "unknown set 'sizes'"),
    ("set for one value", "{path: $.size, equals: {set: sensitive_domains}}", "'equals' takes one value, no set"),
    ("unknown facts", "{path: $.hrdd.covers, superset_of: {facts: upstream_roles}}", "no rule derives the fact"),
    ("facts for one value", "{path: $.size, equals: {facts: upstream_role}}", "'equals' takes no derived facts"),
    ("reference for a period", "{path: $.hrdd.last_review, fresh_within: {path: $.size}}", "takes a plain value, no"),
    ("reference for a list", "{path: $.hrdd.covers, has_any: {path: $.roles}}", "'has_any' takes a list or a set, no"),
    ("reference to no field", "{path: $.hrdd.covers, superset_of: {path: $.rolls}}", "actor has no field 'rolls'"),
    ("reference that selects", "{path: $.hrdd.covers, superset_of: {path: '$.roles[0]'}}", "'$.roles[0]' is no plain"),
    ("unknown key of a reference", "{path: $.hrdd.covers, superset_of: {paht: $.roles}}", "in a reference of"),
    ("actor for a set", "{path: $.hrdd.covers, superset_of: {of: actor}}", "takes no actor (the actor's own id can"),
    ("actor for one value", "{path: $.size, equals: {of: actor}}", "'equals' takes no actor (the actor's own id can"),
    ("tie of no impact", "{of: link, path: $.response, exists: true}", "'link' is not bound here (bound here: actor)"),
    ("terms of a fact of one", "{fact: several_roles, one_of: [x]}", "(write facts: instead of fact:)"),
    ("text for terms", "{facts: own_role, one_of: deployer}", "'one_of' in a condition on a derived fact must be a"),
    ("unknown fact", "{fact: downstrem}", "no rule derives the fact 'downstrem'"),
    ("fact of two terms", "{fact: upstream_role}", "the fact 'upstream_role' has 2 terms; 'fact' asks for 1 (fact:"),
    ("fact denied", "{facts: upstream_role, exists: false}", "'exists' takes true (for the opposite put it under"),
    ("empty any", "{any: []}", "'any' in a condition is empty (give at least one of its conditions)"),
    ("any beside all", "{any: [], all: [{path: $.size, exists: true}]}", "unknown key 'any' in a condition"),
    ("not a list", "{not: [{path: $.size, exists: true}]}", "'not' in a condition must be a mapping, not a list"),
    ("unknown kind of record", "{one: documnt}", "unknown entity kind 'documnt' (did you mean 'document'?)"),
    ("number as kind of record", "{one: 7}", "'one' in a condition on one record must be a text, not a number"),
    ("unknown document", "{one: document, kind: [modelcard]}", "unknown kind of document 'modelcard' (did you mean"),
    ("kind of what has none", "{one: channel, kind: [web]}", "unknown kind of channel 'web'"),
    ("side of a document", "{one: document, as: provider}", "unknown key 'as' in a condition on one record"),
    ("unknown side", "{every: relation, as: giver}", "unknown side of a relation 'giver'"),
    ("empty that", "{one: channel, that: []}", "'that' in a condition on one record is empty"),
    ("field of another", "{one: channel, that: [{path: $.size, exists: true}]}", "channel has no field 'size'"),
]
# id, an inference, what is said.
INFERENCES = [
    ("unknown key", "iff: [], if: [{actor: [$a]}], then: {f: [$a]}", "unknown key 'iff' in inference i"),
    ("no premise", "if: [], then: {f: [x]}", "'if' in inference i is empty"),
    ("no conclusion", "if: [{actor: [$a]}]", "inference i lacks 'then'"),
    ("text as conclusion", "if: [{actor: [$a]}], then: f", "'then' in inference i must be a mapping, not a text"),
    ("two conclusions", "if: [{actor: [$a]}], then: {f: [$a], g: [$a]}", "the conclusion of inference i must be one"),
    ("unsafe conclusion", "if: [{actor: [$a]}], then: {f: [$b]}", "the variable $b of the conclusion is unsafe: no"),
    ("unsafe absence", "if: [{actor: [$a]}, absent: {role: [$b, deployer]}], then: {f: [$a]}", "the variable $b is"),
    ("unsafe count", "if: [{actor: [$a]}, {at_least: 2, of: {role: [$a, $r]}}], then: {f: [$a]}", "the variable $r is"),
    ("unsafe comparison", "if: [{actor: [$a]}, compare: [$a, differs, $b]], then: {f: [$a]}", "the variable $b is"),
    ("anything concluded", "if: [{actor: [$a]}], then: {f: [_]}", "a conclusion cannot hold _"),
    (
        "role that is a number",
        "if: [{actor: [$a]}], then: {role: [$a, 1]}",
        "'role' holds of what has a name, and of no",
    ),
    ("unknown kind of fact", "if: [{modle: [$a]}], then: {f: [$a]}", "unknown kind of fact 'modle' (did you mean"),
    ("unknown field", "if: [{model.devloper: [$m, $a]}], then: {f: [$a]}", "'model.devloper' (did you mean"),
    ("field of records", "if: [{actor.judgements: [$a, _]}], then: {f: [$a]}", "unknown kind of fact"),
    ("wrong number of terms", "if: [{actor: [$a, $b]}], then: {f: [$a]}", "'actor' has 1 term, not 2"),
    (
        "unknown code",
        "if: [{actor.size: [$a, tiny]}], then: {f: [$a]}",
        "'tiny' is not a valid value for 'size' (allowed:",
    ),
    (
        "unknown code in a list",
        "if: [{actor.size: [$a, [small, tiny]]}], then: {f: [$a]}",
        "'tiny' is not a valid value for",
    ),
    ("text for a truth value", "if: [{model.released: [$a, 'yes']}], then: {f: [$a]}", "takes true or false for"),
    ("date as a term", "if: [{model.release_date: [$a, '2026']}], then: {f: [$a]}", "is a date, which no term equals"),
    ("no terms", "if: [{actor: []}], then: {f: [x]}", "the terms of 'actor' must be a list"),
    ("text as terms", "if: [{actor: $a}], then: {f: [x]}", "the terms of 'actor' must be a list (as in role:"),
    ("mapping as a term", "if: [{actor: [{a: b}]}], then: {f: [x]}", "must be a variable, a text or a number, not a"),
    ("variable among alternatives", "if: [{role: [$a, [$b, deployer]]}], then: {f: [$a]}", "alternatives in 'role'"),
    ("no alternatives", "if: [{role: [$a, []]}], then: {f: [$a]}", "alternatives in 'role' are texts, numbers, true"),
    ("alternatives concluded", "if: [{actor: [$a]}], then: {f: [$a, [x, y]]}", "cannot list alternatives in 'f'"),
    ("alternatives denied", "if: [{actor: [$a]}, absent: {role: [$a, [x, y]]}], then: {f: [$a]}", "cannot list"),
    (
        "count of none",
        "if: [{actor: [$a]}, {at_least: 0, of: {role: [$a, _]}}], then: {f: [$a]}",
        "'at_least' in a premise",
    ),
    ("unknown comparison", "if: [{actor: [$a]}, compare: [$a, isnt, x]], then: {f: [$a]}", "unknown comparison"),
    ("comparison of two", "if: [{actor: [$a]}, compare: [$a, equals]], then: {f: [$a]}", "'compare' takes [left,"),
    ("no period", "if: [{actor: [$a]}, compare: [$a, older_than, old]], then: {f: [$a]}", "'old' is no period (write"),
    ("what manifests state", "if: [{actor: [$a]}], then: {model: [$a]}", "'model' is stated by manifests; a rule"),
    ("what duties conclude", "if: [{actor: [$a]}], then: {outcome: [d, $a, r, e, met]}", "'outcome' is given by the"),
    ("what tables conclude", "if: [{application: [$p]}], then: {triggered: [r, $p]}", "'triggered' is given by the"),
    (
        "what duties close",
        "if: [{role: [$a, $r]}], then: {closes: [d, $r, p]}",
        "'closes' is given by the engine; a rule",
    ),
    ("tie to an impact", "if: [{actor: [$a]}], then: {tie: [l, $a, i]}", "'tie' is given by the engine; a rule cannot"),
    ("product of a risk", "if: [{triggered: [$p]}], then: {f: [$p]}", "'triggered' has 2 terms, not 1"),
    ("no name", "if: [{actor: [$a]}], then: {actor.x: [$a]}", "'actor.x' cannot name a derived fact (use small"),
    ("role without actor", "if: [{actor: [$a]}], then: {role: [$a]}", "'role' has 2 terms, not 1"),
    ("declared role alone", "if: [{actor.roles: [$a, supplier]}], then: {role: [$a]}", "'role' has 2 terms, not 1"),
    ("negation through itself", "if: [{actor: [$a]}, absent: {f: [$a]}], then: {f: [$a]}", "inference i negates 'f',"),
    (
        "count through itself",
        "if: [{actor: [$a]}, {at_least: 2, of: {f: [_]}}], then: {f: [$a]}",
        "inference i counts 'f',",
    ),
    (
        "too many alternatives",
        f"if: [{{role: [$a, {list(range(40))}]}}, {{role: [$a, {list(range(40))}]}}], then: {{f: [$a]}}",
        "more than 1000",
    ),
]


def rows() -> Iterator[Any]:
    for name, said, words in DUTIES:
        require = REQUIRE.replace("$.size, equals: small", "$.comms, exists: true") if "on: {" in said else REQUIRE
        body = ", ".join((DUTY, said) if said.startswith("require:") else (DUTY, said, require))
        yield pytest.param(FILE % body, 7, words, id=f"duty: {name}")
    for name, key, new, words in REPLACED:
        body = ", ".join(filter(None, (*DUTY.replace(key, new).split(", "), REQUIRE)))
        yield pytest.param(FILE % body, 7, words, id=f"duty: {name}")
    for name, condition, words in CONDITIONS:
        yield pytest.param(FILE % f"{DUTY}, require: [{condition}]", 7, words, id=f"condition: {name}")
    for name, inference, words in INFERENCES:
        text = f"title: I\ninferences:\n- {{id: i, title: T, {inference}}}\n"
        yield pytest.param(text, 3, words, id=f"inference: {name}")


@pytest.mark.parametrize(("text", "line", "words"), list(rows()))
def test_a_fault_is_told_with_its_place_and_what_to_do(text: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"x.yaml": text})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)
    assert fault.column > 0
    assert words in str(fault)


# id, a whole file, line, what is said.
FILES = [
    ("no source", RULE.partition("\n")[2], 1, "a file of duties lacks 'source'"),
    ("number as section", RULE.replace('"1"', "6.1"), 1, 'must be a text, not a number (quote it: "6.1")'),
    ("text as number", RULE.replace("number: 1", "number: one"), 5, "must be a whole number, not a text"),
    (
        "no duties",
        "source: {document: x, section: y}\ntitle: X\nrecommendations: [{id: r, number: 1, title: T, duties: []}]",
        3,
        "'duties' in",
    ),
    ("misspelt", "recomendations: []", 1, "not a file of a rule pack (did you mean 'recommendations'?)"),
    ("another kind of file", "colours: {}", 1, "not a file of a rule pack (such a file has one of the keys pack,"),
    (
        "a Compose file",
        "services: {}",
        0,
        "it is a Docker Compose file, not a file of a rule pack (rightsgate cannot read this format;",
    ),
    ("a manifest", "rightsgate: 1\nactors: []", 0, "it is a manifest, not a file of a rule pack (check it with"),
    ("a policy", "policy: x\ntitle: X", 0, "it is a policy, not a file of a rule pack (give it to"),
    ("name of a pack elsewhere", "pack: x", 1, "the name of a pack stands in 'pack.yaml' (rename this file)"),
    ("constant with a variable", "title: I\nfacts: [{f: [$a]}]", 2, "a constant fact holds no variables (write out"),
    ("constant that is a number", "title: I\nfacts: [{f: [1]}]", 2, "a constant fact holds only texts (quote what"),
    ("constant that is a text", "title: I\nfacts: [f]", 2, "'facts' in a file of inferences must be a list of"),
    ("set without values", "sets: {s: {means: x}}", 1, "set s lacks 'values'"),
    ("set that is a list", "sets: {s: [x]}", 1, "'s' in 'sets' must be a mapping, not a list"),
    ("sets that are a list", "sets: [s]", 1, "'sets' in a file of sets must be a mapping, not a list"),
    (
        "kind of entity twice",
        "entity: model\nsection: others\nmeans: M\nfields: {a: {type: text, means: A}}",
        1,
        "the entity kind 'model'",
    ),
    (
        "section twice",
        "entity: thing\nsection: models\nmeans: M\nfields: {a: {type: text, means: A}}",
        2,
        "the section 'models' is",
    ),
    (
        "section of the format",
        "entity: thing\nsection: name\nmeans: M\nfields: {a: {type: text, means: A}}",
        2,
        "the section 'name' is",
    ),
    ("extension of nothing", "extends: modle\nfields: {a: {type: text, means: A}}", 1, "unknown entity kind 'modle'"),
    ("extension without fields", "extends: model", 1, "the extension of model lacks 'fields'"),
    ("field twice", "extends: model\nfields:\n  developer: {type: text, means: A}", 3, "the field 'developer' of"),
    ("field that every entity has", "extends: model\nfields:\n  id: {type: text, means: A}", 3, "'id' cannot name a"),
    ("field with a dot", "extends: model\nfields:\n  a.b: {type: text, means: A}", 3, "'a.b' cannot name a field"),
    ("field that is a text", "extends: model\nfields:\n  a: text", 3, "the field a must be a mapping, not a text"),
    (
        "unknown type",
        "extends: model\nfields:\n  a: {type: choise, means: A}",
        3,
        "'choise' is not a valid value for 'type'",
    ),
    ("no type", "extends: model\nfields:\n  a: {means: A}", 3, "field a lacks 'type'"),
    (
        "doubtful list",
        "extends: model\nfields:\n  a: {type: choices, means: A, list: opened}",
        3,
        "'opened' is not a valid value for",
    ),
    (
        "doubtful silence",
        "extends: model\nfields:\n  a: {type: text, means: A, unstated: no}",
        3,
        "'no' is not a valid value for",
    ),
    (
        "circle of codes",
        "extends: model\nfields:\n  a: {type: choices, means: A, values: [b, c],\n    implies: {b: [c],\n      c: [b]}}",
        4,
        "'b' implies itself in field a",
    ),
    (
        "implications without codes",
        "extends: model\nfields:\n  a: {type: choices, means: A,\n    implies: {b: [c]}}",
        4,
        "'implies' in field a needs 'values'",
    ),
    (
        "nothing implied",
        "extends: model\nfields:\n  a: {type: choices, means: A, values: [b, c],\n    implies: {b: []}}",
        4,
        "'b' in 'implies' in field a is empty",
    ),
    ("reference to nothing", "extends: model\nfields:\n  a: {type: reference, means: A}", 3, "the field a lacks 'to'"),
    (
        "reference to no kind",
        "extends: model\nfields:\n  a: {means: A, fields: {b: {type: references, to: actr, means: B}}}",
        3,
        "unknown entity kind",
    ),
    (
        "doubtful id",
        "entity: thing\nsection: things\nid: maybe\nmeans: M\nfields: {}",
        3,
        "(allowed: needed, optional)",
    ),
    ("doubtful section", "entity: thing\nsection: things\nalone: no\nmeans: M\nfields: {}", 3, "must be true or false"),
    (
        "list of holders",
        "entity: thing\nsection: things\ninside: [actor]\nmeans: M\nfields: {}",
        3,
        "must be a mapping",
    ),
    (
        "unknown relation stated",
        "extends: application\nfields:\n  a: {type: references, to: model, means: A, states: provides_modle}",
        3,
        "unknown kind of relation 'provides_modle' (did you mean",
    ),
    (
        "relation of what nobody owns",
        "extends: application\nfields:\n  a: {type: references, to: impact, means: A, states: provides_model}",
        3,
        "the field a states a relation, but does not lead from one artefact to another (both kinds need an 'owner')",
    ),
    (
        "owner that is no actor",
        "entity: thing\nsection: things\nmeans: M\nowner: maker\nfields: {maker: {type: text, means: A}}",
        4,
        "unknown field with actors 'maker'",
    ),
]


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_with_a_fault_is_refused(text: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"x.yaml": text, "y.yaml": RULE.replace("x-1", "y-1")})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)
    assert words in str(fault)


PACK_NAMES = [
    ("misspelt", "pack: x\nversion: 1", 2, "unknown key 'version' in a pack file (allowed: pack)"),
    ("list", "pack: [x]", 1, "'pack' in a pack file must be a text, not a list"),
    ("nothing", "pack: ' '", 1, "'pack' in a pack file is empty"),
]


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in PACK_NAMES], ids=[row[0] for row in PACK_NAMES])
def test_a_pack_with_a_faulty_name_is_refused(text: str, line: int, words: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, {"pack.yaml": text, "y.yaml": RULE})
    assert (fault.path, fault.line) == (str(tmp_path / "pack.yaml"), line)
    assert words in str(fault)


# What risk tables are made of, each file by itself without fault; a fault in it stands on the line given.
INSTRUMENTS = "instruments:\n- {id: X, name: N}\n"
GROUPS = "groups:\n- {id: vg_x, name: N}\n"
RIGHTS = "rights:\n- {id: x, section: '1', name: N, instruments: {UDHR: [1]}, groups: [vg_women]}\n"
PATHWAYS = """\
source: {document: x, section: "1"}
pathways:
- {id: X-P, role: supplier, name: N, nature: omission, means: M, effects: [e], signals: [{one: channel}]}
"""
LABELS = "labels:\n- {id: X-L, role: supplier, label: L, match: exact, pathways: [SUP-DOC]}\n"
RISKS = """\
source: {document: x, section: "1"}
risks:
- id: X-R
  name: N
  means: M
  right: privacy
  groups: [vg_women]
  triggers: [{one: application}]
  cells:
  - {role: supplier, status: listed, labels: [TL-S1], sign: S, fields: [{one: channel}]}
"""
CELL = RISKS.splitlines()[-1]
# id, file, what of it is replaced, by what, line, what is said.
TABLES = [
    ("right within nothing", RIGHTS, "section", "within: privcy, section", 2, "unknown right 'privcy' (did you mean"),
    ("group of a right", RIGHTS, "vg_women", "vg_womn", 2, "unknown group 'vg_womn' (did you mean 'vg_women'?)"),
    ("articles in words", RIGHTS, "[1]", "[one]", 2, "the articles of UDHR in rights x must be a list of whole"),
    ("right twice in a list", RIGHTS, "\n", "\n- {id: x, section: '1', name: N}\n", 3, "the id 'x' is taken among"),
    (
        "right of a category",
        "categories:\n- {id: c, name: N, rights: [R], fit: close}\n",
        "R]",
        "privcy]",
        2,
        "(did you mean",
    ),
    ("right of an opportunity", "opportunities:\n- {id: o, right: R, name: N}\n", "R,", "privcy,", 2, "(did you mean"),
    ("pathway twice", PATHWAYS, "X-P", "SUP-DOC", 3, "the id 'SUP-DOC' is taken (give it an id of its own)"),
    ("unknown nature", PATHWAYS, "omission", "omision", 3, "for 'nature' (did you mean 'omission'?)"),
    (
        "misspelt key of a pathway",
        PATHWAYS,
        "effects",
        "efects",
        3,
        "unknown key 'efects' in pathway X-P (did you mean",
    ),
    ("signal of no kind", PATHWAYS, "channel", "chanel", 3, "unknown entity kind 'chanel' (did you mean"),
    ("signal of an artefact", PATHWAYS, "one: channel", "of: model, path: $.released, exists: true", 3, "is not bound"),
    (
        "signal of no fact",
        PATHWAYS,
        "one: channel",
        "facts: exposd, exists: true",
        3,
        "no rule derives the fact 'exposd'",
    ),
    ("label twice", LABELS, "X-L", "TL-S1", 2, "the id 'TL-S1' is taken (give it an id of its own)"),
    ("label for no pathway", LABELS, "SUP-DOC", "SUP-DOK", 2, "unknown pathway 'SUP-DOK' (did you mean 'SUP-DOC'?)"),
    ("label without pathways", LABELS, "[SUP-DOC]", "[]", 2, "'pathways' in label X-L is empty"),
    ("nearest of no pathway", LABELS, "match", "closest_own: SUP-DOK, match", 2, "unknown pathway 'SUP-DOK'"),
    (
        "more for no right",
        LABELS,
        "match",
        "also: {privcy: [SUP-DOC]}, match",
        2,
        "unknown right 'privcy' (did you mean",
    ),
    ("more for no pathway", LABELS, "match", "also: {privacy: [SUP-DOK]}, match", 2, "unknown pathway 'SUP-DOK'"),
    ("unknown match", LABELS, "exact", "exct", 2, "for 'match' (did you mean 'exact'?)"),
    ("risk twice", RISKS, "X-R", "RISK-5.1-1", 3, "the id 'RISK-5.1-1' is taken (give it an id of its own)"),
    ("right of a risk", RISKS, "privacy", "privcy", 6, "unknown right 'privcy' (did you mean 'privacy'?)"),
    ("right touched", RISKS, "privacy", "privacy\n  touches: [privcy]", 7, "unknown right 'privcy' (did you mean"),
    ("group of a risk", RISKS, "vg_women", "vg_womn", 7, "unknown group 'vg_womn' (did you mean 'vg_women'?)"),
    ("trigger by an actor", RISKS, "one: application", "fact: several_rols", 8, "(did you mean 'several_roles'?)"),
    ("no label of the tables", RISKS, "TL-S1", "TL-S99", 10, "unknown label 'TL-S99' (did you mean 'TL-S"),
    ("label of another role", RISKS, "TL-S1", "TL-D1", 10, "a label of the cell for supplier of risk X-R is another"),
    (
        "listed without labels",
        RISKS,
        "labels: [TL-S1], ",
        "",
        10,
        "must have labels if it is listed or merged, and none",
    ),
    ("labels of what is not listed", RISKS, "listed", "absent", 10, "must have labels if it is listed or merged, and"),
    ("unknown status", RISKS, "listed", "listd", 10, "for 'status' (did you mean 'listed'?)"),
    (
        "two cells for one role",
        RISKS,
        CELL,
        f"{CELL}\n{CELL}",
        3,
        "has two cells for one role (a role has one row in a",
    ),
]


@pytest.mark.parametrize("text", [INSTRUMENTS, GROUPS, RIGHTS, PATHWAYS, LABELS, RISKS])
def test_what_the_faults_of_tables_are_put_into_is_itself_without_fault(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, {"x.yaml": text, "y.yaml": RULE}) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "words"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES]
)
def test_a_fault_of_a_table_is_told_with_its_place(
    text: str, old: str, new: str, line: int, words: str, tmp_path: Path
) -> None:
    assert old in text
    (fault,) = faults(tmp_path, {"x.yaml": text.replace(old, new, 1), "y.yaml": RULE})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)
    assert fault.column > 0
    assert words in str(fault)


# What nothing refuses yet: what is said is then lost, or takes the place of what is shipped.
LOST = [
    ("unknown instrument", RIGHTS, "UDHR", "UDRH", 2),
    ("right of the shipped pack", RIGHTS, "id: x", "id: privacy", 2),
    ("instrument of the shipped pack", INSTRUMENTS, "id: X", "id: UDHR", 2),
    ("group of the shipped pack", GROUPS, "vg_x", "vg_women", 2),
    ("pathway of no role", PATHWAYS, "supplier", "suplier", 3),
    ("label of no role", LABELS, "supplier", "suplier", 2),
    ("cell of no role", RISKS, CELL, "  - {role: suplier, status: absent, reason: R}", 10),
    ("duty that closes no pathway", RULE, "fix: F.", "fix: F., closes: [DEP-NOWHERE]", 7),
    ("duty on no right", RULE, "fix: F.", "fix: F., rights: [privcy]", 7),
    ("no terms at all", RULE, "path: $.size, equals: small", "facts: own_role, one_of: []", 7),
    (
        "values from nowhere",
        "extends: model\nfields:\n  a: {type: choice, means: A, values_from: risks}",
        "risks",
        "risk",
        3,
    ),
    (
        "implied by no code",
        "extends: model\nfields:\n  a: {type: choices, means: A, values: [brown, green],\n    implies: {green: [brown]}}",
        "green: [",
        "grean: [",
        4,
    ),
    (
        "implied is no code",
        "extends: model\nfields:\n  a: {type: choices, means: A, values: [brown, green],\n    implies: {green: [brown]}}",
        "[brown]",
        "[browm]",
        4,
    ),
    (
        "answer by no field",
        "extends: model\nfields:\n  a: {type: text, means: A, answered_by: stage}",
        "stage",
        "stge",
        3,
    ),
    (
        "inside no kind",
        "entity: thing\nsection: things\nmeans: M\ninside: {actor: ''}\nfields: {a: {type: text, means: A}}",
        "actor",
        "actr",
        4,
    ),
]


@pytest.mark.parametrize(("text", "old", "new", "line"), [row[1:] for row in LOST], ids=[row[0] for row in LOST])
def test_a_name_that_leads_nowhere_is_refused(text: str, old: str, new: str, line: int, tmp_path: Path) -> None:
    assert old in text
    (fault,) = faults(tmp_path, {"x.yaml": text.replace(old, new, 1), "y.yaml": RULE.replace("x-1", "y-1")})
    assert (fault.path, fault.line) == (str(tmp_path / "x.yaml"), line)


def test_a_signal_that_looks_at_what_follows_from_it_is_refused(tmp_path: Path) -> None:
    files = {
        "x.yaml": PATHWAYS.replace("one: channel", "facts: burdened, exists: true"),
        "y.yaml": "title: I\ninferences:\n- {id: i, title: T, if: [{connected: [$a, _, $r, _]}], then: {burdened: [$a, $r]}}",
    }
    assert told(tmp_path, files) == [
        "x.yaml:3:3: pathway X-P looks at 'burdened', which depends on its conclusion"
        " (what a rule looks at must be settled before it)"
    ]


CASE_FILES = [
    ("unknown rule", CASES.replace("x-1.a", "x-1.b"), 4, "the cases of x-1.b belong to no rule (did you mean"),
    ("unknown outcome", CASES.replace("met", "mett"), 4, "unknown key 'mett' in the cases of x-1.a (did you mean"),
    ("outcome in other words", CASES.replace("met", "not_applicable"), 4, "(did you mean 'not-applicable'?)"),
    ("no outcome", CASES.replace("met", "given"), 4, "the cases of x-1.a name no outcome (allowed: unmet, unknown"),
    ("text as cases", "as_of: 2026-06-01\ncases:\n  x-1.a: met", 3, "must be a mapping of outcomes, not a text"),
    ("text as a case", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: yes}", 3, "must be a part of a manifest, not a"),
    ("text among cases", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: [yes]}", 3, "a list of parts of a manifest, not"),
    ("no case", "as_of: 2026-06-01\ncases:\n  x-1.a: {met: []}", 3, "'met' in the cases of x-1.a is empty"),
    ("list as given", "as_of: 2026-06-01\ngiven: []\ncases: {x-1.a: {met: {}}}", 2, "'given' in a file of cases must"),
    ("list as cases", "as_of: 2026-06-01\ncases: [x-1.a]", 2, "'cases' in a file of cases must be a mapping, not a"),
    ("no day", CASES.replace("2026-06-01", "2026-06-31"), 1, "'as_of' gives the date 2026-06-31, which does not"),
    ("month for a day", CASES.replace("2026-06-01", "2026-06"), 1, "'as_of' must be a whole day, not '2026-06'"),
    ("year for a day", CASES.replace("2026-06-01", "2026"), 1, "must be a text, not a number (quote it"),
    ("misspelt day", CASES.replace("as_of", "as_off"), 1, "'as_off' in a file of cases (did you mean 'as_of'?)"),
    ("unknown key", CASES + "more: x", 5, "unknown key 'more' in a file of cases"),
]


@pytest.mark.parametrize(("text", "line", "words"), [row[1:] for row in CASE_FILES], ids=[row[0] for row in CASE_FILES])
def test_a_wrong_case_is_told_with_its_place(text: str, line: int, words: str, tmp_path: Path) -> None:
    found = faults(tmp_path, {"x.yaml": RULE, "x.cases.yaml": text}, with_cases=True)
    assert {(fault.path, fault.line) for fault in found} == {(str(tmp_path / "x.cases.yaml"), line)}
    assert any(words in str(fault) for fault in found)


def test_cases_are_read_only_where_they_are_asked_for(tmp_path: Path) -> None:
    files = {"x.yaml": RULE, "x.cases.yaml": "broken: ["}
    assert faults(tmp_path, files) == ()
    assert faults(tmp_path, files, with_cases=True) != ()


def test_an_id_stands_for_one_rule_in_all_packs(tmp_path: Path) -> None:
    shipped, own = FILE % f"{DUTY.replace('x-1.a', 'bsr-6.1-1.a')}, {REQUIRE}", "title: I\ninferences:\n"
    once = "- {id: RI-1, title: T, if: [{actor: [$a]}], then: {f: [$a]}}\n"
    found = told(tmp_path, {"x.yaml": shipped, "y.yaml": RULE, "z.yaml": own + once})
    assert [line.partition(" is taken ")[0] for line in found] == [
        "x.yaml:7:13: the id 'bsr-6.1-1.a'",
        "y.yaml:4:3: the id 'x-1'",
        "z.yaml:3:4: the id 'RI-1'",
    ]
    assert f"in {RULES}/bsr-hra-2025/6.1.yaml at line 8 (give it an id of its own)" in found[0]
    assert f"in {tmp_path}/x.yaml at line 4" in found[1]


def test_kinds_of_fact_have_one_number_of_terms_in_all_files(tmp_path: Path) -> None:
    start = "title: I\ninferences:\n- {title: T, if: [{actor: [$a]}], "
    files = {"x.yaml": start + "id: x, then: {f: [$a]}}", "y.yaml": start + "id: y, then: {f: [$a, x]}}"}
    assert told(tmp_path, files) == ["y.yaml:3:49: 'f' has 1 term, not 2"]


def test_negation_through_a_circle_of_files_is_found(tmp_path: Path) -> None:
    start = "title: I\ninferences:\n- {title: T, "
    files = {
        "x.yaml": start + "id: x, if: [{actor: [$a]}, absent: {g: [$a]}], then: {f: [$a]}}",
        "y.yaml": start + "id: y, if: [{h: [$a]}], then: {g: [$a]}}",
        "z.yaml": start + "id: z, if: [{f: [$a]}], then: {h: [$a]}}",
    }
    assert told(tmp_path, files) == [
        "x.yaml:3:3: inference x negates 'g', which depends on its conclusion"
        " (what a rule negates must be settled before it)"
    ]


def test_all_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    files = {
        "a.yaml": FILE % f"{DUTY.replace('deployer', 'deploier')}, require: [{{path: $.sise, equals: small}}, {{}}]",
        "b.yaml": "title: I\ninferences:\n- {id: i, title: T, if: [{modle: [$a]}], then: {f: [$b]}}",
        "c.yaml": "recommendations: [",
        "d/e.yml": "sets: []",
    }
    assert [line.partition(": ")[0] for line in told(tmp_path, files)] == [
        *("a.yaml:7:56", "a.yaml:7:114", "a.yaml:7:144"),
        *("b.yaml:3:3", "b.yaml:3:27", "c.yaml:1:19", "d/e.yml:1:1"),
    ]


def test_where_the_vocabulary_is_broken_what_builds_on_it_is_not_judged(tmp_path: Path) -> None:
    files = {
        "v.yaml": "entity: thing\nsection: [",
        "x.yaml": FILE % f"{DUTY.replace('x-1.a', 'x-1.b')}, on: thing, require: [{{path: $.size, exists: true}}]",
    }
    assert [line.partition(": ")[0] for line in told(tmp_path, files)] == ["v.yaml:2:11"]


def test_hidden_files_and_others_are_no_part_of_a_pack(tmp_path: Path) -> None:
    files = {"x.yaml": RULE, ".git/y.yaml": "[", ".z.yaml": "[", "notes.txt": "["}
    assert faults(tmp_path, files) == ()


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_what_of_a_pack_is_not_read_is_noted(tmp_path: Path) -> None:
    files = {".z.yaml": "[", ".old/y.yaml": RULE, ".git/y.yaml": "[", "package.json": '{"name": "x"}', "x.yaml": RULE}
    assert [note_of(note) for note in load_pack([RULES, written(tmp_path, files)]).notes] == [
        f"{tmp_path}: hidden files and folders are not read: {tmp_path}/.old, {tmp_path}/.z.yaml",
        f"{tmp_path}/package.json: skipped: none of its keys belongs to a rule file",
    ]


@pytest.mark.parametrize("name", ["y.YAML", "y.Yml", "y.json"])
def test_rules_are_read_however_the_name_of_their_file_is_spelt(name: str, tmp_path: Path) -> None:
    text = json.dumps(parse(RULE, "y")) if name.endswith("json") else RULE
    pack = load_pack([RULES, written(tmp_path, {name: text})])
    assert "x-1.a" in [duty.id for duty in pack.duties]
    assert pack.notes == ()


@pytest.mark.parametrize("with_cases", [False, True])
@pytest.mark.parametrize("name", ["y.cases.yaml", "y.Cases.YML", "y.cases.json"])
def test_rules_in_a_file_of_cases_are_refused(name: str, tmp_path: Path, *, with_cases: bool) -> None:
    text = json.dumps(parse(RULE, "y")) if name.endswith("json") else RULE
    files = {"x.yaml": RULE.replace("x-1", "z-1"), name: text}
    (fault,) = faults(tmp_path, files, with_cases=with_cases)
    assert str(fault).startswith(f"{tmp_path / name}: rules do not stand in a file of cases (move them")


REFUSED_IN_A_FOLDER = [
    ("link to a folder", lambda path: path.symlink_to(".."), "a link to a folder is not followed within a rule pack"),
    ("pipe", os.mkfifo, "not a regular file"),
    ("broken link", lambda path: path.symlink_to("nowhere"), "no such file or folder"),
    (
        "second name",
        lambda path: written(path, {"pack.yaml": "pack: b"}),
        "a second file that names the pack; the first is",
    ),
]


@pytest.mark.parametrize(
    ("make", "words"), [row[1:] for row in REFUSED_IN_A_FOLDER], ids=[row[0] for row in REFUSED_IN_A_FOLDER]
)
def test_what_could_hold_rules_and_is_not_read_is_refused(
    make: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    make(written(tmp_path, {"x.yaml": RULE, "pack.yaml": "pack: a"}) / "y.yaml")
    (fault,) = faults(tmp_path, {})
    assert fault.path.startswith(str(tmp_path / "y.yaml"))
    assert words in str(fault)


def test_the_same_folder_is_read_once_however_it_is_named(tmp_path: Path) -> None:
    pack = written(tmp_path / "a", {"x.yaml": RULE})
    (tmp_path / "b").symlink_to("a")
    assert load_pack([RULES, pack, f"{pack}/", tmp_path / "b"]).names == ("rightsgate", str(pack))


def test_two_packs_of_one_name_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path / name, {"pack.yaml": "pack: mine", "x.yaml": RULE.replace("x-1", f"{name}-1")})
    with pytest.raises(InputError) as caught:
        load_pack([RULES, tmp_path / "a", tmp_path / "b"])
    (fault,) = caught.value.faults
    assert str(fault).startswith(f"{tmp_path}/b: the pack is called 'mine', as is the one in {tmp_path}/a (give each")


PACKS = [
    ("nothing there", {}, "missing", "missing: no such folder of rules (name a folder of YAML files)"),
    (
        "a file",
        {"x.yaml": RULE},
        "x.yaml",
        "x.yaml: no such folder of rules (it is a file; name the folder that it lies",
    ),
    (
        "a manifest",
        {"m.yaml": "rightsgate: 1"},
        "m.yaml",
        "m.yaml: it is a manifest, not a file of a rule pack (check it",
    ),
    ("no file", {"x.txt": ""}, ".", ": the folder holds no YAML file"),
    ("only cases", {"x.cases.yaml": CASES}, ".", ": the folder holds no YAML file"),
    ("only a name", {"pack.yaml": "pack: mine"}, ".", ": the pack 'mine' holds no rule (duties stand under"),
    ("only sets", {"s.yaml": "sets: {s: {means: x, values: [y]}}"}, ".", "holds no rule"),
]


@pytest.mark.parametrize(("files", "name", "words"), [row[1:] for row in PACKS], ids=[row[0] for row in PACKS])
def test_a_pack_without_a_rule_is_refused(files: dict[str, str], name: str, words: str, tmp_path: Path) -> None:
    for file, text in files.items():
        (tmp_path / file).write_text(text)
    with pytest.raises(InputError) as caught:
        load_pack([RULES, tmp_path / name])
    (fault,) = caught.value.faults
    assert words in str(fault)
    assert fault.path == str(tmp_path / name)


def test_a_pack_that_takes_the_place_of_the_shipped_one_must_bring_what_the_chain_follows(tmp_path: Path) -> None:
    found = told(tmp_path, {"pack.yaml": "pack: rightsgate", "x.yaml": RULE})
    assert found[0].startswith("rules: no pack brings the field 'activities' of the entity kind 'actor' (does one of")
    assert all(line.startswith("rules: no pack brings the field '") for line in found)


# Whole runs

GOOD = "rightsgate: 1\nactors: [{id: a, activities: [integration]}]\n"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "m.yaml").write_text(GOOD)
    for name, text in {"good": RULE, "bad": RULE.replace("small", "tiny"), "none": "sets: {}"}.items():
        (folder / name).mkdir()
        (folder / name / "x.yaml").write_text(text)
    (folder / "bad" / "y.yaml").write_text("recommendations: [")
    (folder / "bad" / "x.cases.yaml").write_text(CASES.replace("met", "mett"))
    return folder


RUNS = [
    (
        ["check", "m.yaml", "--rules", "bad"],
        ["bad/x.yaml:7:128: 'tiny' is not a valid value for 'size'", "bad/y.yaml:1:19: broken YAML"],
    ),
    (["check", "m.yaml", "--rules", "none"], ["none: the pack 'none' holds no rule"]),
    (["check", "m.yaml", "--rules", "nope"], ["nope: no such folder of rules"]),
    (["test", "bad"], ["bad/x.cases.yaml:4:11: unknown key 'mett'", "bad/x.yaml:7:128: ", "bad/y.yaml:1:19: "]),
]


@pytest.mark.parametrize(("arguments", "lines"), RUNS, ids=[" ".join(row[0]) for row in RUNS])
def test_a_call_with_a_faulty_pack_ends_with_2_and_a_line_for_each_fault(
    arguments: list[str], lines: list[str], packs: Path, command: Run
) -> None:
    done = command(packs, *arguments)
    printed = without_codes(done.stderr).splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line[: len(f"error: {start}")] for line, start in zip(printed, lines, strict=True)] == [
        f"error: {start}" for start in lines
    ]


def test_a_call_with_a_good_pack_judges_by_it(packs: Path, command: Run) -> None:
    done = command(packs, "check", "m.yaml", "--rules", "good", "--format", "json")
    assert done.returncode == 3, done.stderr
    assert "x-1.a" in json.dumps(json.loads(done.stdout))
