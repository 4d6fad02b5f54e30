"""The sites that tests look at: for each condition, which field of which entry, or which record is not listed."""

import msgspec

from rightsgate.evaluate.context import Context
from rightsgate.evaluate.settling import Settling
from rightsgate.evaluate.site import Lack, Missing, Site, lack_of, site_in, unlisted_link
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import RECORDS, Entity
from rightsgate.rules.model.condition import Atom, Condition, Derived, FactsOf, FieldOf, Quantified
from rightsgate.vocabulary.model import REFERENCES


class Open(msgspec.Struct):
    """What is open in the tests that leave a duty unknown: fields, derived facts of entities, and records.

    Of a fact there are its kind, the kind of entity that it is about, and the key of that.
    """

    fields: list[Missing]
    facts: list[tuple[str, str, str]]
    records: list[Missing]

    def add(self, node: Condition, context: Context, *, listed: bool) -> None:
        """Add what a test leaves open; the context has its entities bound."""
        match node:
            case Atom(of=of, operand=operand):
                self.fields += of_field(node, context)
                if isinstance(operand, FactsOf):
                    self.fact(operand.kind, of, context)
            case Derived(of=of, kind=kind):
                self.fact(kind, of, context)
            case Quantified():
                self.records += of_records(node, context, listed=listed)

    def fact(self, kind: str, of: str, context: Context) -> None:
        """Add a derived fact of a bound entity; of one that is not listed, that it is not."""
        subject = context.subject(of)
        if subject:
            self.facts.append((kind, of, subject))
        else:
            self.fields.append(Missing(site=unlisted(of, context)))

    def missing(self, settling: Settling) -> tuple[Missing, ...]:
        """Return what would have to be stated, each once: fields first, then what settles facts, then records."""
        found = sorted(self.fields, key=lambda one: one.site.order)
        for kind, of, subject in sorted(set(self.facts)):
            found += settling.of(kind, of, subject)
        found += sorted(self.records, key=lambda one: one.site.order)
        clear = [one for one in found if one.lack is not Lack.UNCLEAR] or found
        return tuple({one.site: one for one in reversed(clear)}.values())[::-1]


def site_of(of: str, field: str, context: Context) -> Site:
    """Return the site of a field of the entity bound as ``of``; if that is not listed, of the entry itself."""
    entity = context.bound.get(of)
    if entity is not None and (entity.kind, entity.key) in context.keyed:
        return site_in(entity, field, context.manifest.path)
    if of == "relation":
        return implied_site(context.key if entity is None else entity.key, field, context)
    if of == "link" and context.key:
        return unlisted_link(context.actor, context.keyed["impact", context.key], field, context.manifest.path)
    return unlisted(of, context)


def unlisted(kind: str, context: Context) -> Site:
    """Return the site of an entry of a kind of which none is listed that would be the actor's.

    What stands only inside an entry that is not listed either has that one as its site.
    """
    of = context.vocabulary.kinds[kind]
    if not of.alone and "actor" not in of.inside:
        return unlisted(next(iter(of.inside)), context)
    if context.actor and (of.owner or "actor" in of.inside):
        return Site(kind=kind, owners=(context.actor,), listed=False, location=_nearest(context))
    first = min(context.manifest.entities["actor"], key=lambda actor: actor.key)
    return Site(kind=kind, listed=False, location=Location.of(context.manifest.path, first))


def implied_site(key: str, field: str, context: Context) -> Site:
    """Return the site of a field of a relation that links state, or of one if there is none to be asked about."""
    rows = context.facts.where("related", "kind", "provider", "receiver", relation=key) if key else ()
    kind, provider, receiver = min((terms for terms, _ in rows), default=("", "", ""))
    named = {actor.key for actor in context.manifest.entities["actor"]}
    return Site(
        kind="relation",
        field=field if kind else "",
        kinds=(kind,) if kind else (),
        owners=() if kind else (context.actor,),
        provider=provider if provider in named else "",
        receiver=receiver if receiver in named else "",
        listed=False,
        location=_nearest(context),
    )


def _nearest(context: Context) -> Location:
    """Return where the entry stands that a duty is asked of, or else its actor, or its impact."""
    nearest = context.entity or context.bound.get("actor") or context.keyed.get(("impact", context.key))
    if nearest is None:
        nearest = context.manifest.entities["actor"][0]
    return Location.of(context.manifest.path, nearest)


def of_field(node: Atom, context: Context) -> list[Missing]:
    """Return what is lacking where a field is tested: there, or in the field that it is compared with."""
    fields = [(node.of, node.path)]
    if isinstance(node.operand, FieldOf):
        fields.append((node.operand.of, node.operand.path))
    found = [_missing(of, path, context) for of, path in fields]
    return [one for one in found if one.lack is not Lack.UNCLEAR] or found[:1]


def _missing(of: str, path: str, context: Context) -> Missing:
    entity, site = context.bound.get(of), site_of(of, path, context)
    if entity is None or not site.listed:
        return Missing(site=site)
    return Missing(site=site, lack=lack_of(entity, path))


def of_records(node: Quantified, context: Context, *, listed: bool) -> list[Missing]:
    """Return what is lacking where records are looked for: one that counts, or in one what says that it does."""
    record = context.bound.get(node.kind) if listed else None
    if record is not None and (record.kind, record.key) in context.keyed:
        belonging = _belonging(node, record, context)
        return belonging or [Missing(site=site_of(node.kind, "", context), lack=Lack.UNCLEAR)]
    if node.kind not in RECORDS and context.entity is not None:
        return _links(node, context.entity, context) or [Missing(site=records_site(node, context))]
    return [Missing(site=records_site(node, context))]


def _belonging(node: Quantified, record: Entity, context: Context) -> list[Missing]:
    """Return the fields that a record leaves out, and that say what kind it is, whose, and about what."""
    known = context.vocabulary.kinds[record.kind].fields
    telling = [name for name, field in known.items() if field.type in REFERENCES or (node.kinds and name == "kind")]
    unsaid = [name for name in telling if lack_of(record, name) is Lack.UNSTATED]
    return [Missing(site=site_in(record, name, context.manifest.path)) for name in unsaid]


def _links(node: Quantified, subject: Entity, context: Context) -> list[Missing]:
    """Return the fields of the entity asked about that would name what it is linked with, where they are silent."""
    fields = context.vocabulary.kinds[subject.kind].fields.values()
    silent = [one.path for one in fields if one.to == node.kind and lack_of(subject, one.path) is Lack.UNSTATED]
    return [Missing(site=site_in(subject, path, context.manifest.path)) for path in silent]


def records_site(node: Quantified, context: Context) -> Site:
    """Return the site of a record that counts for a condition, and that is not listed."""
    about = context.entity
    if node.kind == "relation":
        provider = context.actor if node.side == "provider" else ""
        receiver = context.actor if node.side == "receiver" else ""
        owners = () if provider or receiver else (context.actor,)
    else:
        provider = receiver = ""
        owners = (context.actor,) if context.actor and node.kind in RECORDS else ()
    return Site(
        kind=node.kind,
        kinds=node.kinds,
        owners=owners,
        provider=provider,
        receiver=receiver,
        about=() if about is None or about.kind == "relation" else (about.key,),
        listed=False,
        location=_nearest(context),
    )
