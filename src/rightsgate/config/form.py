"""The form of configurations as a table: its keys, what they hold and what they mean.

What a key holds also says how it is read (``RESOLVED`` in ``read.py``): an actor, a policy, a file, folders, ...
"""

from typing import Final

from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Text, Texts

KEYS: Final = (
    Key(
        "subject",
        Text(names="actor"),
        "The actor on whose behalf manifests are checked, as --for",
        default="",
        filled=True,
    ),
    Key(
        "manifests",
        Texts("glob"),
        "What is checked by default: files, folders to search, and patterns (*, ?, [...], ** for folders at any depth)",
        default=(),
        filled=True,
    ),
    Key("exclude", Texts("pattern"), "Files or folders to leave out, as --exclude", default=(), filled=True),
    Key(
        "policy",
        Text(names="policy"),
        "Which duties are checked and what blocks, as --policy: a shipped policy or a file",
        default="",
        filled=True,
    ),
    Key("rules", Texts("folder"), "Further rule packs, as --rules", default=(), filled=True),
    Key(
        "waivers",
        Text(names="file"),
        "A file of waivers, findings that are accepted for a time, as --waivers",
        default="",
        filled=True,
    ),
    Key(
        "baseline",
        Text(names="file"),
        "A JSON report; only what is new or worse since then gates, as --baseline",
        default="",
        filled=True,
    ),
    Key(
        "formats",
        Texts("format"),
        "Reports to write, each as NAME or NAME=FILE, as --format; FILE must be inside the folder of the configuration",
        default=(),
        filled=True,
    ),
)
CONFIG: Final = Form(
    title="configuration",
    means="Settings of a repository, which command-line options override",
    where="the configuration",
    keys=KEYS,
    some=tuple(key.name for key in KEYS),
    lacking="says nothing",
)
