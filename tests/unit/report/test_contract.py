"""The types of the JSON contract, from which its schema is made, and how large a report is."""

from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import msgspec
import pytest

from checkout.paths import ROOT
from checkout.reports import report_text
from rightsgate import check
from rightsgate.report.json import contract
from rightsgate.report.json.contract.run import Report
from rightsgate.report.json.plan import plan_schema
from rightsgate.report.json.questions import questions_schema
from rightsgate.report.json.schema import forecast_schema, lines_schema, report_schema
from rightsgate.report.writer import Asked, Options


def structs() -> Iterator[type[msgspec.Struct]]:
    """Yield every type of the contract."""
    for found in iter_modules(contract.__path__):
        module = import_module(f"{contract.__name__}.{found.name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__:
                yield value


STRUCTS = sorted(structs(), key=lambda struct: struct.__name__)


def is_alone(default: Any) -> bool:
    """Say whether a value is the only one of its kind: whether one is left out is told by identity."""
    return default is None or isinstance(default, (bool, Enum)) or default in ("", ()) or default is msgspec.NODEFAULT


def test_the_schema_describes_every_type() -> None:
    names = {struct.__name__ for struct in STRUCTS}
    assert len(names) == len(STRUCTS) > 30
    schemas = (report_schema(), forecast_schema(), lines_schema(), plan_schema(), questions_schema())
    described = {name for schema in schemas for name in schema["$defs"]}
    assert names - {"Report", "Forecast", "PlanReport", "Questions"} <= described


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_what_is_left_out_never_depends_on_which_object_holds_a_value(struct: type[msgspec.Struct]) -> None:
    fields = msgspec.structs.fields(struct)
    numbers = [one.name for one in fields if type(one.default) is int and one.default != 0]  # small ones are kept once
    assert numbers == []
    assert [one.name for one in fields if not is_alone(one.default) and type(one.default) is not int] == []
    assert {one.default_factory for one in fields} <= {msgspec.NODEFAULT, dict}
    assert struct.__struct_config__.frozen
    assert struct.__struct_config__.omit_defaults or all(one.required for one in fields)


def test_a_small_report_is_small_and_says_all() -> None:
    path = ROOT / "fixtures" / "small" / "manifest.yaml"
    report = check(path, as_of="2026-11-21")
    asked = Asked(manifests=("manifest.yaml",), policy="release-gate")
    text = report_text(report.manifests, report.run, Options(version="0.1.0", asked=asked))
    assert len(text.encode()) <= 240_000
    read = msgspec.json.decode(text, type=Report)
    assert [finding.id for finding in read.manifests[0].findings] == [finding.id for finding in report.findings]


def test_a_report_that_names_no_manifest_in_its_call_is_whole() -> None:
    path = ROOT / "fixtures" / "small" / "manifest.yaml"
    report = check(path, as_of="2026-11-21")
    for pretty in (False, True):
        text = report_text(report.manifests, report.run, Options(pretty=pretty))
        assert len(msgspec.json.decode(text, type=Report).manifests) == 1
