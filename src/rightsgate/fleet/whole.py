"""A whole JSON report on a few manifests, made in memory."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from rightsgate.checker.model import Rendered, Tally
from rightsgate.errors import Fault, InputError
from rightsgate.findings.gate import EXIT_CODES, worst
from rightsgate.fleet.session import Checked, Session

if TYPE_CHECKING:
    from rightsgate.report.writer import Writer


def whole_report(session: Session, checked: Iterable[Checked]) -> bytes:
    """Return the report of a session whose first format is JSON; raises InputError with the faults of all manifests."""
    tally, bodies = Tally(), []
    faults: list[Fault] = []
    for result in checked:
        if not isinstance(result, Rendered):
            faults.extend(result)
            continue
        tally.add(result)
        bodies.append(result.bodies[0])
    if faults:
        raise InputError(faults)
    verdict = worst(of for of, paths in tally.paths.items() if paths)
    writer = cast("Writer", session.writers[0])  # JSON does not arrange its parts
    head, tail = writer.around(tally, verdict, EXIT_CODES[verdict])
    return (head + writer.separator.join(bodies) + tail).encode()
