"""Codes that imply others: what conditions, derived facts, explanations and the reference page make of them."""

from typing import Any, Final

import pytest

from rightsgate.findings.model import Finding
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.handbook.setting import Setting
from rightsgate.logic.comparison import Possible, Stated
from rightsgate.logic.truth import FALSE, TRUE, UNKNOWN, Truth
from rightsgate.report.wording import found_of, name_of
from rightsgate.rules.operators import OPERATORS
from worlds.manifests import AS_OF, Data, check, closure, shipped

# A jigsaw is a saw: what is listed, whether the list is open, what is asked, and how it stands.
ASKED: Final = [
    ("has", "saw", TRUE, TRUE),
    ("has", "hammer", FALSE, UNKNOWN),
    ("lacks", "saw", FALSE, FALSE),
    ("lacks", "hammer", TRUE, UNKNOWN),
    ("has_any", ("hammer", "saw"), TRUE, TRUE),
    ("has_all", ("jigsaw", "saw"), TRUE, TRUE),
    ("has_all", ("hammer", "saw"), FALSE, UNKNOWN),
    ("superset_of", ("saw",), TRUE, TRUE),
    ("superset_of", Possible(frozenset({"saw"}), frozenset({"saw"})), TRUE, TRUE),
    ("not_superset_of", ("saw",), FALSE, FALSE),
    ("subset_of", ("jigsaw",), TRUE, UNKNOWN),  # it lists no other tool
    ("subset_of", ("saw",), FALSE, FALSE),
    ("count_is", 1, TRUE, UNKNOWN),
]


@pytest.mark.parametrize(("operator", "right", "closed", "opened"), ASKED)
def test_lists_are_asked_for_what_their_codes_imply(operator: str, right: Any, closed: Truth, opened: Truth) -> None:
    compare = OPERATORS[operator].on(AS_OF)
    assert compare(Stated(("jigsaw",), implied=("saw",)), right) is closed
    assert compare(Stated(("jigsaw",), open=True, implied=("saw",)), right) is opened


@pytest.mark.parametrize(
    ("operator", "right", "stands"),
    [
        ("equals", "saw", TRUE),
        ("equals", "jigsaw", TRUE),
        ("equals", "hammer", FALSE),
        ("not_equals", "saw", FALSE),
        ("one_of", ("hammer", "saw"), TRUE),
        ("not_one_of", ("hammer", "saw"), FALSE),
        ("not_one_of", ("hammer",), TRUE),
    ],
)
def test_a_single_code_is_asked_for_what_it_implies(operator: str, right: Any, stands: Truth) -> None:
    assert OPERATORS[operator].on(AS_OF)(Stated("jigsaw", implied=("saw",)), right) is stands


def test_the_vocabulary_says_which_codes_imply_which() -> None:
    found = {
        f"{kind.name}.{path}": {code: set(implied) for code, implied in field.implies.items()}
        for kind in shipped().vocabulary.kinds.values()
        for path, field in kind.by_path.items()
        if field.implies
    }
    personal = {code: {"personal_data"} for code in ("biometric", "sensitive_personal_data", "voice_likeness")}
    assert found == {
        "actor.engagement.groups": {"affected_nonusers": {"affected_stakeholders"}, "sector_deployers": {"deployers"}},
        "application.safeguards": {
            "csam_prompt_filter": {"prompt_filter"},
            "ncii_detection": {"classifier"},
            "violence_hate_filter": {"output_filter"},
        },
        "dataset.contains": {**personal, "ip_protected": {"original_works"}, "social_media": {"user_generated"}},
        "model.release": {"fully_open": {"open_weights"}, "gated_download": {"open_weights"}},
        "model.safeguards": {"csam_block": {"content_filter"}, "ncii_filter": {"content_filter"}},
        "terms.kind": {"acceptable_use": {"terms"}},
    }


def supplied(**stated: Any) -> Data:
    return {
        "rightsgate": 1,
        "actors": [{"id": "vendor", "activities": ["data_sourcing"]}],
        "datasets": [{"id": "d", "supplier": "vendor", **stated}],
    }


def complete(*codes: str) -> Data:
    return {"value": list(codes), "complete": True}


def finding(data: Data, rule: str) -> Finding:
    (found,) = [f for f in check(data).findings if rule in {one.duty.id for one in (f, *f.also)}]
    return found


def test_derived_facts_keep_to_what_is_stated() -> None:
    data = supplied(contains=complete("biometric", "ip_protected"), filtered_for=["biometric"], deidentified=False)
    truths = closure(data).truths
    assert set(truths["hazard"]) == {("d", "biometric"), ("d", "ip_protected")}
    assert ("d", "personal_data") not in truths.get("unfiltered_harmful", {})


def test_an_explanation_shows_the_code_that_is_stated() -> None:
    found = finding(supplied(contains=complete("biometric"), filtered_for=[], deidentified=False), "bsr-6.2-1.e")
    assert found.explanation is not None
    said = {name_of(test.target): found_of(test) for test in found.explanation.because}
    assert said["contains"] == "biometric (hence personal_data)"


def test_terms_of_a_kind_that_implies_another_are_terms_of_that_kind() -> None:
    duty = next(duty for duty in shipped().duties if duty.id == "pai-m13.a")
    assert "acceptable_use" in duty.require.parts[0].kinds  # type: ignore[union-attr]


def test_the_reference_page_says_what_codes_imply() -> None:
    page = FORMATS["markdown"].written(manifest_page(shipped().vocabulary), Setting())
    assert "; `gated_download` implies `open_weights`" in page
