"""What would settle a derived fact that may hold: the fields that its derivations rest on and that are silent.

The derivations of a run say which entries a fact rests on; rules say (``settled_by``) which fields of theirs settle it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Fact
from rightsgate.evaluate.beneath import Beneath, Foundations
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.site import Lack, Missing, Site, is_silent, lack_of, site_in, unlisted_link
from rightsgate.logic.truth import UNKNOWN
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Statement

if TYPE_CHECKING:
    from rightsgate.evaluate.result import CompiledRules


class Settling:
    """What would settle the derived facts of one run."""

    def __init__(
        self,
        rules: "CompiledRules",
        closure: Closure,
        context: Context,
        origins: Mapping[Fact, Statement | Entity],
    ) -> None:
        """Read from what a run recorded; asking sets what ``context`` is focused on."""
        self.rules = rules
        self.context = context
        self.closure = closure
        self.foundations = Foundations(rules, closure, context, origins)
        self.entries, self.ties = self.foundations.entries, self.foundations.ties
        self.first = min(context.manifest.entities["actor"], key=lambda actor: actor.key)
        self.known: dict[tuple[str, str, str], tuple[Missing, ...]] = {}

    def of(self, kind: str, of: str, subject: str) -> tuple[Missing, ...]:
        """Return what would settle the facts of a kind about an entity of the kind ``of``, the most telling first."""
        known = self.known.get((kind, of, subject))
        if known is None:
            known = self.known[kind, of, subject] = tuple(self._settling(kind, of, subject))
        return known

    def asked(self, roots: Iterable[Fact]) -> tuple[Missing, ...]:
        """Return what would settle whether a duty is asked at all: the fields beneath its possible outcomes."""
        beneath = self.foundations.of({root for root in roots if self.closure.truth(*root) is UNKNOWN}, "")
        return tuple(one for name in sorted({name for name, _ in beneath.read}) for one in self._read(name, beneath))

    def _settling(self, kind: str, of: str, subject: str) -> Iterator[Missing]:
        roots = set(self.foundations.possible(kind, subject))
        if not roots:
            return
        beneath = self.foundations.of(roots, subject)
        wanted = self.rules.settled_by.get(kind, ())
        found = [one for name in wanted for one in self._bound(name, of, subject, beneath)]
        if not found:
            found = [one for name in sorted({name for name, _ in beneath.read}) for one in self._read(name, beneath)]
        yield from found or self._anywhere(wanted, of, subject) or self._unlisted(wanted, of, subject)

    def _anywhere(self, wanted: Iterable[str], of: str, subject: str) -> list[Missing]:
        """Return where the fields are silent in any entry, if no derivation tells in which."""
        named = (name.partition(".") for name in wanted)
        return [
            self._missing(entity, path)
            for kind, _, path in named
            for entity in sorted(self.context.manifest.entities[kind], key=lambda entity: entity.key)
            if (kind != of or entity.key == subject) and is_silent(entity, path, self.context.vocabulary)
        ]

    def _unlisted(self, wanted: Iterable[str], of: str, subject: str) -> list[Missing]:
        """Return the entries that may be there and are not listed, of the kinds that the fields are of."""
        kinds = dict.fromkeys(name.partition(".")[0] for name in wanted)
        owners = (subject,) if of == "actor" else ()
        about = self.ties[subject][1] if subject in self.ties else subject if owners else ""
        nearest = Location.of(self.context.manifest.path, self.entries.get(about) or self.first)
        others = [kind for kind in kinds if kind != of] or list(kinds)
        return [Missing(site=Site(kind=kind, owners=owners, listed=False, location=nearest)) for kind in others]

    def _bound(self, name: str, of: str, subject: str, beneath: Beneath) -> Iterator[Missing]:
        """Yield where a field is silent: where it is read for the fact, and in the entries that the fact speaks of."""
        yield from self._read(name, beneath)
        kind, _, path = name.partition(".")
        read = {key for field, key in beneath.read if field == name}
        for key in sorted(beneath.entries):
            entity = self.entries[key]
            if (
                entity.kind == kind
                and key not in read
                and (kind != of or key == subject)
                and is_silent(entity, path, self.context.vocabulary)
            ):
                yield self._missing(entity, path)
        if kind == "link":
            for actor, impact in sorted(self.ties[key] for key in beneath.ties):
                recorded = self.context.keyed["impact", impact]
                yield Missing(site=unlisted_link(actor, recorded, path, self.context.manifest.path))

    def _read(self, name: str, beneath: Beneath) -> Iterator[Missing]:
        path = name.partition(".")[2]
        for field, key in sorted(beneath.read):
            entity = self.entries.get(key)
            if field == name and entity is not None and lack_of(entity, path) is not Lack.UNCLEAR:
                yield self._missing(entity, path)

    def _missing(self, entity: Entity, path: str) -> Missing:
        return Missing(site=site_in(entity, path, self.context.manifest.path), lack=lack_of(entity, path))
