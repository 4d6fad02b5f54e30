"""The words that we write ourselves, with the marks that we put into them."""

import re
from collections.abc import Iterator
from typing import Final

from rightsgate.handbook.blocks import Break, Code, Mark, Marked, Paragraph, Phrase, Ref, Span

MARKS: Final = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^]]+)\]\(#([^)]+)\)|(\n)")


def prose(text: str) -> Phrase:
    """Return words of ours as a phrase: `code`, **strong**, *emphasis*, [words](#id) and line breaks.

    Never for text of a rule pack or a manifest, in which such marks are nothing but characters.
    """
    return tuple(_spans(text))


def said(text: str) -> Paragraph:
    """Return words of ours as a paragraph."""
    return Paragraph(prose(text))


def _spans(text: str) -> Iterator[Span]:
    end = 0
    for found in MARKS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        end = found.end()
        code, strong, emphasis, words, name, _ = found.groups()
        if code is not None:
            yield Code(code)
        elif strong is not None:
            yield Marked(strong, Mark.STRONG)
        elif emphasis is not None:
            yield Marked(emphasis, Mark.EMPHASIS)
        elif name is not None:
            yield Ref(name, words)
        else:
            yield Break()
    if end < len(text):
        yield text[end:]
