"""What is said of everything that is silent beneath an unknown: that there is none, or that a list is complete."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import structs

from rightsgate.advise.answers import COMPLETE, MISSING, Alternative, Answer, AnswerKind
from rightsgate.evaluate.site import Lack, Missing
from rightsgate.manifest.model import RECORDS
from rightsgate.vocabulary.model import FieldType, Vocabulary

# The types of field of which none can be stated.
NONE_FITS: Final = (FieldType.CHOICES, FieldType.LIST, FieldType.REFERENCE, FieldType.REFERENCES, FieldType.ANY)


def nothing_more(missing: Iterable[Missing], vocabulary: Vocabulary, *, entries: bool = False) -> Alternative:
    """Return the answers that there is none of any circumstance of which nothing is stated.

    With ``entries``, also that there are no entries of a kind other than those listed.
    """
    return frozenset(answer for one in missing if one.site.field or entries for answer in _none(one, vocabulary))


def _none(missing: Missing, vocabulary: Vocabulary) -> Iterator[Answer]:
    site, lack = missing.site, missing.lack
    if not site.field:
        yield from _no_entry(missing, vocabulary)
        return
    if site.kind == "relation" and not site.listed and not (site.provider and site.receiver):
        yield from _no_entry(Missing(site=structs.replace(site, kinds=())), vocabulary)  # with a party nobody named
        return
    field = vocabulary.kinds[site.kind].by_path[site.field]
    if not site.listed or field.practice:
        return
    if lack is Lack.INCOMPLETE:
        yield Answer(site=site, operator=COMPLETE, value=True, kind=AnswerKind.CIRCUMSTANCE)
    elif lack is Lack.UNSTATED and (field.type in NONE_FITS or "none" in field.values):
        yield Answer(site=site, operator="equals", value="none", kind=AnswerKind.ABSENCE)
    elif lack is Lack.UNSTATED and field.type is FieldType.BOOLEAN:
        yield Answer(site=site, operator="equals", value=False, kind=AnswerKind.CIRCUMSTANCE)


def _no_entry(missing: Missing, vocabulary: Vocabulary) -> Iterator[Answer]:
    site = missing.site
    if site.listed:
        return
    if site.kind == "relation" and not site.kinds:
        whole = structs.replace(site, owners=(), provider="", receiver="", about=())
        yield Answer(site=whole, operator=MISSING, value="none", kind=AnswerKind.ABSENCE)
    elif site.kind == "relation":
        for kind in site.kinds if site.provider or site.receiver else ():
            denied = structs.replace(site, kinds=(kind,), about=(), field="exists")
            yield Answer(site=denied, operator="equals", value=False, kind=AnswerKind.ABSENCE)
    elif site.kind not in RECORDS and vocabulary.kinds[site.kind].alone and site.kind != "actor":
        owners = site.owners if "actor" in vocabulary.kinds[site.kind].inside else ()
        whole = structs.replace(site, kinds=(), owners=owners, about=())
        yield Answer(site=whole, operator=MISSING, value="none", kind=AnswerKind.ABSENCE)
