"""What an answer comes to: edits of the manifest, which change nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from rightsgate.advise.beginning.entries import entry_at
from rightsgate.evaluate.site import Site
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.edit import AddEntry, Edit, SetField, edited
from rightsgate.text.edit import edits as text_edits
from rightsgate.text.edit.edits import Put
from rightsgate.text.edit.plain import nested
from rightsgate.text.search import suffix_of
from rightsgate.vocabulary.model import Vocabulary

NONE, VALUE, EVIDENCE, EXISTS = "none", "value", "evidence", "exists"


class NoneListed(msgspec.Struct, frozen=True, kw_only=True):
    """A section of which nothing is listed is declared to have no entries."""

    section: str


Change = Edit | NoneListed


def stating(site: Site, value: Any, evidence: str, vocabulary: Vocabulary) -> list[Change]:
    """Return the changes that state a field, with what backs it; an entry that is not listed is added."""
    section = vocabulary.kinds[site.kind].section
    if not site.listed:
        said = {VALUE: value, EVIDENCE: evidence} if evidence else value
        return [_added(site, {**entry_at(site, vocabulary), **nested(tuple(site.field.split(".")), said)}, vocabulary)]
    edit = SetField(section=section, entity=site.key, field=site.field, value=value)
    if not evidence:
        return [edit]
    return [edit, SetField(section=section, entity=site.key, field=site.field, value=evidence, detail=EVIDENCE)]


def detailing(site: Site, detail: str, value: Any, vocabulary: Vocabulary) -> list[Change]:
    """Return the change that adds a detail to what is stated of a field."""
    section = vocabulary.kinds[site.kind].section
    return [SetField(section=section, entity=site.key, field=site.field, value=value, detail=detail)]


def listing(site: Site, entry: Mapping[str, Any], vocabulary: Vocabulary) -> list[Change]:
    """Return the change that lists an entry; ``entry`` is what is known of it beside what its place tells."""
    whole = {**entry_at(site, vocabulary), **entry}
    first: dict[str, Any] = {key: whole[key] for key in ("id", "name", "kind") if key in whole}
    return [_added(site, {**first, **whole}, vocabulary)]


def denying(site: Site, vocabulary: Vocabulary, *, is_listed: bool) -> list[Change]:
    """Return the changes that declare that there is none; empty where a manifest cannot say so.

    ``is_listed``: the section has entries already, so that only one of its kinds can be declared absent.
    """
    kind = vocabulary.kinds[site.kind]
    if site.kinds and EXISTS in kind.fields:
        entry = {key: value for key, value in entry_at(site, vocabulary).items() if key != "kind"}
        return [_added(site, {"kind": one, **entry, EXISTS: False}, vocabulary) for one in site.kinds]
    if EXISTS in kind.fields and "kind" not in kind.fields:
        return [_added(site, {**entry_at(site, vocabulary), EXISTS: False}, vocabulary)]
    return [NoneListed(section=kind.section)] if kind.alone and not is_listed else []


def _added(site: Site, entry: Mapping[str, Any], vocabulary: Vocabulary) -> AddEntry:
    kind = vocabulary.kinds[site.kind]
    holder = () if kind.alone else site.owners if "actor" in kind.inside else site.about
    return AddEntry(section=kind.section, entry=entry, within=next(iter(holder), ""))


def changed(
    raw: bytes, changes: Sequence[Change], vocabulary: Vocabulary, path: str, limits: Limits = DEFAULTS
) -> bytes:
    """Return a manifest with changes made, one after the other; raises InputError where one does not fit."""
    for is_edit, group in _runs(changes):
        if is_edit:
            raw = edited(raw, [one for one in group if not isinstance(one, NoneListed)], vocabulary, path, limits)
        else:
            puts = [Put(at=(one.section,), value=NONE) for one in group if isinstance(one, NoneListed)]
            raw = text_edits.edited(raw, puts, path, json=suffix_of(path) == ".json", limits=limits)
    return raw


def _runs(changes: Sequence[Change]) -> Iterable[tuple[bool, list[Change]]]:
    from itertools import groupby

    for is_edit, group in groupby(changes, key=lambda one: not isinstance(one, NoneListed)):
        yield is_edit, [*group]
