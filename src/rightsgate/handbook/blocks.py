"""A page as data, before it is written as text or Markdown."""

import msgspec


class Code(msgspec.Struct, frozen=True):
    """A word as it is written in a manifest or in a rule."""

    text: str


class Ref(msgspec.Struct, frozen=True):
    """The id of a rule, recommendation, pathway or risk, which a page may link to."""

    id: str


Span = str | Code | Ref
Phrase = tuple[Span, ...]


class Item(msgspec.Struct, frozen=True):
    """An entry of a list, with the entries beneath it."""

    phrase: Phrase
    items: tuple["Item", ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A headed part of a page: a paragraph, then a list, then a listing of code."""

    title: str
    phrase: Phrase = ()
    items: tuple[Item, ...] = ()
    listing: str = ""


class RulePage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one rule. ``lead`` says in one paragraph what kind of thing it is."""

    id: str
    title: str
    lead: Phrase
    parts: tuple[Part, ...]


def shown(phrase: Phrase) -> str:
    """Return a phrase as plain text."""
    return "".join(
        span if isinstance(span, str) else span.text if isinstance(span, Code) else span.id for span in phrase
    )


def listed(spans: list[Phrase], last: str) -> Phrase:
    """Join phrases with commas, and with a word before the last."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        found += ["" if at == 0 else f" {last} " if at == len(spans) - 1 else ", ", *span]
    return tuple(span for span in found if span != "")
