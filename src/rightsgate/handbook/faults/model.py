"""What a code means: its name, an example that gives it, and what to do about it."""

from collections.abc import Mapping
from typing import Final

import msgspec

# The call of most examples, and what they are made of.
CALL: Final = "rightsgate check manifest.yaml"
MANIFEST: Final = "rightsgate: 1\nactors:\n  - {id: lab, activities: [model_pretraining]}\n"
GATE: Final = """\
gate:
  unmet: {must: block, should: block, may: accept}
  unknown: {must: undecided, should: undecided, may: accept}
  judgement: {must: accept, should: accept, may: accept}
"""
POLICY: Final = f"policy: ours\ntitle: Ours\n{GATE}"


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Files by their names, and a call in the folder that they are in."""

    files: Mapping[str, str] = {}
    call: str


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What a code means and what to do. ``example`` is None where no files and no call alone give the fault."""

    code: str
    name: str
    means: str
    do: str
    example: Example | None


def on_manifest(text: str, options: str = "") -> Example:
    """Return the check of one manifest as an example."""
    return Example(files={"manifest.yaml": text}, call=f"{CALL} {options}".rstrip())


def on_section(text: str) -> Example:
    """Return the check of a manifest as an example: an ordinary one, and ``text`` as a further section."""
    return on_manifest(MANIFEST + text)


def on_policy(text: str) -> Example:
    """Return a check by a policy as an example."""
    files = {"manifest.yaml": MANIFEST, "policy.yaml": text}
    return Example(files=files, call=f"{CALL} --policy policy.yaml")


def on_pack(files: Mapping[str, str]) -> Example:
    """Return the reading of a rule pack as an example."""
    return Example(
        files={f"rules/{name}": text for name, text in files.items()}, call="rightsgate rules list --rules rules"
    )
