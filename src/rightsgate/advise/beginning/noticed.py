"""What a folder tells before anybody is asked: a model card, a bill of materials, a Python project.

Only what stands there is taken, as the default of an answer or as evidence to name. Nothing is guessed from it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from rightsgate.errors import InputError
from rightsgate.files.kinds import FRONT_MATTER
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.text.files import peek
from rightsgate.text.located import decode, parse
from rightsgate.text.shallow import decoded

CARDS: Final = ("MODEL_CARD.md", "model_card.md", "README.md")
PROJECT: Final = "pyproject.toml"
HEADING: Final = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
CARD: Final = "model_card"
MODEL, APPLICATION = "model", "application"


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """A file, and what it says: names by kind of entry, of what it describes (``own``) and of what that builds on.

    ``kind`` is the kind of document that it is, if it is one; ``makers`` who made what it builds on, by kind.
    """

    path: str
    kind: str = ""
    own: Mapping[str, str] = {}
    beneath: Mapping[str, str] = {}
    makers: Mapping[str, str] = {}


def noticed_in(folder: str, limits: Limits = DEFAULTS) -> tuple[Noticed, ...]:
    """Return what the files of a folder tell; a file that cannot be read tells nothing."""
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    found: list[Noticed] = []
    for name in names:
        raw = peek(os.path.join(folder, name), limits)
        if name in CARDS:
            found += _card(name, raw)
        elif name == PROJECT:
            found += _project(name, raw, limits)
        elif name.endswith(".json"):
            found += _bill(name, raw, limits)
    return tuple(found)


def _card(name: str, raw: bytes) -> Iterator[Noticed]:
    """Yield a model card: Markdown with front matter."""
    text = decoded(raw).replace("\r\n", "\n")
    matter = FRONT_MATTER.match(text)
    if matter is None:
        return
    try:
        said = parse(matter[1], name)
    except InputError:
        return
    heading = HEADING.search(text, matter.end(1))
    called = said.get("model_name") or (heading[1] if heading else "")
    base = said.get("base_model")
    maker, slash, model = str(base).partition("/") if isinstance(base, str) else ("", "", "")
    yield Noticed(
        path=name,
        kind=CARD,
        own={MODEL: str(called)} if called else {},
        beneath={MODEL: model if slash else maker} if maker else {},
        makers={MODEL: maker} if slash else {},
    )


def _project(name: str, raw: bytes, limits: Limits) -> Iterator[Noticed]:
    from rightsgate.text.toml import parse_toml  # which only a folder with such a file needs

    try:
        project = parse_toml(decode(raw, name, limits), name, limits).get("project")
    except InputError:
        return
    called = project.get("name") if isinstance(project, Mapping) else None
    if isinstance(called, str) and called.strip():
        yield Noticed(path=name, own={APPLICATION: called})


def _bill(name: str, raw: bytes, limits: Limits) -> Iterator[Noticed]:
    """Yield a bill of materials of CycloneDX or SPDX."""
    try:
        data = parse(decode(raw, name, limits), name, json=True, limits=limits)
    except InputError:
        return
    if "bomFormat" in data:
        yield _cyclonedx(name, data)
    elif "spdxVersion" in data and isinstance(data.get("name"), str):
        yield Noticed(path=name, own={APPLICATION: str(data["name"])})


def _cyclonedx(name: str, data: Mapping[str, Any]) -> Noticed:
    about = _mapping(_mapping(data, "metadata"), "component")
    own = _named(about)
    listed = data.get("components")
    models = [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, Mapping) and one.get("type") == "machine-learning-model" and isinstance(one.get("name"), str)
    ]
    if len(models) != 1:  # of several, nobody has said which one is meant
        return Noticed(path=name, own=own)
    maker = _mapping(models[0], "supplier").get("name") or models[0].get("publisher")
    return Noticed(
        path=name,
        own=own,
        beneath={MODEL: str(models[0]["name"])},
        makers={MODEL: maker} if isinstance(maker, str) else {},
    )


def _named(component: Mapping[str, Any]) -> dict[str, str]:
    kind = {"application": APPLICATION, "machine-learning-model": MODEL}.get(str(component.get("type")))
    name = component.get("name")
    return {kind: name} if kind and isinstance(name, str) else {}


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}
