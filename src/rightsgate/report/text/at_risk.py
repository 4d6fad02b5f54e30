"""People at risk, briefly: each risk of a product with the right and the groups at heightened risk."""

from collections.abc import Sequence
from typing import Final

from rightsgate.checker.model import Run
from rightsgate.people.model import ProductRisk
from rightsgate.report.text.columns import listed, table
from rightsgate.text.characters import columns
from rightsgate.text.layout import Page, plain

# Beneath the id of a risk.
INDENT: Final = 12


def at_risk_text(risks: Sequence[ProductRisk], run: Run, page: Page, *, most: int | None = None) -> list[str]:
    """Return the risks in the order in which to act, in at most so many lines."""
    certain = sum(risk.certain for risk in risks)
    heading = f"People at risk ({certain} certain, {len(risks) - certain} possible), most urgent first"
    shown = risks if most is None else risks[:most]
    rows = [("certain" if risk.certain else "possible", plain(risk.id), risk.risk.name) for risk in shown]
    told = table(rows, page, indent=2, flexible=2)
    entries = [
        [*lines, *page.paragraph(plain(_whom(risk, run, page.width - INDENT)), INDENT)]
        for risk, lines in zip(shown, told, strict=True)
    ]
    return listed(heading, entries, page, of=len(risks), most=most, more="--detail full")


def _whom(found: ProductRisk, run: Run, room: int) -> str:
    """Return the right at risk, the groups at heightened risk that fit in a line, and recorded harm."""
    right = run.tables.rights.get(found.risk.right)
    said = found.risk.right if right is None else right.name
    names = [run.tables.groups[group].name for group in found.risk.groups]
    fitting: list[str] = []
    for name in names:
        if columns(f"{said}; {', '.join([*fitting, name])}{_others(len(names))}") <= room:
            fitting.append(name)
    others = len(names) - len(fitting)
    if fitting:
        said += f"; {', '.join(fitting)}{_others(others)}"
    elif others:
        said += f"; {others} {'group' if others == 1 else 'groups'} at heightened risk"
    recorded = f"; recorded: {', '.join(found.impacts)}" if found.impacts else ""
    return f"{said}{recorded}"


def _others(count: int) -> str:
    return f" and {count} more {'group' if count == 1 else 'groups'}" if count else ""
