"""The fields of the vocabulary in words: what they mean without the remarks, and what their codes mean."""

import re
from typing import Final

from rightsgate.vocabulary.asked import worded
from rightsgate.vocabulary.model import EntityKind, Field

REMARK: Final = re.compile(r"\s*\([^()]* = [^()]*\)")


def gist(field: Field) -> str:
    """Return the meaning of a field, without its remarks and the meanings of its codes."""
    parts = REMARK.sub("", field.means).split("; ")
    return parts[0] if " = " not in parts[0] else spaced(field.path.rpartition(".")[2]).capitalize()


def gloss(field: Field | None, code: str) -> str:
    """Return what one of the codes of a field is called where its own words do not say it, or an empty string."""
    return "" if field is None else field.labels.get(code, "")


def question(kind: EntityKind, asked: str) -> str:
    """Return a question about any entity of a kind, or an empty string where none is asked."""
    return worded(kind, asked, {})


def spaced(code: str) -> str:
    """Return a code as words."""
    return code.replace("_", " ")


def lowered(text: str) -> str:
    """Return a sentence so that it can stand within another; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
