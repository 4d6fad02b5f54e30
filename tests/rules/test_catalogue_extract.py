"""The catalogue in ``tests/oracle`` against the whole one, which is kept outside this repository."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from checkout.paths import ROOT
from oracle.catalogue import printed
from oracle.extract import extract
from oracle.language import parse

WHOLE = ROOT.parent / "shared" / "catalogue.yaml"
CODE = re.compile(r"[\w.-]+")


def texts(value: Any) -> Iterator[str]:
    """Yield every text in some data, keys left out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def test_it_holds_ids_codes_and_conditions_and_no_sentence() -> None:
    found = list(texts(printed()))
    assert len(found) > 5000
    for text in found:
        assert CODE.fullmatch(text) or parse(text)


@pytest.mark.skipif(not WHOLE.is_file(), reason=f"the whole catalogue is not there: {WHOLE}")
def test_it_is_what_the_whole_catalogue_says() -> None:
    assert printed() == extract(yaml.load(WHOLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
