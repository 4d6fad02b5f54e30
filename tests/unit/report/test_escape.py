"""A text of a manifest in Markdown stays a text: nothing in it is markup, calls anybody or links anywhere."""

import re

import pytest
from markdown_it import MarkdownIt

from checkout.markdown import HOSTILE, Shown
from rightsgate.report.escape import code, cut, cut_path, escaped, html_code

FIRSTS = ["- x", "+ x", "1. x", "2) x", "= x", "--- x", "# x", "> x", "    x", "* x", "=cmd()"]


@pytest.mark.parametrize("text", [HOSTILE, *FIRSTS])
def test_a_text_stays_text(text: str) -> None:
    shown = Shown(f"- {escaped(text)}\n\n| a | b |\n| --- | --- |\n| {escaped(text)} | {code(text)} |\n")
    assert {tag for tag, _ in shown.elements} <= {"ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert [one for one, _ in shown.elements].count("li") == 1
    assert shown.rows == [2, 2]
    assert not re.search(r"@|#\d|://|www\.|\$|GH-\d|!\d|&\d|%\d|:smile:", "".join(shown.texts), re.IGNORECASE)
    words = "".join((*shown.texts, *shown.codes)).split()
    assert all(word in words for word in text.split() if word.isalpha())


@pytest.mark.parametrize("text", ["a|b", "|", "a`b", "`", "``a``", "\\|", "a\\", " a ", "", "@me", "<b>"])
def test_code_shows_exactly_what_it_is_given(text: str) -> None:
    shown = Shown(f"| a |\n| --- |\n| x{code(text)}x |\n")
    assert shown.rows == [1, 1]
    assert f"x{text}x" in "".join(part for _, part in sorted(_in_order(f"| a |\n| --- |\n| x{code(text)}x |\n")))


def _in_order(markdown: str) -> list[tuple[int, str]]:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    return list(enumerate(child.content for child in inline))


def test_code_in_html_is_escaped() -> None:
    assert html_code("</summary>@me") == "<code>&lt;/summary&gt;@me</code>"


def test_a_text_is_cut_between_what_is_drawn_as_one() -> None:
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
    assert cut("e\u0301" * 4, 6) == "e\u0301e\u0301…"
    assert cut_path("folder/of/others/rights.yaml", 16) == "folde…ights.yaml"
