"""The reports that the action and the template write unless others are asked for: formats that there are."""

from typing import Any, Final

import pytest
import yaml

from checkout.paths import ROOT
from rightsgate.cli.outputs import outputs_of


def loaded(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


REPORTS: Final = {
    "action.yml": loaded("action.yml")["inputs"]["reports"]["default"],
    "ci/gitlab.yml": loaded("ci/gitlab.yml")["rightsgate"]["variables"]["RIGHTSGATE_REPORTS"],
}


@pytest.mark.parametrize("path", REPORTS)
def test_default_reports_can_be_written_together(path: str) -> None:
    named = REPORTS[path].split()
    written = outputs_of(named, None)
    assert [output.format.name for output in written] == [name.partition("=")[0] for name in named]
    assert sum(output.is_seen for output in written) == 1
