"""Files of waivers to waivers; what is wrong with them is located, and collected."""

from typing import Any
from unicodedata import normalize

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.files.read import read_as
from rightsgate.findings.waivers.form import WAIVERS
from rightsgate.findings.waivers.model import Waiver, Waivers
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.location import Location
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.placeholders import is_placeholder
from rightsgate.text.reader import Reader
from rightsgate.text.search import StrPath

PEOPLE = ("reason", "owner", "approver")


def load_waivers(path: StrPath, limits: Limits = DEFAULTS) -> Waivers:
    """Read a file of waivers; raises InputError with all that is wrong with it.

    Example::

        waivers = load_waivers("rightsgate.waivers.yaml")
        print([waiver.finding for waiver in waivers.entries])
    """
    name = str(path)
    return waivers_in(read_as("waivers", path, name, limits), name)


def waivers_in(data: LocatedMap, path: str) -> Waivers:
    """Return the waivers that a file holds, given its data; raises InputError with all that is wrong with it."""
    faults: list[Fault] = []
    reader = Reader(path, faults)
    found = WAIVERS.read(reader, data)
    entries = tuple(_waiver(reader, row, at, path) for at, row in enumerate(found["waivers"]))
    if faults:
        from rightsgate.text.extents import with_ends_in  # which only a faulty file needs

        raise with_ends_in(InputError(faults), [(path, data)])
    return Waivers(path=path, raw=data.raw, entries=entries)


def _waiver(reader: Reader, row: Filled, at: int, path: str) -> Waiver:
    for key in PEOPLE:
        _check_placeholder(reader, row, key)
    if row["owner"].strip() and _folded(row["owner"]) == _folded(row["approver"]):
        message = f"{row.where} is approved by its owner, {row['owner']}"
        reader.fault(codes.SELF_APPROVED, row.mark("approver"), message, "somebody else has to approve it")
    if row["starts"] and row["expires"] and row["expires"] < row["starts"]:
        message = f"{row.where} expires on {row['expires']}, before it starts on {row['starts']}"
        reader.fault(codes.ENDS_BEFORE_START, row.mark("expires"), message, "exchange the two days, or set another")
    line, column = row.data.start
    said: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in row.items()}
    return Waiver(**said, location=Location(path=path, line=line, column=column, pointer=f"/waivers/{at}"))


def _check_placeholder(reader: Reader, row: Filled, key: str) -> None:
    text = row[key]
    if text.strip() and is_placeholder(text):
        message = f"'{text}' gives no {key} in {row.where}"
        hint = "say why in a sentence" if key == "reason" else "name the person"
        reader.fault(codes.NO_REASON, row.mark(key), message, hint)


def _folded(name: str) -> str:
    return " ".join(normalize("NFKC", name).split()).casefold()
