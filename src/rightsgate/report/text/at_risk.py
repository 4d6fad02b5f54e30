"""People at risk, briefly: each risk of a product with the right and the groups at heightened risk."""

from collections.abc import Sequence
from typing import Final

from rightsgate.checker.model import Run
from rightsgate.people.model import ProductRisk
from rightsgate.report.at_risk import certainty_of, groups_of, heading_of, more_groups, recorded_of, right_of
from rightsgate.report.inputs import counted
from rightsgate.report.text.columns import listed, table
from rightsgate.text.characters import columns
from rightsgate.text.layout import Page, plain

# Beneath the id of a risk.
INDENT: Final = 12


def at_risk_text(risks: Sequence[ProductRisk], run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the risks in the order in which to act, in at most so many lines."""
    heading = heading_of(risks)
    shown = risks if most is None else risks[:most]
    rows = [(certainty_of(risk), plain(risk.id), risk.risk.name) for risk in shown]
    told = table(rows, page, indent=2, flexible=2)
    entries = [
        [*lines, *page.paragraph(plain(_whom(risk, run, page.width - INDENT)), INDENT)]
        for risk, lines in zip(shown, told, strict=True)
    ]
    return listed(heading, entries, page, of=len(risks), most=most, more="--detail full")


def _whom(found: ProductRisk, run: Run, room: int) -> str:
    """Return the right at risk, the groups at heightened risk that fit in a line, and recorded harm."""
    said, names = right_of(found, run), groups_of(found, run)
    fitting: list[str] = []
    for name in names:
        if columns(f"{said}; {', '.join([*fitting, name])}{more_groups(len(names))}") <= room:
            fitting.append(name)
    others = len(names) - len(fitting)
    if fitting:
        said += f"; {', '.join(fitting)}{more_groups(others)}"
    elif others:
        said += f"; {counted(others, 'group', 'groups')} at heightened risk"
    recorded = recorded_of(found)
    return f"{said}; {recorded}" if recorded else said
