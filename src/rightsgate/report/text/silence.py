"""The cost of silence: in a line for each actor, and as a table."""

from rightsgate.checker.model import ManifestReport
from rightsgate.report.text.columns import table
from rightsgate.report.text.duties import actor_name
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.layout import Page, plain

COLUMNS = ("actor", "duties of others", "its own duties")


def silence_lines(part: ManifestReport, of: DutyBearers, page: Page, *, most: int | None = None) -> list[str]:
    """Return how many duties of the one for whom it is checked each other actor's silence holds open."""
    if not part.subject or of is DutyBearers.OTHERS:
        return []
    names = {actor.id: actor.name or actor.id for actor in part.actors}
    held = [(one.others.get(part.subject, 0), one.actor) for one in part.silence if one.actor != part.subject]
    lines: list[str] = []
    for count, actor in sorted((one for one in held if one[0]), key=lambda one: (-one[0], one[1]))[:most]:
        duties = "1 of your duties" if count == 1 else f"{count} of your duties"
        lines += page.paragraph(plain(f"{_of(names.get(actor, actor))} silence holds open {duties}."), 2)
    return lines


def _of(name: str) -> str:
    """Return a name as whose something is."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def silence_text(part: ManifestReport, page: Page) -> list[str]:
    """Return for each actor how many duties, of others and of its own, wait for what it has not said."""
    if not part.silence:
        return []
    names = {actor.id: actor_name(actor) for actor in part.actors}
    rows = [COLUMNS]
    rows += [(names.get(one.actor, one.actor), str(sum(one.others.values())), str(one.own)) for one in part.silence]
    heading = "COST OF SILENCE: duties that wait for what an actor has not said"
    entries = table(rows, page, indent=2, flexible=0)
    return [
        "",
        *(page.paint(line, bold=True) for line in page.wrap(heading, 0, 2)),
        *(one for row in entries for one in row),
    ]
