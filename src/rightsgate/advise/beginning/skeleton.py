"""What the answers come to: the organization, what is its own, what this rests on, and who takes it further."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from rightsgate.advise.beginning.steps import (
    ID,
    ORGANIZATION,
    TAKER,
    Given,
    Step,
    Topic,
    others_kinds,
    own_kinds,
    passing,
    played,
)
from rightsgate.rules.model.first_manifest import FirstManifest, PartPlayed
from rightsgate.vocabulary.model import EntityKind, Field, FieldType, StatedRelation, Vocabulary

Entry = dict[str, Any]
ACTORS, RELATIONS = "actors", "relations"


def slug(name: str) -> str:
    """Return an id made of a name: small letters, digits and hyphens; empty where it has none of them."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


class Skeleton:
    """Builds the data of a first manifest from answers."""

    def __init__(self, given: Given, first: FirstManifest, vocabulary: Vocabulary) -> None:
        """Take the answers, what a first manifest is made of, and the kinds of entry."""
        self.given, self.first, self.vocabulary = given, first, vocabulary
        self.order = vocabulary.artefacts
        self.taken: set[str] = set()
        self.subject = self.unique(str(given.get(ID) or ""), slug(str(given[ORGANIZATION])), "us")

    def unique(self, *candidates: str) -> str:
        """Return the first candidate that is a word, with a number if it is an id already."""
        wanted = next(filter(None, candidates))
        found, number = wanted, 1
        while found in self.taken:
            number += 1
            found = f"{wanted}-{number}"
        self.taken.add(found)
        return found

    def data(self) -> Mapping[str, Any]:
        """Return the manifest as plain data, the organization first."""
        parts = played(self.given, self.first)
        actors = [self.actor(self.subject, self.given[ORGANIZATION], parts)]
        others, makers = self.others(actors)
        own = self.own(others)
        relations = [*self.relations(parts, others, makers)]
        deployed = self.passed_on(actors, own, others)
        sections: dict[str, list[Entry]] = {ACTORS: actors}
        for kind in self.order:
            listed = [found[kind] for found in (others, own, deployed) if kind in found]
            if listed:
                sections[self.vocabulary.kinds[kind].section] = listed
        if relations:
            sections[RELATIONS] = relations
        product = next((own[kind] for kind in reversed(self.order) if kind in own and "name" in own[kind]), None)
        named = None if product is None else product.get("name", product["id"])
        title = self.given[ORGANIZATION] if named is None else f"{named} ({self.given[ORGANIZATION]})"
        return {"rightsgate": 1, "name": title, "subject": self.subject, **sections}

    def actor(self, key: str, name: Any, parts: tuple[PartPlayed, ...]) -> Entry:
        """Return an organization that plays some parts."""
        activities = [*dict.fromkeys(activity for part in parts for activity in part.activities)]
        return {"id": key, **({"name": name} if name else {}), "activities": activities}

    def entry(self, kind: EntityKind, owner: str, *, own: bool) -> Entry:
        """Return an entry of a kind with its owner and what was said about it."""
        name = self.given.get(Step(topic=Topic.NAME, kind=kind.name, own=own))
        entry: Entry = {"id": self.unique(slug(str(name or "")), kind.name)}
        if name and name != entry["id"]:
            entry["name"] = name
        entry[kind.owner] = owner
        for path in self.first.asked_of(kind.name):
            said = self.given.get(Step(topic=Topic.FIELD, kind=kind.name, field=path, own=own))
            if said is not None:
                entry[path] = said
        return entry

    def others(self, actors: list[Entry]) -> tuple[dict[str, Entry], dict[str, str]]:
        """Return what others made, by kind, and who; the makers are added to the actors."""
        entries: dict[str, Entry] = {}
        makers: dict[str, str] = {}
        for kind in others_kinds(self.given, self.first, self.order):
            name = self.given.get(Step(topic=Topic.MAKER, kind=kind, own=False))
            known = next((actor["id"] for actor in actors[1:] if name and actor.get("name") == name), None)
            part = self.first.part(self.first.made_by[kind])
            if known is None:
                makers[kind] = self.unique(slug(str(name or "")), f"{kind}-maker")
                actors.append(self.actor(makers[kind], name, (part,)))
            else:
                makers[kind] = known
                maker = next(actor for actor in actors if actor["id"] == known)
                maker["activities"] = [*dict.fromkeys((*maker["activities"], *part.activities))]
            entries[kind] = self.entry(self.vocabulary.kinds[kind], makers[kind], own=False)
        return entries, makers

    def own(self, others: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return what is the organization's own, by kind, linked with what it rests on."""
        own: dict[str, Entry] = {}
        for kind in own_kinds(self.given, self.first, self.order):
            own[kind] = self.entry(self.vocabulary.kinds[kind], self.subject, own=True)
        for part in played(self.given, self.first):
            if part.lists and part.builds_on:
                beneath = own if part.builds_on in own and part.builds_on != part.lists else others
                self.link(own[part.lists], part.lists, part.builds_on, beneath[part.builds_on]["id"])
        return own

    def link(self, entry: Entry, kind: str, to: str, key: str) -> None:
        """State in an entry that it rests on another."""
        field = self.linking(kind, to)
        if field is not None:
            entry[field.path] = [key] if field.type is FieldType.REFERENCES else key

    def linking(self, kind: str, to: str) -> Field | None:
        """Return the field in which an entry of a kind names those of another that it rests on."""
        return next((one.field for one in self.relating(to) if one.kind.name == kind), None)

    def relating(self, to: str) -> list[StatedRelation]:
        """Return the relations that references to entries of a kind state."""
        return [one for one in self.vocabulary.stated_relations if one.source.name == to]

    def relations(
        self, parts: tuple[PartPlayed, ...], others: Mapping[str, Entry], makers: Mapping[str, str]
    ) -> list[Entry]:
        """Return the relations that no entry states: with who made what the organization passes on as it is."""
        linked = {part.builds_on for part in parts if part.lists}
        alone = dict.fromkeys(
            part.builds_on
            for part in parts
            if not part.lists and part.builds_on in others and part.builds_on not in linked
        )
        return [
            {
                "kind": self.relating(kind)[0].relation,
                "from": makers[kind],
                "to": self.subject,
                "about": [others[kind]["id"]],
            }
            for kind in alone
        ]

    def passed_on(self, actors: list[Entry], own: Mapping[str, Entry], others: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return what the organization that takes the product further has; it is added to the actors."""
        part, name = passing(self.given, self.first), self.given.get(TAKER)
        if part is None or not name:
            return {}
        further = self.first.part(part.passes_to)
        taker = self.unique(slug(str(name)), "customer")
        actors.append(self.actor(taker, name, (further,)))
        kind = self.vocabulary.kinds[further.lists]
        entry: Entry = {"id": self.unique(f"{taker}-use"), kind.owner: taker}
        product = {**others, **own}[further.builds_on]
        self.link(entry, further.lists, further.builds_on, product["id"])
        return {further.lists: entry}
