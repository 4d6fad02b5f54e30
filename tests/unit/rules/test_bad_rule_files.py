"""What the author of a rule file is told: every fault of its form, and its place."""

from pathlib import Path

import pytest

from packs.faulty import RULE, faults

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
