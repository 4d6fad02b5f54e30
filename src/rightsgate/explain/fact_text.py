"""The notation of facts in derivations, and the ids made from it."""

import msgspec


def fact_text(kind: str, terms: tuple[object, ...]) -> str:
    """Return a fact in the notation of derivations: ``role(softco, deployer)``. No two facts are written alike."""
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
    from hashlib import sha256  # which only derivations need

    return "f-" + sha256(fact_text(kind, terms).encode()).hexdigest()[:12]
