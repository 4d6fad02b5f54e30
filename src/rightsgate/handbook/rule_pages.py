"""The pages of all rules of a pack, each by its id."""

from rightsgate.handbook.blocks import Section
from rightsgate.handbook.conditions import Conditions
from rightsgate.handbook.duty_page import DutyPages
from rightsgate.handbook.names import Names
from rightsgate.handbook.table_pages import TablePages
from rightsgate.rules.model.pack import Pack


class Handbook:
    """The pages of all rules of a pack."""

    def __init__(self, pack: Pack) -> None:
        """Describe the rules of ``pack``; snippets of manifests need its cases."""
        self.pack = pack
        self.names = Names(pack)
        conditions = Conditions(pack)
        self.duties = DutyPages(self.names, conditions)
        self.tables = TablePages(self.names, conditions)

    def ids(self) -> tuple[str, ...]:
        """Return every id that has a page."""
        tables = self.pack.tables
        names = self.names
        return tuple(
            dict.fromkeys([*names.duties, *names.recommendations, *tables.pathways, *tables.risks, *names.inferences])
        )

    def page(self, name: str) -> Section | None:
        """Return the page of an id, or None where nothing has it."""
        names, tables = self.names, self.pack.tables
        if name in names.duties:
            return self.duties.page(names.duties[name])
        if name in names.recommendations:
            return self.tables.recommendation(names.recommendations[name])
        if name in tables.pathways:
            return self.tables.pathway(tables.pathways[name])
        if name in tables.risks:
            return self.tables.risk(tables.risks[name])
        return self.tables.inference(names.inferences[name]) if name in names.inferences else None
