"""The manifests of a call: those that it names, else those of its configuration."""

from rightsgate.cli.configuration import InForce, nothing_to_check
from rightsgate.config.model import Config
from rightsgate.files.inputs import Found, find_manifests
from rightsgate.limits import Limits
from rightsgate.rules.model.pack import Pack


def found_manifests(call: InForce, config: Config, pack: Pack, limits: Limits) -> Found:
    """Return the manifests among the files and folders of a call; raises UsageError where it names nothing."""
    if not call.manifests:
        raise nothing_to_check(config)
    sections = [name for name, kind in pack.vocabulary.sections.items() if kind.alone]
    return find_manifests(config.found or call.manifests, call.exclude, sections, limits, config.excluded)
