"""The configuration in words: what is in force, and where each value comes from."""

from collections.abc import Mapping, Sequence
from typing import Final

from rightsgate.config.form import CONFIG
from rightsgate.config.model import Config
from rightsgate.text.characters import columns, padded
from rightsgate.text.layout import Page, plain

NAME: Final = max(len(key.name) for key in CONFIG.keys) + 2
DEFAULT: Final = "default"
NONE: Final = "none"
# What holds, in words, where nothing sets a key and no option has a default.
WITHOUT: Final = {"subject": "from the manifest"}
# The least width of what a key sets, and how many of the files and folders that are checked are named.
LEAST: Final = 20
SHOWN: Final = 5
# What a repository can begin with.
SAMPLE: Final = (
    '    manifests = ["rights/*.yaml"]    # what is checked by default',
    '    subject = "us"                   # the actor on whose behalf',
    '    policy = "release-gate"          # which duties are checked, and what blocks',
    '    formats = ["text", "json=rights-report.json"]',
)


def configuration_text(
    config: Config, defaults: Mapping[str, Sequence[str]], searched: Sequence[str], page: Page
) -> str:
    """Return what is in force; ``defaults`` are the values of keys that nothing sets, ``searched`` the folders."""
    lines = [*page.paragraph(_head(config, searched), 0), ""]
    room = max((columns(plain(text)) for texts in config.written.values() for text in texts), default=0)
    for key in CONFIG.keys:
        texts = config.written.get(key.name) or defaults.get(key.name, (WITHOUT.get(key.name, NONE),))
        at = f"{config.path}:{config.marks[key.name][0]}" if key.name in config.written else DEFAULT
        lines += _row(key.name, texts, at, max(room, LEAST))
    lines += ["", *_more(config, page)]
    return "\n".join(lines) + "\n"


def _row(name: str, texts: Sequence[str], at: str, room: int) -> list[str]:
    """Return a key with what it sets, each on a line of its own, and where that comes from."""
    first, *more = map(plain, texts)
    return [f"{padded(name, NAME)}{padded(first, room)}  {plain(at)}", *(f"{' ' * NAME}{text}" for text in more)]


def _more(config: Config, page: Page) -> list[str]:
    """Return what is checked and what wins over the configuration; without one, how to write it."""
    if not config.path:
        write = page.paragraph("To write one, start a rightsgate.toml in the root of the repository, for example:", 0)
        return [*write, "", *SAMPLE, "", *page.paragraph("All keys: rightsgate reference config", 0)]
    found = ", ".join(map(plain, config.found[:SHOWN]))
    more = f" and {len(config.found) - SHOWN} more" if len(config.found) > SHOWN else ""
    checked = page.paragraph(f"Checked by default: {found}{more}", 0) if found else []
    wins = (
        "Paths are relative to the folder of that file. Command-line options take precedence; --no-config ignores it."
    )
    return [*checked, *page.paragraph(wins, 0)]


def _head(config: Config, searched: Sequence[str]) -> str:
    if config.path:
        return f"Configuration: {plain(config.path)}"
    if not searched:
        return "No configuration is used."
    if len(searched) > 1:
        last = plain(searched[-1])
        where = f"neither this folder nor its parent folders up to {last}, the root of the repository, have a"
        return f"No configuration found: {where} rightsgate.toml, or a pyproject.toml with [tool.rightsgate]."
    return "No configuration found: this folder has no rightsgate.toml, and no pyproject.toml with [tool.rightsgate]."
