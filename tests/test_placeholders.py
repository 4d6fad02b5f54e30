"""Words that say nothing, words that say no, and texts that only look like either."""

import pytest

from rightsgate.model.manifest import is_own
from rightsgate.model.placeholders import denies, is_placeholder, says_no, says_nothing

NOTHING = (
    *(
        "",
        " ",
        "\u200b",
        "\u2060 \u00ad",
        "-",
        "?",
        "\u2026",
        "n/a",
        "N.A.",
        "TBC",
        "tbd:",
        "To be determined",
        "x",
        "Y",
        "5",
        "1.2",
    ),
    *(
        "{{ plan }}",
        "<your plan>",
        "[insert plan]",
        "TODO: write it",
        "\u274c",
        "unknown",
        "\uff34\uff22\uff23",
        "___",
        "Placeholder",
    ),
)
NO = (
    "no",
    "No.",
    "NO!",
    "None",
    "(none)",
    "\uff4e\uff4f",
    "nil",
    "not yet",
    "none / none",
    "Nobody",
    "nein",
    "no plan",
)
DENIALS = (
    "There is no plan yet",
    "we do not have one",
    "Not needed",
    "We don\u2019t have a policy",
    "none planned for now",
)
SAYS = (
    *("a plan", "docs/a.pdf", "李", "2026-03", "R. Osei", "No safe contact", "Not feasible", "They are in hiding"),
    *(
        "No weights leave the building",
        "Not released outside the company",
        "Nobody may export them without a second key",
    ),
)


@pytest.mark.parametrize("text", NOTHING)
def test_a_text_that_says_nothing_is_found(text: str) -> None:
    assert says_nothing(text)
    assert not says_no(text)


@pytest.mark.parametrize("text", NO)
def test_a_no_is_found_in_any_spelling(text: str) -> None:
    assert says_no(text)
    assert denies(text)


@pytest.mark.parametrize("text", DENIALS)
def test_a_short_sentence_that_denies_is_found(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize("text", SAYS)
def test_a_text_that_says_something_is_left_alone(text: str) -> None:
    assert not any(test(text) for test in (says_nothing, says_no, denies))


@pytest.mark.parametrize("text", ["1.10", "007", "v2", "7"])
def test_a_name_may_be_a_number(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "name", ["acme", "ACME", "Acme, Inc.", "Acme internal audit", "Acme\u2019s QA team", "internal audit", "ourselves"]
)
def test_an_organisation_does_not_verify_itself(name: str) -> None:
    assert is_own(name, {"a1", "Acme Inc"} if name == "Acme, Inc." else {"a1", "Acme"})


@pytest.mark.parametrize("name", ["Audit Ltd", "Acmecorp", "A1 Auditors", "Studio of Audit"])
def test_another_organisation_does(name: str) -> None:
    assert not is_own(name, {"a1", "Acme"})
