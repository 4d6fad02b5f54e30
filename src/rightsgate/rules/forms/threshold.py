"""Files of thresholds to the thresholds that rules name. Evaluates nothing."""

from rightsgate import codes
from rightsgate.rules.forms.tables.source import PARAMETERS
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.threshold import Parameter


def read_parameters(reader: Reader, data: LocatedMap, into: dict[str, Parameter]) -> None:
    """Read one file of thresholds."""
    for found in PARAMETERS.read(reader, data)["parameters"]:
        name = found["id"]
        if name in into:
            reader.fault(codes.DUPLICATE_NAME, found.mark("id"), f"the parameter '{name}' is there already")
        into[name] = Parameter(**found)
