"""Whatever a manifest holds, it is read, or refused with faults that have a place."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from checkout.paths import ROOT
from rightsgate.rules.model.pack import Pack
from rightsgate.text.files import read_located
from worlds.faulty import Faults
from worlds.manifests import ordinary

FIXTURES = sorted((ROOT / "fixtures").glob("*/manifest.yaml"))


WORDS = (
    *("id", "kind", "owner", "from", "to", "value", "evidence", "since"),
    *("complete", "name", "exists", "about", "on", "<<", ""),
)
ODD = st.sampled_from(
    (*(None, True, False, 0, -1, 2026, 1.5, 10**30, "", "x", "unknown", "none", "n/a", "lab", "2026-02-30", "yes"),
     *("\u202e", "\u0000", [], {}, [[]], [{}], [None], [True], ["none", "lab"], [["lab"]], [{"value": "lab"}]),
     *({"value": "lab"}, {"value": None}, {"value": {"value": 1}}, {"value": [], "complete": True}, {"complete": 1}),
     *({"value": True, "since": [1]}, {"value": True, "evidence": {"a": 1}}, {"evidence": "x"}, {"": None}))
).map(copy.deepcopy)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | ODD


def json_like(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=25
    )


def judge(data: object, faults: Faults) -> None:
    for as_json, text in ((True, json.dumps(data)), (False, json.dumps(data, ensure_ascii=False))):
        for fault in faults(text, as_json=as_json):
            assert fault.message
            assert str(fault).isprintable()


@settings(deadline=None)
@given(st.data())
def test_whatever_a_manifest_holds_it_is_read_or_refused(pack: Pack, faults: Faults, data: st.DataObject) -> None:
    known = sorted({*WORDS, *(name for kind in pack.vocabulary.kinds.values() for name in kind.fields)})
    keys = st.sampled_from(known) | st.text(max_size=3)
    entry = st.fixed_dictionaries({"id": st.sampled_from(("lab", "studio", "m1")) | ODD}) | json_like(keys)
    section = st.lists(st.builds(merged, entry, json_like(keys)), max_size=3) | json_like(keys)
    sections = data.draw(st.dictionaries(st.sampled_from(sorted(pack.vocabulary.sections)), section, max_size=5))
    judge({"rightsgate": 1, **sections}, faults)


def merged(one: object, other: object) -> object:
    return {**other, **one} if isinstance(one, dict) and isinstance(other, dict) else one


MANIFESTS = [ordinary(read_located(path, path.parent.name)) for path in FIXTURES]


def paths(data: object, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every part of some data."""
    entries: Iterator[tuple[Any, Any]] = iter(())
    if isinstance(data, dict):
        entries = iter(data.items())
    elif isinstance(data, list):
        entries = iter(enumerate(data))
    for key, value in entries:
        yield (*above, key)
        yield from paths(value, (*above, key))


@settings(deadline=None)
@given(st.data())
def test_a_manifest_with_a_part_replaced_is_read_or_refused(faults: Faults, data: st.DataObject) -> None:
    manifest = copy.deepcopy(data.draw(st.sampled_from(MANIFESTS)))
    for _ in range(data.draw(st.integers(1, 3))):
        *above, key = data.draw(st.sampled_from(list(paths(manifest))))
        holder = manifest
        for step in above:
            holder = holder[step]
        change = data.draw(st.sampled_from(("replace", "wrap", "add", "remove")))
        if change == "replace":
            holder[key] = data.draw(ODD)
        elif change == "wrap":
            holder[key] = {"value": holder[key], "evidence": "x"}
        elif change == "add" and isinstance(holder, dict):
            holder[data.draw(st.sampled_from(WORDS))] = data.draw(ODD)
        elif len(manifest) > 1:
            del holder[key]
    judge(manifest, faults)


def test_the_fixtures_that_are_changed_are_themselves_without_fault(faults: Faults) -> None:
    assert MANIFESTS
    assert [faults(json.dumps(manifest), as_json=True) for manifest in MANIFESTS] == [()] * len(MANIFESTS)
