"""The pages of all rules as the texts of the files of a folder, which link to each other."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from rightsgate.handbook.blocks import Block, Bullets, Definitions, Item, Paragraph, Phrase, Ref, Section
from rightsgate.handbook.contents import sections
from rightsgate.handbook.formats import PageFormat
from rightsgate.handbook.prose import prose
from rightsgate.handbook.rule_page import part
from rightsgate.handbook.rule_pages import Handbook
from rightsgate.handbook.setting import Setting
from rightsgate.rules.model.duty import Recommendation

PATHWAYS: Final = "pathways"
RISKS: Final = "risks"
TABLES: Final = {PATHWAYS: "Pathways to harm", RISKS: "Risks to people"}
ABOUT: Final = prose(
    "What the rules ask, of whom and why, from the rule files themselves. `rightsgate rules show ID` prints the same"
    " page in a terminal, `rightsgate rules search WORDS` finds rules by their words. The fields of a manifest are"
    " explained by `rightsgate reference`."
)


class Folder:
    """The files of the pages in one format: one a recommendation, the tables, an index."""

    def __init__(self, handbook: Handbook, form: PageFormat) -> None:
        """Know in which file the page of each id stands."""
        self.handbook = handbook
        self.form = form
        tables, pages = handbook.pack.tables, handbook.tables
        pathways = {one.id: pages.pathway(one) for one in tables.pathways.values()}
        risks = {one.id: pages.risk(one) for one in tables.risks.values()}
        self.tables = {name: held for name, held in ((PATHWAYS, pathways), (RISKS, risks)) if held}
        self.homes = {self.path(name): self.path(name) for name in self.tables}
        for name, held in self.tables.items():
            self.homes.update(dict.fromkeys(held, self.path(name)))
        for one in handbook.pack.recommendations:
            self.homes.update(dict.fromkeys((*one.duties, one.id), self.path(home(one))))

    def path(self, name: str) -> str:
        """Return the path of a file in the folder."""
        return f"{name}{self.form.suffix}"

    def files(self) -> Mapping[str, str]:
        """Return the text of every file by its path."""
        return {path: self.form.file(page, Setting(path=path, homes=self.homes)) for path, page in self._pages()}

    def _pages(self) -> Iterator[tuple[str, Section]]:
        yield self.path(self.form.index), Section(title=("Rules",), blocks=(Paragraph(ABOUT), *self._index()))
        for one in self.handbook.pack.recommendations:
            duties = [self.handbook.duties.page(self.handbook.names.duties[name]) for name in one.duties]
            yield self.path(home(one)), _joined(self.handbook.tables.recommendation(one), duties)
        for name, held in self.tables.items():
            yield self.path(name), _joined(_contents(TABLES[name], held.values()), held.values())

    def _index(self) -> Iterator[Section]:
        """Yield what leads to all pages: a section for each document, and one for the tables."""
        items: dict[str, list[Item]] = {}
        titles: dict[str, str] = {}
        for section in sections(self.handbook.pack):
            inner = tuple(_counted(one) for one in section.recommendations)
            items.setdefault(section.document, []).append(Item((f"{section.section}, {section.title}",), inner))
            titles[section.document] = section.document_title
        for name, found in items.items():
            known = self.handbook.pack.sources.documents.get(name)
            blocks: list[Block] = [Paragraph((known.authority,))] if known and known.authority else []
            blocks.append(Bullets(tuple(found)))
            if known and known.notes:
                notes = tuple(Item((note,)) for note in known.notes)
                blocks.append(Definitions((part("Notes on the document", items=notes),)))
            yield Section(title=(titles[name],), blocks=tuple(blocks))
        tables = tuple(Item((Ref(self.path(name)), f": {TABLES[name]}")) for name in self.tables)
        if tables:
            yield Section(title=("What duties bear on",), blocks=(Bullets(tables),))


def _joined(first: Section, pages: Iterable[Section]) -> Section:
    """Return a page with other pages as its sections."""
    return Section(id=first.id, title=first.title, blocks=(*first.blocks, *pages))


def _contents(title: str, pages: Iterable[Section]) -> Section:
    """Return the page that a file of tables opens with."""
    items = tuple(Item((Ref(page.id), ": ", *page.title)) for page in pages)
    return Section(
        title=(title,), blocks=(Paragraph(("Each by its id.",)), Definitions((part("Contents", items=items),)))
    )


def _counted(one: Recommendation) -> Item:
    count = len(one.duties)
    said: Phrase = (Ref(one.id), f" {one.title} ({count} {'duty' if count == 1 else 'duties'})")
    return Item(said)


def home(one: Recommendation) -> str:
    """Return the file of a recommendation, without the suffix of its format."""
    return f"{_file_name(one.document)}/{_file_name(one.id)}"


def _file_name(name: str) -> str:
    """Return an id as the name of a file that leads nowhere else, different for every id."""
    return quote(name, safe="") if name.strip(".") else "%2E" * len(name)
