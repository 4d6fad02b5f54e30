"""Words that say nothing, words that say no, and texts that only look like either."""

import pytest

from rightsgate.manifest.evidence import is_own
from rightsgate.text.placeholders import denies, is_placeholder, names_nobody, says_no, says_nothing

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
    "No agreement beyond the licence",
    "nothing agreed",
    "not agreed with us",
    "no training",
)
SAYS = (
    *("a plan", "docs/a.pdf", "李", "2026-03", "R. Osei", "No safe contact", "Not feasible", "They are in hiding"),
    *(
        "No weights leave the building",
        "Not released outside the company",
        "No contract is signed before two reviewers agree",
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


HIDDEN = (
    "\u3164",
    "TBD\u3164",
    "n\u034fo",
    "n\u0338o\u0338",
    "TBD" + " " * 80,
    "none" + "\u200b" * 80,
    "no" + "!" * 80,
    "x" * 61,
)
SPELT = (
    "t.b.d.",
    "T B D",
    "n\u043ene",
    "n0ne",
    "[plan]",
    "\u00abyour plan\u00bb",
    "$PLAN",
    "REPLACE ME",
    "n/a yet",
    "currently none",
)
NUMBERS = ("0x0", "1_000", "+.inf", "\u00bd", "\u4e94", "100%")


@pytest.mark.parametrize("text", [*HIDDEN, *SPELT, *NUMBERS])
def test_neither_padding_nor_spelling_nor_a_number_makes_a_description(text: str) -> None:
    assert says_nothing(text) or denies(text)


@pytest.mark.parametrize(
    "text", ["nobody yet", "not signed", "no evidence", "not tested", "2026-01-01", "nobody so far"]
)
def test_what_names_nobody_backs_and_signs_nothing(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize(
    "name", ["Meridian Models", "Team of Meridian Models", "Ana (Meridian Models)", "MeridianModels", "own QA"]
)
def test_a_part_of_an_organisation_does_not_verify_it(name: str) -> None:
    assert is_own(name, {"lab", "Meridian Models Ltd"})


def test_an_auditor_for_an_organisation_is_somebody_else() -> None:
    assert not is_own("Audit Partners for Meridian Models", {"lab", "Meridian Models Ltd"})
