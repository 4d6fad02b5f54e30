"""Find duties by words: in what is said of them and in the fields that they look at."""

from collections.abc import Iterator

from rightsgate.handbook.names import paths
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import Pack


def hits(pack: Pack, text: str) -> list[Duty]:
    """Return the duties in which every word of a text occurs, those with most of them in id or title first."""
    words = text.casefold().split()
    found: list[tuple[int, int, Duty]] = []
    for at, duty in enumerate(pack.duties):
        named = f"{duty.id} {duty.title}".casefold()
        told = "\n".join((named, *(said.casefold() for said in _told(pack, duty))))
        if words and all(word in told for word in words):
            found.append((-sum(word in named for word in words), at, duty))
    return [duty for _, _, duty in sorted(found, key=lambda hit: hit[:2])]


def _told(pack: Pack, duty: Duty) -> Iterator[str]:
    yield from (duty.why, duty.fix, duty.judgement, duty.out_of_reach, duty.framework)
    yield from duty.source.clauses
    yield from paths(duty.when, duty.require)
    yield from (duty.source.document, duty.source.section)
    document = pack.sources.documents.get(duty.source.document)
    framework = pack.sources.frameworks.get(duty.framework)
    yield from (document.short, document.title) if document is not None else ()
    yield from (framework.name,) if framework is not None else ()
