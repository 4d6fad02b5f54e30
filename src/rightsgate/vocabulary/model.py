"""The vocabulary of manifests: which entities there are and what can be stated of them."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import Final

import msgspec

from rightsgate.logic.stratify import strata
from rightsgate.vocabulary.threshold import Parameter

# The details of a statement, beside its value.
DETAILS: Final = ("evidence", "tested", "verified_by", "since", "as_of", "note", "complete")


# The ``values_from`` of fields that take language tags (BCP 47), which cannot be listed.
LANGUAGES: Final = "languages"


class FieldType(Enum):
    """What kind of value a field takes."""

    GROUP = "group"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    ANY = "any"
    LIST = "list"
    RECORDS = "records"
    REFERENCE = "reference"
    REFERENCES = "references"

    __hash__ = object.__hash__  # members are unique, and Enum's own hash is slow


REFERENCES: Final = (FieldType.REFERENCE, FieldType.REFERENCES)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of an entity.

    ``path`` is dotted, from the entity. ``values`` are the allowed codes (empty: any text); ``values_from`` says whose
    ids they are (rights, groups, risks), or that they are language tags. ``implies``: what a code says besides itself,
    which conditions see and derived facts do not. ``open``: what the list leaves out is unknown. ``to``: the kind a
    reference points to, or ``any``. ``unstated_is_none``: where it is not given there is none. ``alternative``: another
    field of the entity that answers the same question.
    ``practice``: it says what an actor does for people, so that to declare it absent never helps its author.
    ``states``: of a reference from one artefact to another, the relation that it states: the owner of the one that it
    names provides it to the owner of this one.
    ``at_least`` and ``whole``: of a number, the least that it can be, and that it counts and has no fraction.
    ``needs_evidence``: false for a field that says what an entity is or does, which a demand for evidence leaves out.
    ``asked_by``: the source clauses that ask for it.
    ``labels``: what codes are called as answers, where their own words do not say it.
    ``question``: what a person is asked, with place-holders; ``shown_by``: what would do as evidence of the answer;
    ``answered_by``: the respondent who can usually answer.
    """

    path: str
    type: FieldType
    means: str
    values: tuple[str, ...] = ()
    values_from: str = ""
    implies: Mapping[str, tuple[str, ...]] = {}
    open: bool = False
    to: str = ""
    unstated_is_none: bool = False
    alternative: str = ""
    practice: bool = False
    at_least: int | None = None
    whole: bool = False
    needs_evidence: bool = True
    states: str = ""
    asked_by: tuple[str, ...] = ()
    labels: Mapping[str, str] = {}
    question: str = ""
    shown_by: tuple[str, ...] = ()
    answered_by: str = ""
    fields: Mapping[str, "Field"] = {}


class EntityKind(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A kind of entity: its section in the manifest, and its fields as a tree.

    ``named``: each needs an id. ``alone``: its section may stand by itself. ``inside``: the kinds that it may stand
    in, each with the field of theirs that says whose it is then (empty: it belongs to the entity it stands in).
    ``owner``: the field that names the actors that own it; what has one is an artefact of the value chain.
    ``question`` asks whether there is any, and ``answered_by`` is the respondent who can usually answer.
    ``called``: the place-holders of its questions, each with the words for it where no name is known.
    """

    name: str
    section: str
    means: str
    fields: Mapping[str, Field]
    named: bool = True
    alone: bool = True
    inside: Mapping[str, str] = {}
    owner: str = ""
    question: str = ""
    answered_by: str = ""
    called: Mapping[str, str] = {}

    @cached_property
    def by_path(self) -> Mapping[str, Field]:
        """The fields, and those within them, by path; what records hold is read with them."""
        return dict(_flat(self.fields))

    @cached_property
    def by_fact(self) -> Mapping[str, Field]:
        """The fields by the kind of fact that each states: ``model.developer``."""
        return {f"{self.name}.{path}": field for path, field in self.by_path.items()}


def _flat(fields: Mapping[str, Field]) -> Iterator[tuple[str, Field]]:
    for field in fields.values():
        yield field.path, field
        if field.type is not FieldType.RECORDS:
            yield from _flat(field.fields)


class StatedRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A relation between actors that a reference from one artefact to another states."""

    relation: str
    kind: EntityKind
    field: Field
    source: EntityKind


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All entity kinds by name, and what rules may use by name: sets of codes, and thresholds.

    ``respondents``: who can answer questions, each with what they are in charge of.
    """

    kinds: Mapping[str, EntityKind]
    sets: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, Parameter] = {}
    respondents: Mapping[str, str] = {}

    @cached_property
    def sections(self) -> Mapping[str, EntityKind]:
        """The kinds by the section of the manifest in which they stand."""
        return {kind.section: kind for kind in self.kinds.values()}

    @cached_property
    def inner(self) -> Mapping[str, tuple[EntityKind, ...]]:
        """The kinds of entity that may stand inside one of each kind."""
        kinds = self.kinds.values()
        return {name: tuple(kind for kind in kinds if name in kind.inside) for name in self.kinds}

    @cached_property
    def artefacts(self) -> tuple[str, ...]:
        """The kinds of entity that actors own, in the order of the value chain: first what others are made from."""
        made_from = {
            kind.name: [field.to for field in kind.fields.values() if field.states]
            for kind in self.kinds.values()
            if kind.owner
        }
        return tuple(name for group in strata(made_from) for name in sorted(group))

    @cached_property
    def stated_relations(self) -> tuple[StatedRelation, ...]:
        """The relations that references between artefacts state, in the order of the value chain."""
        return tuple(
            StatedRelation(relation=field.states, kind=kind, field=field, source=self.kinds[field.to])
            for kind in map(self.kinds.__getitem__, self.artefacts)
            for field in kind.fields.values()
            if field.states
        )

    @cached_property
    def provided(self) -> Mapping[str, str]:
        """The kind of artefact that is provided in each relation that references state."""
        return {one.relation: one.source.name for one in self.stated_relations}

    @cached_property
    def records(self) -> Mapping[str, str]:
        """The kinds of record that may stand inside an artefact, or with its owner, each with its section."""
        artefacts = set(self.artefacts)
        return {kind.name: kind.section for kind in self.kinds.values() if not artefacts.isdisjoint(kind.inside)}

    def within(self, holder: str) -> tuple[EntityKind, ...]:
        """Return the kinds of entity that may stand inside one of kind ``holder``."""
        return self.inner[holder]
