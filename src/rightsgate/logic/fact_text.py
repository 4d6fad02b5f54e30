"""Facts as text, and the ids of facts."""

import msgspec


def fact_text(kind: str, terms: tuple[object, ...]) -> str:
    """Write a fact for people: ``role(softco, deployer)``. No two facts are written alike."""
    return f"{kind}({', '.join(map(_term, terms))})"


def _term(term: object) -> str:
    if term is None:
        return "-"
    if isinstance(term, str):
        return msgspec.json.encode(term).decode() if _misread(term) else term
    return str(term).lower() if isinstance(term, bool) else str(getattr(term, "text", term))


def _misread(text: str) -> bool:
    """Whether a text reads like a number, a date, a truth value, no entity, or several terms."""
    numeric = text[:1] in "+-.0123456789" and not text.strip("+-.eE0123456789")
    return numeric or '"' in text or ", " in text or text in ("true", "false")


def step_id(kind: str, terms: tuple[object, ...]) -> str:
    """Return the id of a fact in derivations, which depends on the fact alone."""
    return id_of(fact_text(kind, terms))


def id_of(text: str) -> str:
    """Return the id of a fact that is written as ``text``."""
    from hashlib import sha256  # which only derivations need

    return "f-" + sha256(text.encode()).hexdigest()[:12]
