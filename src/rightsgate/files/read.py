"""Read a file as the kind that is wanted (a manifest, a policy, rules); any other is refused as what it is."""

import re
from typing import Final

from rightsgate.errors import InputError
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.files import peek, read_located
from rightsgate.text.located import LocatedMap, decode, parse
from rightsgate.text.search import StrPath

JSON_START: Final = re.compile(r"""\s*\{\s*["}]""")


def read_as(wanted: str, path: StrPath, name: str, limits: Limits = DEFAULTS) -> LocatedMap:
    """Read one file of an expected kind (``kinds.OURS``); the fault of an unreadable one names its actual kind."""
    try:
        return read_located(path, name, limits)
    except InputError as error:
        from rightsgate.files.kinds import with_actual_kind  # which only a faulty file needs

        raise with_actual_kind(error, name, peek(path, limits), wanted) from None


def read_stream(raw: bytes, name: str, limits: Limits = DEFAULTS) -> LocatedMap:
    """Read standard input: JSON if it begins as JSON does, with a brace and a quoted key, otherwise YAML."""
    try:
        text = decode(raw, name, limits)
        data = parse(text, name, json=JSON_START.match(text) is not None, limits=limits)
        data.raw = raw
        return data
    except InputError as error:
        from rightsgate.files.kinds import with_actual_kind  # as above

        raise with_actual_kind(error, name, raw, "manifest") from None
