"""One manifest of a call, and the checker by which it is judged."""

from collections.abc import Mapping

import click
import msgspec

from rightsgate.checker.checker import Checker
from rightsgate.cli.checker import checker_of
from rightsgate.cli.configuration import Chosen, Where, configuration, in_force
from rightsgate.cli.manifests import found_manifests
from rightsgate.files.read import read_as
from rightsgate.limits import Limits
from rightsgate.manifest.model import Manifest
from rightsgate.text.located import LocatedMap


class OneManifest(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest as it was read, with its checker."""

    path: str
    data: LocatedMap
    checker: Checker

    def names(self, manifest: Manifest) -> Mapping[str, str]:
        """Return what the entries of the manifest are called, by their ids."""
        listed = (one for entities in manifest.entities.values() for one in entities)
        return {one.key: one.name or one.key for one in listed if "id" in one.data}


def one_manifest(
    manifest: str | None,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    waivers: str,
    as_of: str,
    limits: Limits,
    where: Where,
) -> OneManifest:
    """Return the manifest that a call names, or that of the configuration; raises UsageError for several."""
    config = configuration(where, limits, search=manifest is None)
    chosen = Chosen(
        subject=subject or None,
        manifests=None if manifest is None else (manifest,),
        policy=policy,
        rules=folders or None,
        waivers=waivers or None,
    )
    call = in_force(chosen, config)
    checker = checker_of(call, as_of, limits, waivers=call.waivers)
    paths = found_manifests(call, config, checker.pack, limits).paths
    if len(paths) != 1:
        raise click.UsageError(f"this is for one manifest, and there are {len(paths)}: {', '.join(paths)}")
    (path,) = paths
    return OneManifest(path=path, data=read_as("manifest", path, path, limits), checker=checker)
