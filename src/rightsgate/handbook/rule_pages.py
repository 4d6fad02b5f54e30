"""All rules of a pack as pages, and the pages as texts for the files of a folder."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from rightsgate.handbook.blocks import Code, Item, Part, Phrase, Ref, RulePage
from rightsgate.handbook.conditions import Conditions
from rightsgate.handbook.contents import sections
from rightsgate.handbook.duty_page import DutyPages
from rightsgate.handbook.markdown import Markdown
from rightsgate.handbook.names import Names
from rightsgate.handbook.table_pages import TablePages
from rightsgate.rules.model.duty import Recommendation
from rightsgate.rules.model.pack import Pack

INDEX: Final = "README.md"
PATHWAYS: Final = "pathways.md"
RISKS: Final = "risks.md"
TABLES: Final = {PATHWAYS: "Pathways to harm", RISKS: "Risks to people"}
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
        files = {INDEX: markdown.file(INDEX, RulePage(id="", title="Rules", lead=ABOUT, parts=()), list(self._index()))}
        for one in self.pack.recommendations:
            pages = [self.duties.page(self.names.duties[name]) for name in one.duties]
            files[home(one)] = markdown.file(home(one), self.tables.recommendation(one), pages)
        tables = self.pack.tables
        if tables.pathways:
            pathways = [self.tables.pathway(one) for one in tables.pathways.values()]
            files[PATHWAYS] = markdown.file(PATHWAYS, _opening(PATHWAYS, pathways), pathways)
        if tables.risks:
            risks = [self.tables.risk(one) for one in tables.risks.values()]
            files[RISKS] = markdown.file(RISKS, _opening(RISKS, risks), risks)
        return files

    def _homes(self) -> dict[str, str]:
        tables = self.pack.tables
        homes = {**dict.fromkeys(tables.pathways, PATHWAYS), **dict.fromkeys(tables.risks, RISKS)}
        homes |= {path: path for path in set(homes.values())}
        for one in self.pack.recommendations:
            homes.update(dict.fromkeys((*one.duties, one.id), home(one)))
        return homes

    def _index(self) -> Iterator[RulePage]:
        """Yield the pages that lead to all others: one a document, and one for the tables."""
        parts: dict[str, list[Item]] = {}
        titles: dict[str, str] = {}
        for section in sections(self.pack):
            inner = tuple(_counted(one) for one in section.recommendations)
            parts.setdefault(section.document, []).append(Item((f"{section.section}, {section.title}",), inner))
            titles[section.document] = section.document_title
        for name, items in parts.items():
            known = self.pack.sources.documents.get(name)
            lead: Phrase = (known.authority,) if known else ()
            notes = tuple(Item((note,)) for note in known.notes) if known else ()
            told = [Part(title="Notes on the document", items=notes)] if notes else []
            yield RulePage(id="", title=titles[name], lead=lead, parts=(Part(title="", items=tuple(items)), *told))
        tables = [Item((Ref(path), f": {about}")) for path, about in TABLES.items() if path in self._homes()]
        if tables:
            yield RulePage(id="", title="What duties bear on", lead=(), parts=(Part(title="", items=tuple(tables)),))


def _counted(one: Recommendation) -> Item:
    count = len(one.duties)
    return Item((Ref(one.id), f" {one.title} ({count} {'duty' if count == 1 else 'duties'})"))


def _opening(path: str, pages: list[RulePage]) -> RulePage:
    """Return the page that a file of tables opens with."""
    listed = tuple(Item((Ref(page.id), f": {page.title}")) for page in pages)
    return RulePage(id="", title=TABLES[path], lead=("Each by its id.",), parts=(Part(title="Contents", items=listed),))


def home(one: Recommendation) -> str:
    """Return the file of a recommendation."""
    return f"{_file_name(one.document)}/{_file_name(one.id)}.md"


def _file_name(name: str) -> str:
    """Return an id as the name of a file that leads nowhere else, different for every id."""
    return quote(name, safe="") if name.strip(".") else "%2E" * len(name)
