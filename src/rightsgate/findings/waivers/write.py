"""A waiver added to a file of waivers, which otherwise stays as it is written."""

from typing import Final

from rightsgate.findings.waivers.form import WAIVER
from rightsgate.findings.waivers.model import Waiver
from rightsgate.findings.waivers.read import waivers_in
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.edit.edits import Append, edited
from rightsgate.text.located import decode, parse
from rightsgate.text.search import suffix_of

EMPTY: Final = b"# Findings that are accepted for a time. Add one with: rightsgate waive\nwaivers:\n"
EMPTY_JSON: Final = b'{"waivers": []}\n'


def with_waiver(raw: bytes | None, waiver: Waiver, path: str, limits: Limits = DEFAULTS) -> bytes:
    """Return the bytes of a file of waivers with one more, given those that it has (None: there is no such file).

    Raises InputError where the file is faulty, or would be with the waiver.
    """
    json = suffix_of(path) == ".json"
    before = (EMPTY_JSON if json else EMPTY) if raw is None or not raw.strip() else raw
    said = {key.name: getattr(waiver, key.name) for key in WAIVER.keys}
    entry = {name: value for name, value in said.items() if value}
    after = edited(before, [Append(to=("waivers",), value=entry)], path, json=json, limits=limits)
    data = parse(decode(after, path, limits), path, json=json, limits=limits)
    waivers_in(data, path)
    return after
