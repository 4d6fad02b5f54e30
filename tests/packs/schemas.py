"""Whether files of a rule pack keep to their JSON Schemas."""

from collections.abc import Mapping
from functools import cache

from jsonschema import Draft202012Validator

from packs.faulty import RULES
from rightsgate.handbook.file_forms import FILES, file_schema
from rightsgate.rules.packs.load import load_pack
from rightsgate.text.located import parse
from worlds.manifests import ordinary


@cache
def validators() -> Mapping[str, Draft202012Validator]:
    """Return what validates each kind of file, with the names of the shipped rules."""
    pack = load_pack([RULES])
    return {kind: Draft202012Validator(file_schema(kind, pack)) for kind in FILES}


def keeps(kind: str, text: str) -> bool:
    """Say whether the text of a file keeps to the schema of its kind."""
    return validators()[kind].is_valid(ordinary(parse(text, "x.yaml")))
