"""Duties, and the recommendations that they make up."""

from enum import Enum
from typing import Final

import msgspec

from rightsgate.rules.model.condition import AllOf
from rightsgate.text.position import Mark

# The kind of record in which a person decides on a duty; the vocabulary must define it.
JUDGEMENT: Final = "judgement"


class Strength(Enum):
    """How a duty binds, by the verb of its source."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow


class Basis(Enum):
    """Where the verb stands: in the sentence, in the Guiding Principles it reports, or only in our reading."""

    STATED = "stated"
    UNGP = "ungp"
    INFERRED = "inferred"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a rule comes from: document, section, recommendation, and the catalogue ids it encodes."""

    document: str
    section: str
    recommendation: int
    clauses: tuple[str, ...]


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a duty is asked of: the actor itself, each entity of a kind in its scope, or each such relation.

    ``only_listed``: where nothing of the kind is listed it is not asked at all, not even as a question.
    """

    kind: str
    kinds: tuple[str, ...] = ()
    side: str = ""
    only_listed: bool = False


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """A duty of those who hold one of the roles in ``binds``.

    It also binds the roles in ``secondary``, but for them it is only a *may*.
    ``framework`` and ``stage`` of the life cycle are given where a framework asks for it.
    ``judgement`` says what a person must decide once the declared part is met (empty: nothing);
    ``out_of_reach`` says why no manifest can show it (empty: it can). ``effective_from`` and
    ``effective_until`` are ISO days (empty: always). ``joint``: it is asked once of each entity, of all together.
    ``contradiction``: it asks that a manifest does not contradict itself, which what may only do so leaves as it is.
    """

    id: str
    title: str
    recommendation: str
    source: Source
    binds: tuple[str, ...]
    on: Subject
    strength: Strength
    basis: Basis
    when: AllOf
    require: AllOf
    closes: tuple[str, ...]
    rights: tuple[str, ...]
    why: str
    fix: str
    path: str
    mark: Mark
    judgement: str = ""
    out_of_reach: str = ""
    effective_from: str = ""
    effective_until: str = ""
    joint: bool = False
    contradiction: bool = False
    secondary: tuple[str, ...] = ()
    framework: str = ""
    stage: str = ""

    @property
    def is_on_judgements(self) -> bool:
        """Whether it is asked of what persons decided on other duties."""
        return self.on.kind == JUDGEMENT

    def strength_in(self, role: str) -> Strength:
        """Return how the duty binds those who hold a role."""
        return Strength.MAY if role in self.secondary else self.strength

    def in_effect(self, as_of: str) -> bool:
        """Whether the duty is in effect on a day (ISO); ``effective_until`` is the first day it no longer is."""
        return self.effective_from <= as_of and (not self.effective_until or as_of < self.effective_until)


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """A headline recommendation, the unit that people read, with the ids of the duties beneath it."""

    id: str
    title: str
    document: str
    section: str
    section_title: str
    number: int
    duties: tuple[str, ...]


# The actor id of joint duties, which are asked of several actors together.
JOINTLY: Final = ""
