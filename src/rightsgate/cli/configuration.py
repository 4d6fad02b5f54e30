"""Where a call finds its configuration, and what is in force: its options, else the configuration, else the defaults.

It is looked for upwards from the current folder, to the root of the repository and no further.
"""

import os
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final, TypeVar

import click
import msgspec

from rightsgate import codes
from rightsgate.cli.limits import in_time
from rightsgate.cli.policy_option import DEFAULT_POLICY
from rightsgate.config.model import Config
from rightsgate.config.source import OWN, SHARED, Source, read_source
from rightsgate.errors import Fault, InputError
from rightsgate.limits import Limits
from rightsgate.report.writer import Asked

Result = TypeVar("Result")
ROOT: Final = ".git"
HELP: Final = {
    "config": "The configuration to use: a rightsgate.toml, or a pyproject.toml with [tool.rightsgate].",
    "no-config": "Use no configuration.",
}


class Where(msgspec.Struct, frozen=True):
    """Which configuration a call asked for: a file, or (None) the one that is found, unless ``none`` is wanted."""

    file: str | None = None
    none: bool = False


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """Options that a configuration can give too, under the same names; None: not given."""

    subject: str | None = None
    manifests: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    policy: str | None = None
    rules: tuple[str, ...] | None = None
    waivers: str | None = None
    baseline: str | None = None
    formats: tuple[str, ...] | None = None


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """What a call goes by."""

    subject: str = ""
    manifests: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    policy: str = DEFAULT_POLICY
    rules: tuple[str, ...] = ()
    waivers: str = ""
    baseline: str = ""
    formats: tuple[str, ...] = ()

    def asked(self, config: Config) -> Asked:
        """Return what a report says of it."""
        return Asked(
            manifests=self.manifests,
            exclude=self.exclude,
            policy=self.policy,
            subject=self.subject,
            rules=self.rules,
            config=config.path,
            config_digest=config.digest,
        )


def config_options(command: Callable[..., Result]) -> Callable[..., Result]:
    """Add ``--config`` and ``--no-config``; the command gets both together as ``where``."""

    @click.option("--config", "config_file", metavar="FILE", help=HELP["config"])
    @click.option("--no-config", is_flag=True, help=HELP["no-config"])
    @wraps(command)
    def configured(*arguments: Any, config_file: str | None, no_config: bool, **options: Any) -> Result:
        if config_file is not None and no_config:
            raise click.UsageError("--config and --no-config cannot be used together")
        return command(*arguments, where=Where(config_file, no_config), **options)

    return configured


def configuration(where: Where, limits: Limits, *, search: bool = False, exclude: tuple[str, ...] = ()) -> Config:
    """Read the configuration of a call; an empty one where there is none.

    With ``search`` the manifests that it names are looked for, but for those that the call excludes. Raises InputError.
    """
    if where.none:
        return Config()
    with in_time(limits):
        source = _found(limits) if where.file is None else _named(where.file, limits)
        if source is None:
            return Config()
        from rightsgate.config.read import Known, Search, read_config  # which only a configuration needs, and all below
        from rightsgate.report.formats import FORMATS
        from rightsgate.rules.forms.policy import shipped_policies
        from rightsgate.rules.packs.load import builtin

        known = Known(policies=shipped_policies(builtin("policies")), formats=tuple(FORMATS))
        return read_config(source, known, _below(source.folder), Search(exclude) if search else None)


def in_force(chosen: Chosen, config: Config) -> InForce:
    """Return what a call goes by: each option that is given, else what the configuration says."""
    given = {name: value for name in chosen.__struct_fields__ if (value := getattr(chosen, name)) is not None}
    configured = {name: value for name in InForce.__struct_fields__ if (value := getattr(config, name))}
    return InForce(**{**configured, **given})


def rules_in_force(folders: tuple[str, ...], where: Where, limits: Limits) -> tuple[str, ...]:
    """Return the further rule packs of a call: those of ``--rules``, else those of the configuration."""
    return folders or configuration(where, limits).rules


def nothing_to_check(config: Config) -> click.UsageError:
    """Return the error of a check that neither names a manifest nor has a configuration that does."""
    if config.path:
        return click.UsageError(f'no manifest given: name one, or add to {config.path}: manifests = ["rights/*.yaml"]')
    return click.UsageError("no manifest given: name one, or list manifests in rightsgate.toml (see rightsgate config)")


def searched() -> Iterator[str]:
    """Yield the folders in which a configuration is looked for, as paths from the current one.

    They are those up to the root of the repository; outside of a repository, the current one alone.
    """
    path, folder = "", os.getcwd()
    above = [path]
    while not os.path.lexists(os.path.join(folder, ROOT)):
        parent = os.path.dirname(folder)
        if parent == folder:
            yield ""
            return
        path, folder = os.path.join(os.pardir, path) if path else os.pardir, parent
        above.append(path)
    yield from above


def _found(limits: Limits) -> Source | None:
    """Return the nearest configuration. Raises InputError where a folder has two."""
    for folder in searched():
        paths = [os.path.join(folder, name) for name in (OWN, SHARED)]
        sources = [found for path in paths if os.path.lexists(path) and (found := read_source(path, limits))]
        if len(sources) > 1:
            _, shared = sources
            message = f"this folder also has {OWN}; only one configuration is allowed"
            hint = "move the keys there and delete [tool.rightsgate]"
            raise InputError([Fault.at(codes.TWO_CONFIGURATIONS, shared.path, shared.table.start, message, hint)])
        if sources:
            return sources[0]
    return None


def _named(path: str, limits: Limits) -> Source:
    source = read_source(path, limits)
    if source is None:
        message, hint = "it has no [tool.rightsgate] table", "write the configuration there"
        raise InputError([Fault.of(codes.NO_CONFIGURATION, path, message, hint)])
    return source


def _below(folder: str) -> str:
    """Return the path from a folder to the current one; empty if the current one does not lie below."""
    here, top = os.getcwd(), os.path.realpath(folder or os.curdir)
    inside = os.path.realpath(here).removeprefix(os.path.join(top, ""))
    return "" if os.path.isabs(inside) else inside.replace(os.sep, "/")
