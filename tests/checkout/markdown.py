"""What a page in Markdown shows, and a text that tries to be more than a text in it."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt

HOSTILE = (
    "@octocat <script>alert(1)</script> | #1 [x](http://evil.example) ![i](//e/x.png) `` `code` ``` **b** _i_ ~~s~~ "
    "</summary></details> <!-- www.evil.example mail@evil.example $x$ :smile: GH-12 !7 &9 %3 0123456789abcdef "
    "&lt;b&gt; \\| \\` HTTPS://EVIL.example \u202egnp.exe \x1b[31m\n\n# heading\n\n| a | b |\n|---|---|\n| c | d |\n- item"
)


class Shown(HTMLParser):
    """What a page shows: its elements with their attributes, its texts outside code, and the cells of each row."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.codes: list[str] = []
        self.rows: list[int] = []
        self.feed(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.open.append(tag)
        if tag == "tr":
            self.rows.append(0)
        elif tag in ("td", "th"):
            self.rows[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.codes if "code" in self.open else self.texts).append(data)
