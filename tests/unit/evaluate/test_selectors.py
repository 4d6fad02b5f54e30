"""Selectors of names and [*] are walked without jsonpath-ng, and find what it would find."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from rightsgate.evaluate.selectors import by_jsonpath, walk

NAMES = st.sampled_from(["a", "b", "c"])
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text("xy", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)
STEPS = st.lists(NAMES.map(".{}".format) | st.just("[*]"), min_size=1, max_size=4)


@given(st.dictionaries(NAMES, DATA, max_size=3), NAMES, STEPS)
def test_a_walk_finds_what_jsonpath_finds(data: dict[str, object], first: str, steps: list[str]) -> None:
    selector = f"$.{first}{''.join(steps)}"
    find = walk(selector)
    assert find is not None
    assert list(find(data)) == list(by_jsonpath(selector)(data))


def test_any_other_selector_is_left_to_jsonpath() -> None:
    for selector in ("$..a", "$.a[0]", "$.a[?b > 1]", "$.a.`len`", "$['a']"):
        assert walk(selector) is None


def test_a_check_by_the_shipped_rules_loads_no_jsonpath() -> None:
    code = (
        "import sys; from rightsgate.checker.checker import Checker; from rightsgate.rules.packs.load import *;"
        "from rightsgate.rules.forms.policy import load_policy; from rightsgate.text.located import parse;"
        "p = load_pack([builtin('rules')]); c = Checker(p, load_policy('audit', builtin('policies'), p), '2026-06-01');"
        "m = '{rightsgate: 1, actors: [{id: a, activities: [model_pretraining]}],"
        " models: [{id: m, developer: a, release_stages: [{evidence: x}, {evidence: y}]}]}';"
        "c.check(c.load(parse(m, 'm'), 'm')); print('jsonpath_ng' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
