"""Pages in every format: the same words, and nothing of a value that turns into markup or steers a terminal."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rightsgate.handbook.blocks import (
    Block,
    Break,
    Bullets,
    Code,
    Column,
    Definition,
    Definitions,
    Item,
    Listing,
    Mark,
    Marked,
    Paragraph,
    Phrase,
    Ref,
    Section,
    Span,
    Table,
    phrases,
    shown,
    within,
)
from rightsgate.handbook.coverage_page import coverage_page
from rightsgate.handbook.faults.page import faults_page
from rightsgate.handbook.file_forms import FILES, file_page
from rightsgate.handbook.formats import FORMATS
from rightsgate.handbook.list_page import list_page
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.handbook.rule_pages import Handbook
from rightsgate.handbook.setting import Setting
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.characters import columns as columns_of
from rightsgate.text.characters import visible

WIDE = 10**9
COLOURS = re.compile("\x1b\\[[0-9;]*m")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def words(blocks: tuple[Block, ...]) -> list[str]:
    """Return the words of blocks, as their tree has them."""
    return [word for block in blocks for phrase in phrases(block) for word in shown(phrase).split()]


def text_words(page: Section) -> list[str]:
    """Return the words that a terminal shows."""
    return FORMATS["text"].written(page, Setting(width=WIDE)).split()


def inline(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children if child.type.startswith(("image", "html", "hard"))} <= {"html_inline"}
    return "".join(
        " " if child.type == "softbreak" else child.content for child in children if child.type != "html_inline"
    )


def markdown_words(page: Section) -> list[str]:
    """Return the words that a reader of the Markdown sees."""
    found: list[str] = []
    for token in PARSER.parse(FORMATS["markdown"].written(page, Setting())):
        said = token.content if token.type == "fence" else inline(token) if token.type == "inline" else ""
        found += said.split()
    return found


# A format without its reader here fails the test below.
READERS: dict[str, Callable[[Section], list[str]]] = {"text": text_words, "markdown": markdown_words}


def signs(form: str, page: Section) -> Counter[str]:
    """Return what a format adds that a reader sees as a character: the dash of an item, the colon after a term."""
    if form == "text":
        return Counter({"-": sum(count(one.items) for one in within(page) if isinstance(one, Bullets))})
    entries = [entry for one in within(page) if isinstance(one, Definitions) for entry in one.entries]
    return Counter({":": sum(len(one.blocks) == 1 and isinstance(one.blocks[0], Paragraph) for one in entries)})


def counted(found: list[str]) -> Counter[str]:
    """Count visible characters: where lines break and what stands beside what is for each format to say."""
    return Counter("".join(map(visible, found)))


# Texts that would be markup if they were not escaped

HOSTILE = (
    *(
        "|",
        "||",
        r"\|",
        "a|b",
        "*x*",
        "**",
        "`",
        "``",
        "a`b",
        "<b>",
        "</script>",
        "<!-- x",
        "&amp;",
        "[x](y)",
        "![x](y)",
    ),
    *("[x]: y", "_x_", "__x__", "~~x~~", "# x", "#", "x #", "- x", "+ x", "1. x", "1) x", "> x", "---", "===", "```"),
    *(
        "a\nb",
        "\n\n# x",
        "\t x",
        "    x",
        "x\\",
        "\\",
        "a  ",
        "\x1b[31m",
        "$x$",
        ":::",
        "{x}",
        "\u202ex",
        "é\u200d",
        "中文",
    ),
)
ALPHABET = st.characters(codec="utf-8", exclude_characters="\0\r", exclude_categories=["Cc", "Cs", "Co", "Cn"])
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from((*HOSTILE, " ", "\n", "word", "2026-05-01"))).map("".join),
    st.text(ALPHABET, max_size=12),
)
ids = st.one_of(st.sampled_from(("bsr-1", "a|b", "a`b", "<x>", "*", "é b", "../x", "#y")), texts)
own_words = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
spans = st.one_of(
    texts,
    st.builds(Code, texts),
    st.builds(Ref, ids),
    st.builds(Ref, ids, texts),
    st.builds(Marked, own_words, st.sampled_from(Mark)),
    st.just(Break()),
)


def spaced(found: list[Span]) -> Phrase:
    """Return spans with blanks between them, as sentences have them: two pieces of code would else be one."""
    return tuple(one for span in found for one in (span, " "))


some = st.lists(spans, max_size=3).map(spaced)
items = st.recursive(
    st.builds(Item, some),
    lambda inner: st.builds(Item, some, st.lists(inner, max_size=2).map(tuple)),
    max_leaves=4,
)
columns = st.builds(Column, title=texts, brief=st.booleans(), number=st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    heads = tuple(draw(st.lists(columns, min_size=1, max_size=4)))
    cells = st.lists(some, min_size=len(heads), max_size=len(heads)).map(tuple)
    return Table(heads, tuple(draw(st.lists(cells, min_size=1, max_size=3))))


leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, some),
    st.builds(Bullets, st.lists(items, min_size=1, max_size=3).map(tuple)),
    tables(),
    st.builds(Listing, texts),
)
definitions = st.builds(
    Definitions,
    st.lists(st.builds(Definition, own_words, st.lists(leaves, max_size=2).map(tuple)), min_size=1, max_size=3).map(
        tuple
    ),
)
blocks = st.one_of(leaves, definitions)
sections = st.recursive(
    st.builds(Section, id=ids, title=some, hides_id=st.booleans(), blocks=st.lists(blocks, max_size=3).map(tuple)),
    lambda inner: st.builds(
        Section, id=ids, title=some, blocks=st.lists(st.one_of(blocks, inner), max_size=3).map(tuple)
    ),
    max_leaves=4,
)


@pytest.mark.parametrize("form", FORMATS)
@given(page=sections)
@settings(deadline=None)
def test_a_page_says_the_same_words_in_every_format(form: str, page: Section) -> None:
    assert counted(READERS[form](page)) == counted(words((page,))) + signs(form, page)


@pytest.mark.parametrize("form", FORMATS)
def test_the_pages_of_our_own_rules_say_the_same_words_in_every_format(form: str, ours: tuple[Section, ...]) -> None:
    for page in ours:
        assert counted(READERS[form](page)) == counted(words((page,))) + signs(form, page)


@pytest.fixture(scope="module")
def ours() -> tuple[Section, ...]:
    pack = load_pack([builtin("rules")], with_cases=True)
    handbook = Handbook(pack)
    rules = (page for page in map(handbook.page, handbook.ids()) if page is not None)
    references = manifest_page(pack.vocabulary), faults_page(), *map(file_page, FILES)
    return *rules, coverage_page(pack, "", "2026-06-01"), *references, list_page(pack, pack.duties)


@given(page=sections)
@settings(deadline=None)
def test_only_what_is_marked_up_is_markup(page: Section) -> None:
    kinds = Counter(token.type for token in leaves_of(PARSER.parse(FORMATS["markdown"].written(page, Setting()))))
    found = list(within(page))
    assert kinds["heading_open"] == sum(
        bool(words((Paragraph(one.title), Paragraph((one.label(),))))) for one in found if isinstance(one, Section)
    )
    assert kinds["table_open"] == sum(isinstance(one, Table) for one in found)
    assert kinds["tr_open"] == sum(1 + len(one.rows) for one in found if isinstance(one, Table))
    assert kinds["fence"] == sum(isinstance(one, Listing) for one in found)
    assert kinds["list_item_open"] == sum(count(one.items) for one in found if isinstance(one, Bullets))
    anchors = sum(bool(one.id) for one in found if isinstance(one, Section))
    assert kinds["html_inline"] <= 2 * anchors
    assert (
        not {"html_block", "image", "hr", "blockquote_open", "ordered_list_open", "code_block", "hardbreak", "s_open"}
        & kinds.keys()
    )
    known = {one.id for one in found if isinstance(one, Section) and one.id}
    assert kinds["link_open"] == sum(
        isinstance(span, Ref) and span.id in known and bool(span.words or span.id) for span in all_spans(page)
    )


def count(items: tuple[Item, ...]) -> int:
    return sum(1 + count(item.items) for item in items)


def all_spans(page: Section) -> Iterator[Span]:
    yield from (span for phrase in phrases(page) for span in phrase)


def leaves_of(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or []


@given(page=sections, width=st.integers(60, 200), colour=st.booleans())
@settings(deadline=None)
def test_lines_keep_within_their_width_and_steer_nothing(page: Section, width: int, colour: bool) -> None:  # noqa: FBT001
    written = FORMATS["text"].written(page, Setting(width=width, colour=colour)).removesuffix("\n").split("\n")
    lines = [COLOURS.sub("", line) if colour else line for line in written]
    assert all(visible(line) == line for line in lines)
    if not any(isinstance(block, Listing | Table) for block in within(page)):
        assert max(map(columns_of, lines)) <= width
    titles = (
        Counter(visible(one.title)) for block in within(page) if isinstance(block, Table) for one in block.columns
    )
    expected = counted(words((page,)))
    for title in titles:
        expected -= title
    assert not expected - Counter("".join(lines))
