"""The cost of silence: in a line for each actor, and as a table."""

from rightsgate.checker.model import ManifestReport
from rightsgate.report.actors import actor_name, silence_of
from rightsgate.report.text.columns import table
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.layout import Page, plain

COLUMNS = ("actor", "duties of others", "its own duties")


def silence_lines(part: ManifestReport, of: DutyBearers, page: Page, *, most: int | None = None) -> list[str]:
    """Return how many duties of the one for whom it is checked each other actor's silence holds open."""
    return [line for said in [*silence_of(part, of)][:most] for line in page.paragraph(plain(said), 2)]


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
