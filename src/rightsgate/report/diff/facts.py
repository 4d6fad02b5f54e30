"""The facts of a report's derivations, read again: which statements they are, and on which they rest."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

from rightsgate.report.json.contract import manifest as contract

# An entity and a field of it; without a field, the entity itself.
Key = tuple[str, str]
LISTED: Final = "listed"


def fact_of(fact: str) -> tuple[Key | None, str]:
    """Return the key and the value that a fact states; no key where it is neither a statement nor an entity.

    ``kind.field(entity, value)`` states a value and ``kind(entity)`` that the entity is there; ``answered(entity,
    field)`` says only that something is stated.
    """
    kind, _, rest = fact.partition("(")
    terms = terms_of(rest.removesuffix(")"))
    if "." in kind and len(terms) > 1:
        return (terms[0], kind.partition(".")[2]), ", ".join(terms[1:])
    if kind == "answered" and len(terms) > 1:
        return (terms[0], terms[1]), ""
    return ((terms[0], ""), LISTED) if len(terms) == 1 else (None, "")


def terms_of(text: str) -> list[str]:
    """Return the terms of a fact as ``explain.fact_text`` writes them: with commas between, some in quotes."""
    terms, decoder = [], msgspec.json.Decoder()
    while text:
        if text.startswith('"'):
            end = _closing(text)
            terms.append(decoder.decode(text[: end + 1].encode()))
            text = text[end + 1 :].removeprefix(", ")
        else:
            term, _, text = text.partition(", ")
            terms.append(term)
    return terms


def _closing(text: str) -> int:
    """Return the place of the quote that ends the one with which a text begins."""
    at = 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at


def rests_on(part: contract.Manifest, roots: Iterable[str]) -> Iterator[Key]:
    """Yield the statements on which steps rest in the end: what they state, and what their tests look at."""
    pending = [*roots]
    seen = set(pending)
    while pending:
        step = part.derivations.get(pending.pop(0))
        if step is None:
            continue
        key, _ = fact_of(step.fact)
        if key is not None and step.location is not None:
            yield from (key, (key[0], ""))
        yield from ((test.entity, test.field) for test in step.because)
        new = [premise for premise in step.premises if premise not in seen]
        seen.update(new)
        pending += new


def steps_of(part: contract.Manifest, keys: Collection[Key]) -> Iterator[str]:
    """Yield the steps that derive what tests look at: the fact ``directly linked`` of an entity, say."""
    for name, step in part.derivations.items():
        kind, _, rest = step.fact.partition("(")
        if step.rule and (rest.removesuffix(")").partition(", ")[0], kind.replace("_", " ")) in keys:
            yield name
