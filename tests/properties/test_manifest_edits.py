"""An edit of a manifest changes the statement that it names, and no other.

RIGHTSGATE_MANIFESTS sets how many manifests are tried, each as YAML and as JSON.
"""

import json
import os
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.paths import ROOT
from rightsgate import codes
from rightsgate.errors import InputError
from rightsgate.manifest.edit import AddEntry, SetField, edited
from rightsgate.manifest.model import Entity, Manifest, Statement
from rightsgate.manifest.read import read_manifest
from rightsgate.text.located import decode, parse
from rightsgate.vocabulary.model import Field, FieldType
from worlds.manifests import STEADY, manifests, ordinary, shipped, values
from worlds.styles import Styled

MANY = settings(STEADY, max_examples=int(os.environ.get("RIGHTSGATE_MANIFESTS", "20")))
FIXTURES = sorted((ROOT / "fixtures").rglob("manifest.yaml"))
AS_JSON = ({}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")})
Forms = list[tuple[str, bytes]]


def read(raw: bytes, path: str) -> Manifest:
    text = decode(raw, path)
    return read_manifest(parse(text, path, json=path.endswith(".json")), path, shipped().vocabulary)


def forms(data: Any, seed: int) -> Forms:
    """Return a manifest as YAML and as JSON, in some style."""
    random = Random(seed)  # noqa: S311 - a seeded style, no secret
    written = json.dumps(data, ensure_ascii=random.random() < 0.5, **random.choice(AS_JSON))
    return [("m.yaml", Styled(random).document(data).encode()), ("m.json", written.encode())]


def statements(manifest: Manifest) -> dict[tuple[str, str], Statement]:
    """Return what each entity states by itself, by its own pointer: records without an id are named by their content."""
    return {
        (entity.pointer, path): said
        for entities in manifest.entities.values()
        for entity in entities
        for path, said in entity.statements.items()
        if said.pointer.startswith(f"{entity.pointer}/")
    }


def name_of(entity: Entity) -> str:
    return entity.key if "id" in entity.data else entity.pointer


def meaning(said: Statement) -> Any:
    return said.value, said.open, said.implied, ordinary(said.details), said.begins, said.as_of


@st.composite
def choices(draw: Any, manifest: Manifest) -> tuple[Entity, Field, Any]:
    """Draw an entity, one of its fields, stated or not, and a value that it takes."""
    entities = [one for kind in manifest.entities.values() for one in kind]
    entity = draw(st.sampled_from(entities))
    kind = shipped().vocabulary.kinds[entity.kind]
    plain = {
        path: field
        for path, field in kind.by_path.items()
        if field.type not in (FieldType.RECORDS, FieldType.GROUP) and not field.values_from
    }
    stated = [path for path in plain if path in entity.statements]
    path = draw(st.sampled_from(stated) if stated and draw(st.booleans()) else st.sampled_from([*plain]))
    ids = {kind: [one.key for one in listed if "id" in one.data] for kind, listed in manifest.entities.items()}
    others = {kind: [key for key in keys if key != entity.key] for kind, keys in ids.items()}
    return entity, plain[path], draw(values(plain[path], others))


def check_edit(path: str, raw: bytes, data: st.DataObject) -> None:
    """Edit one statement, and back."""
    old = read(raw, path)
    entity, field, value = data.draw(choices(old))
    section = shipped().vocabulary.kinds[entity.kind].section
    edit = SetField(section=section, entity=name_of(entity), field=field.path, value=value)
    try:
        new = edited(raw, [edit], shipped().vocabulary, path)
    except InputError as error:
        check_refusal(error, raw, entity, field)
        return
    before, after = statements(old), statements(read(new, path))
    groups = {field.path.rsplit(".", n)[0] for n in range(1, field.path.count(".") + 1)}
    own = {(entity.pointer, one) for one in (field.path, *groups)}
    # That there is none says the same of what it would consist of.
    own |= {(at, one) for at, one in {*before, *after} if at == entity.pointer and one.startswith(f"{field.path}.")}
    assert before.keys() - own == after.keys() - own
    assert [key for key in before if key not in own and meaning(before[key]) != meaning(after[key])] == []
    said = after[entity.pointer, field.path]
    written = ordinary(held(parse(decode(new, path), path, json=path.endswith(".json")), said.pointer))
    assert (written["value"] if isinstance(written, dict) else written) == value
    kept = before.get((entity.pointer, field.path))
    assert {**ordinary(said.details), "value": 0} == {**(ordinary(kept.details) if kept else {}), "value": 0}


def held(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        data = data["value"] if isinstance(data, dict) and part.isdigit() else data
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def check_refusal(error: InputError, raw: bytes, entity: Entity, field: Field) -> None:
    """Assert that an edit was refused for a reason that is one."""
    fault = error.faults[0]
    assert fault.line, fault
    if fault.code == codes.EDIT_REFUSED:
        absent = any(entity.stated(field.path.rsplit(".", n)[0]) for n in range(1, field.path.count(".") + 1))
        assert (
            (absent and "states that there is none" in fault.message)
            or (b"#" in raw and "a comment stands inside" in fault.message)
            or (field.fields and "holds statements of its own" in fault.message)
        ), fault
    else:  # an entity that is part of itself, or a relation of an actor with itself, and the like
        assert fault.code in (codes.SELF_REFERENCE, codes.MISPLACED_KEY, codes.TIE_STATED_TWICE, codes.UNKNOWN_ID), (
            fault
        )


@MANY
@given(manifests(), st.integers(0, 2**32), st.data())
def test_an_edit_of_any_manifest_changes_one_statement(manifest: Any, seed: int, data: st.DataObject) -> None:
    for path, raw in forms(manifest, seed):
        check_edit(path, raw, data)


@cache
def fixture_forms() -> Forms:
    found: Forms = []
    for path in FIXTURES:
        raw = path.read_bytes()
        plain = ordinary(parse(raw.decode(), "m.yaml"))
        found += [("m.yaml", raw), *(("m.json", json.dumps(plain, **form).encode()) for form in AS_JSON)]
    return found


@MANY
@given(st.data())
def test_an_edit_of_a_fixture_changes_one_statement(data: st.DataObject) -> None:
    path, raw = data.draw(st.sampled_from(fixture_forms()))
    check_edit(path, raw, data)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_every_stated_word_of_a_fixture_goes_and_comes_back(path: Any) -> None:
    raw = path.read_bytes()
    manifest = read(raw, "m.yaml")
    tried = 0
    most = None if "RIGHTSGATE_MANIFESTS" in os.environ else 5
    for entities in manifest.entities.values():
        for entity in entities:
            kind = shipped().vocabulary.kinds[entity.kind]
            for name, said in entity.statements.items():
                old = entity.value_of(name)
                field = kind.by_path.get(name)
                own = said.pointer.startswith(f"{entity.pointer}/") and said.pointer.endswith(
                    f"/{name.rpartition('.')[2]}"
                )
                if field is None or not own or field.type not in (FieldType.CHOICE, FieldType.BOOLEAN) or old is None:
                    continue
                other = not old if isinstance(old, bool) else next(one for one in field.values if one != old)
                there = SetField(section=kind.section, entity=name_of(entity), field=name, value=other)
                back = SetField(section=kind.section, entity=name_of(entity), field=name, value=old)
                if isinstance(old, bool) and f"{name.rpartition('.')[2]}: none".encode() in raw:
                    continue  # none comes back as false
                if most is not None and tried >= most:
                    return
                new = edited(raw, [there], shipped().vocabulary, "m.yaml")
                assert new != raw
                assert edited(new, [back], shipped().vocabulary, "m.yaml") == raw
                tried += 1
    assert tried


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_a_new_entry_of_a_fixture_is_a_few_new_lines(path: Any) -> None:
    raw = path.read_bytes()
    entry = {"id": "newcomer", "name": "A: newcomer", "activities": ["app_building"]}
    new = edited(raw, [AddEntry(section="actors", entry=entry)], shipped().vocabulary, "m.yaml")
    assert [one.key for one in read(new, "m.yaml").entities["actor"]][-1] == "newcomer"
    before, after = raw.decode().splitlines(), new.decode().splitlines()
    first = next(n for n, line in enumerate(after) if line != before[n])
    assert after[:first] + after[first + len(after) - len(before) :] == before
    assert statements(read(raw, "m.yaml")).keys() <= statements(read(new, "m.yaml")).keys()
