"""Two manifests, two reports or two rule packs, checked where they have to be, and compared."""

import os
from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

import msgspec
from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.files.inputs import find_manifests
from rightsgate.files.kinds import REPORT, kind_of_raw
from rightsgate.files.read import read_as
from rightsgate.fleet.reports import OPEN, read_report
from rightsgate.fleet.session import Checked, Session, Settings
from rightsgate.fleet.whole import whole_report
from rightsgate.limits import Limits
from rightsgate.report.diff.sides import Known, Side
from rightsgate.report.diff.statements import WholeManifest
from rightsgate.report.json.contract.run import Report
from rightsgate.text.files import peek, read_whole

Made = TypeVar("Made")


class Compared(Enum):
    """What a call compares."""

    MANIFESTS = "a manifest"
    REPORTS = "a report"
    PACKS = "a folder"


def compared_at(path: str, limits: Limits) -> Compared | None:
    """Return as what a path is compared: a folder, a report by its content, any other file as a manifest.

    None where that cannot be told before it is read, as of a pipe, or where nothing is there.
    """
    if os.path.isdir(path):
        return Compared.PACKS
    if not os.path.isfile(path):
        return None
    kind = kind_of_raw(peek(path, limits))
    return Compared.REPORTS if kind is not None and kind.what == REPORT.what else Compared.MANIFESTS


def both(old: Callable[[], Made], new: Callable[[], Made]) -> tuple[Made, Made]:
    """Return what both calls make; raises InputError with the faults of both together."""
    made: list[Made] = []
    faults: list[Fault] = []
    for make in (old, new):
        try:
            made.append(make())
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return made[0], made[1]


def with_pack(settings: Settings, folder: str) -> Settings:
    """Return the settings with a rule pack beside ours and theirs, or in the place of ours if it is called so."""
    return structs.replace(settings, folders=(*settings.folders, folder))


def report_side(path: str) -> Side:
    """Return a report as a side; raises InputError where it is none, or does not list all open findings."""
    report = read_report(read_whole(path), path)
    shown = frozenset(report.run.call.show)
    if shown and not shown >= OPEN:
        hint = "write it without --show"
        message = "it does not list all open findings, so that it cannot be compared"
        raise InputError([Fault.of(codes.OTHER_KIND_OF_FILE, path, message, hint)])
    return Side(path=path, report=report)


def manifest_side(path: str, session: Session) -> Side:
    """Check a manifest and return it as a side; raises InputError."""
    return _checked_side(path, [path], session)


def pack_side(path: str, over: Sequence[str], session: Session) -> Side:
    """Check manifests by the rules of a session, of which a pack is one, and return it as a side; raises InputError."""
    sections = [name for name, kind in session.checker.pack.vocabulary.sections.items() if kind.alone]
    found = find_manifests(over, (), sections, session.settings.limits)
    if found.faults:
        raise InputError(found.faults)
    return _checked_side(path, found.paths, session)


def _checked_side(path: str, manifests: Sequence[str], session: Session) -> Side:
    read: dict[str, WholeManifest] = {}

    def check(one: str) -> Checked:
        try:
            data = read_as("manifest", one, one, session.settings.limits)
            read[one] = WholeManifest(session.checker.load(data, one))
            return session.check(data, one)
        except InputError as error:
            return error.faults

    report = msgspec.json.decode(whole_report(session, map(check, manifests)), type=Report)
    selected = frozenset(duty.id for duty in session.run.duties)
    return Side(path=path, report=report, known=Known(rules=session.checker.rules, selected=selected, manifests=read))
