"""The rules in the order of their sources: documents, sections, recommendations. And as data for tools."""

from collections.abc import Iterator
from typing import Any

import msgspec

from rightsgate.handbook.blocks import Bullets, Definition, Definitions, Item, Listing, Paragraph, Section, shown
from rightsgate.rules.model.duty import Duty, Recommendation
from rightsgate.rules.model.pack import Pack


class SourceSection(msgspec.Struct, frozen=True, kw_only=True):
    """A section of a document with the recommendations that the rules take from it."""

    document: str
    document_title: str
    section: str
    title: str
    recommendations: tuple[Recommendation, ...]


def sections(pack: Pack) -> Iterator[SourceSection]:
    """Yield the sections that rules come from, in the order in which the documents have them."""
    documents = pack.sources.documents
    order = {
        (document.id, section.section): (at, number)
        for at, document in enumerate(documents.values())
        for number, section in enumerate(document.sections)
    }
    grouped: dict[tuple[str, str, str], list[Recommendation]] = {}
    for one in pack.recommendations:
        grouped.setdefault((one.document, one.section, one.section_title), []).append(one)
    last = {name: at for at, name in enumerate(documents)}

    def place(key: tuple[str, str, str]) -> tuple[int, int, str, int]:
        at, number = order.get(key[:2], (last.get(key[0], len(last)), len(order)))
        return at, number, key[0], min(one.number for one in grouped[key])

    for key in sorted(grouped, key=lambda key: (*place(key), *key)):
        known = documents.get(key[0])
        yield SourceSection(
            document=key[0],
            document_title=f"{known.short}: {known.title}" if known else "Rules without a source document",
            section=key[1],
            title=key[2],
            recommendations=tuple(sorted(grouped[key], key=lambda one: (one.number, one.id))),
        )


def entry(duty: Duty) -> dict[str, Any]:
    """Return what a list says of a duty, as data."""
    return {
        "id": duty.id,
        "title": duty.title,
        "strength": duty.strength.value,
        "basis": duty.basis.value,
        "roles": [role for role in duty.binds if role not in duty.secondary],
        "secondary_roles": list(duty.secondary),
        "asked_of": duty.on.kind,
        "document": duty.source.document,
        "section": duty.source.section,
        "recommendation": duty.recommendation,
        "clauses": list(duty.source.clauses),
        "framework": duty.framework or None,
        "stage": duty.stage or None,
        "effective_from": duty.effective_from or None,
        "effective_until": duty.effective_until or None,
        "closes": list(duty.closes),
        "rights": list(duty.rights),
    }


def page_data(page: Section, duty: Duty | None) -> dict[str, Any]:
    """Return a page as data, in words; that of a duty with what a list says of it."""
    lead = " ".join(shown(block.phrase) for block in page.blocks if isinstance(block, Paragraph))
    entries = (one for block in page.blocks if isinstance(block, Definitions) for one in block.entries)
    known = {"id": page.id, "title": shown(page.title)} if duty is None else entry(duty)
    return {**known, "about": lead, "parts": [_part(one) for one in entries]}


def _part(part: Definition) -> dict[str, Any]:
    found: dict[str, Any] = {"title": part.term}
    for block in part.blocks:
        match block:
            case Paragraph(phrase):
                found["text"] = shown(phrase)
            case Bullets(items):
                found["items"] = [_item(item) for item in items]
            case Listing(text):
                found["manifest"] = text
            case _:
                pass
    return found


def _item(item: Item) -> dict[str, Any]:
    beneath = {"items": [_item(inner) for inner in item.items]} if item.items else {}
    return {"text": shown(item.phrase), **beneath}
