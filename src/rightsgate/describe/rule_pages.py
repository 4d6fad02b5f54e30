"""All rules of a pack as pages, and these as the files of a folder. Reads and writes none."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from rightsgate.describe.blocks import Code, Item, Part, Phrase, Ref, RulePage
from rightsgate.describe.conditions import Conditions
from rightsgate.describe.contents import sections
from rightsgate.describe.duty_page import DutyPages
from rightsgate.describe.markdown import Markdown
from rightsgate.describe.names import Names
from rightsgate.describe.table_pages import TablePages
from rightsgate.model.pack import Pack
from rightsgate.model.rules import Recommendation

INDEX: Final = "README.md"
PATHWAYS: Final = "pathways.md"
RISKS: Final = "risks.md"
ABOUT: Final[Phrase] = (
    "What the rules ask, of whom and why, from the rule files themselves. ",
    Code("rightsgate rules show ID"),
    " prints the same page in a terminal, ",
    Code("rightsgate rules search WORDS"),
    " finds rules by their words. The fields of a manifest are explained by ",
    Code("rightsgate reference"),
    ".",
)


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

    def page(self, name: str) -> RulePage | None:
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

    def files(self) -> Mapping[str, str]:
        """Return the text of every file by its path in the folder: one a recommendation, the tables, an index."""
        markdown = Markdown(self._homes())
        files = {INDEX: markdown.file(INDEX, self._index(), ())}
        for one in self.pack.recommendations:
            pages = [self.duties.page(self.names.duties[name]) for name in one.duties]
            files[home(one)] = markdown.file(home(one), self.tables.recommendation(one), pages)
        tables = self.pack.tables
        if tables.pathways:
            pathways = [self.tables.pathway(one) for one in tables.pathways.values()]
            files[PATHWAYS] = markdown.file(PATHWAYS, _opening("Pathways to harm", "pathways", pathways), pathways)
        if tables.risks:
            risks = [self.tables.risk(one) for one in tables.risks.values()]
            files[RISKS] = markdown.file(RISKS, _opening("Risks to people", "risks", risks), risks)
        return files

    def _homes(self) -> dict[str, str]:
        tables = self.pack.tables
        homes = {**dict.fromkeys(tables.pathways, PATHWAYS), **dict.fromkeys(tables.risks, RISKS)}
        for one in self.pack.recommendations:
            homes.update(dict.fromkeys((*one.duties, one.id), home(one)))
        return homes

    def _index(self) -> RulePage:
        """Return the page that leads to all others, in the order of the sources."""
        parts: dict[str, list[Item]] = {}
        for section in sections(self.pack):
            inner = tuple(_counted(one) for one in section.recommendations)
            parts.setdefault(section.document_title, []).append(Item((f"{section.section}, {section.title}",), inner))
        tables = self.pack.tables
        further = [Item((Ref(PATHWAYS),))] * bool(tables.pathways) + [Item((Ref(RISKS),))] * bool(tables.risks)
        listed = [Part(title=title, items=tuple(items)) for title, items in parts.items()]
        return RulePage(
            id="", title="Rules", lead=ABOUT, parts=(*listed, *_further(further))
        )


def home(one: Recommendation) -> str:
    """Return the file of a recommendation."""
    return f"{_file_name(one.document)}/{_file_name(one.id)}.md"


def _file_name(name: str) -> str:
    """Return an id as the name of a file that leads nowhere else, different for every id."""
    return quote(name, safe="") if name.strip(".") else "%2E" * len(name)
