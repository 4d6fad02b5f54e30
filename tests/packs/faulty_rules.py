"""Faults of duties, conditions and inferences, with what is said of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from packs.faulty import DUTY, FILE, REQUIRE

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
    ("no relation", "on: {relation: [], as: provider}", "'relation' in 'on' of duty x-1.a is empty"),
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
