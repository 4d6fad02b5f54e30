"""What a fault says: on one line, in order, and with what may have been meant."""

import pytest

from documents.reading import refused, yaml
from rightsgate import codes
from rightsgate.errors import Fault, InputError, did_you_mean


def test_a_fault_is_one_line_that_a_terminal_can_show() -> None:
    fault = Fault.at(codes.UNKNOWN_KEY, "a\nb\udcff", (1, 2), "the key '\x1b[31m\u202e' is red", "x\r")
    assert str(fault) == "a\\nb\\udcff:1:2: the key '\\x1b[31m\\u202e' is red (x\\r)"


def test_a_fault_about_an_endless_word_is_short_and_still_says_what_is_wrong() -> None:
    (fault,) = refused(lambda: yaml(f"a: 1\n{'k' * 1000}: 1\n{'k' * 1000}: 2"))
    assert len(str(fault)) < 700
    assert str(fault).endswith("stands twice here; first at line 2")


def test_faults_are_listed_once_in_the_order_of_files_and_places() -> None:
    faults = [
        Fault.at(codes.UNKNOWN_KEY, path, place, "x")
        for path, place in (("b", (1, 1)), ("a", (2, 1)), ("a", (1, 9)), ("b", (1, 1)))
    ]
    assert str(InputError(faults)) == "a:1:9: x\na:2:1: x\nb:1:1: x"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("actorz", "actors"), ("Actors", "actors"), ("built-on", "built_on"), (" actors ", "actors"), ("x", ""), ("", "")],
)
def test_a_near_miss_is_told(word: str, meant: str) -> None:
    assert did_you_mean(word, ("actors", "built_on", "zzz")) == (f"did you mean '{meant}'?" if meant else "")


def test_an_endless_word_or_list_is_not_compared() -> None:
    many = [f"actor-{number:06}" for number in range(200_000)]
    assert did_you_mean("actor-x", many) == ""
    assert did_you_mean("ACTOR-000007", many[:10]) == "did you mean 'actor-000007'?"
    assert did_you_mean("actors" * 1000, ["actors"]) == ""
