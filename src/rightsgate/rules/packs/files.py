"""The files of rule packs: tell them apart by their keys, count their rules."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from rightsgate import codes
from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.files.kinds import kind_of, misplaced
from rightsgate.files.read import read_as
from rightsgate.limits import Limits, to_raise
from rightsgate.rules.forms.tables.case import CASES
from rightsgate.rules.forms.tables.duty import DUTIES
from rightsgate.rules.forms.tables.first_manifest import FIRST_MANIFEST
from rightsgate.rules.forms.tables.inference import INFERENCES
from rightsgate.rules.forms.tables.method import ATTRIBUTION, REMEDY, SEVERITY
from rightsgate.rules.forms.tables.right import RIGHTS
from rightsgate.rules.forms.tables.risk import LABELS, PATHWAYS, RISKS
from rightsgate.rules.forms.tables.settled import SETTLED
from rightsgate.rules.forms.tables.source import CROSSWALK, DOCUMENT, FRAMEWORKS, PACK, PARAMETERS
from rightsgate.rules.model.pack import Note, NoteKind
from rightsgate.rules.packs.folder import PackFolder, is_cases, is_name
from rightsgate.text.files import look, peek
from rightsgate.text.form import Form
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.text.search import suffix_of
from rightsgate.text.shallow import decoded, top_keys
from rightsgate.vocabulary.forms import ENTITY, EXTENSION, SETS


class FileForm(msgspec.Struct, frozen=True):
    """A form of file of a rule pack, and the part of a pack that is read from it."""

    part: str
    form: Form


# By the key that tells the form: the first one that a file has.
FORMS: Final[Mapping[str, FileForm]] = {
    "pack": FileForm("pack", PACK),
    "entity": FileForm("vocabulary", ENTITY),
    "extends": FileForm("vocabulary", EXTENSION),
    "sets": FileForm("vocabulary", SETS),
    "inferences": FileForm("inferences", INFERENCES),
    "facts": FileForm("inferences", INFERENCES),
    "recommendations": FileForm("duties", DUTIES),
    "cases": FileForm("cases", CASES),
    **dict.fromkeys(("rights", "instruments", "groups", "categories", "opportunities"), FileForm("rights", RIGHTS)),
    "pathways": FileForm("pathways", PATHWAYS),
    "labels": FileForm("labels", LABELS),
    "risks": FileForm("risks", RISKS),
    "parameters": FileForm("parameters", PARAMETERS),
    "frameworks": FileForm("frameworks", FRAMEWORKS),
    "document": FileForm("documents", DOCUMENT),
    "crosswalk": FileForm("links", CROSSWALK),
    "attribution": FileForm("attributions", ATTRIBUTION),
    "remedy": FileForm("remedies", REMEDY),
    "severity": FileForm("severity", SEVERITY),
    "settled_by": FileForm("settled", SETTLED),
    "parts": FileForm("first_manifest", FIRST_MANIFEST),
}
Files = dict[str, list[tuple[str, LocatedMap]]]
# The first keys of files that declare names which other files use.
FOUNDATION: Final = re.compile(
    rb"^(?:entity|extends|sets|inferences|facts|rights|pathways|labels|parameters|frameworks)\b", re.MULTILINE
)
# The keys under which rules are listed: one per entry, or several within each entry.
RULES: Final = ("inferences", "facts", "pathways", "labels", "risks")
RULES_WITHIN: Final = (("recommendations", "duties"), ("risks", "cells"))


class PackFiles:
    """Reads the files of one pack after the other, adding to ``faults``."""

    def __init__(self, limits: Limits, faults: list[Fault], *, with_cases: bool) -> None:
        """Count no rule yet."""
        self.limits = limits
        self.faults = faults
        self.with_cases = with_cases
        self.rules = 0
        self.notes: list[Note] = []

    def read(self, folder: PackFolder) -> tuple[str, Files | None]:
        """Return the name of a pack and its files by form; None if a broken file keeps the others from being read.

        Raises InputError as soon as there are more rules than the limit.
        """
        name, found = folder.path, Files()
        for path in folder.files:
            if is_cases(path) and not self.with_cases:
                self.refuse_rules_in(path)
                continue
            try:
                data = read_as("rules", path, path, self.limits)
            except InputError as error:
                self.faults.extend(error.faults)
                if self.is_foundation(path):
                    return name, None
                found.setdefault("broken", []).append((path, LocatedMap()))
                continue
            self.count(path, data)
            name = self.put(path, data, found) or name
        return name, found

    def put(self, path: str, data: LocatedMap, found: Files) -> str:
        """Add a file to those of its form; return the name of the pack if this is the file that declares it."""
        form = next((FORMS[key].part for key in FORMS if key in data), None)
        other = misplaced(path, kind_of(data), "rules") if form != "cases" else None
        if form is None and suffix_of(path) == ".json":
            self.notes.append(Note(kind=NoteKind.SKIPPED, path=path))
        elif form is None or other is not None:
            near = next(filter(None, (did_you_mean(key, FORMS) for key in data)), "")
            hint = near or f"such a file has one of the keys {', '.join(FORMS)}"
            unknown = Fault.at(codes.NOT_A_FILE_OF_A_PACK, path, (1, 1), "not a file of a rule pack", hint)
            self.faults.append(other or unknown)
            found.setdefault("broken", []).append((path, data))
        elif is_cases(path) and form != "cases":
            self.faults.append(_misnamed(path))
        elif form == "pack":
            reader = Reader(path, self.faults)
            name: str = PACK.read(reader, data)["pack"]
            if not is_name(path):
                reader.fault(
                    codes.MISPLACED_IN_PACK,
                    data.marks["pack"],
                    "the name of a pack stands in 'pack.yaml'",
                    "rename this file",
                )
            return name
        else:
            found.setdefault(form, []).append((path, data))
        return ""

    def refuse_rules_in(self, path: str) -> None:
        """Refuse rules in a file of cases, which are read only where cases are run."""
        keys = top_keys(decoded(peek(path, self.limits)))
        if any(one.part != "cases" and key in keys for key, one in FORMS.items()):
            self.faults.append(_misnamed(path))

    def count(self, path: str, data: LocatedMap) -> None:
        """Count the rules of a file, before any time is spent on them."""
        self.rules += sum(len(_list(data, key)) for key in RULES)
        for key, inner in RULES_WITHIN:
            self.rules += sum(len(_list(entry, inner)) for entry in _list(data, key) if isinstance(entry, LocatedMap))
        if self.rules > self.limits.rules:
            message = f"with this file there are more than the limit of {self.limits.rules:,} rules"
            raise InputError([*self.faults, Fault.of(codes.OVER_LIMIT, path, message, to_raise("rules"))])

    def is_foundation(self, path: str) -> bool:
        """Whether other files build on a broken file, so that their faults would only be its consequences."""
        try:
            return FOUNDATION.search(look(path, self.limits)) is not None
        except OSError:
            return True


def _misnamed(path: str) -> Fault:
    message = "rules do not stand in a file of cases"
    hint = "move them to a file whose name does not end in .cases.yaml"
    return Fault.of(codes.MISPLACED_IN_PACK, path, message, hint)


def _list(data: LocatedMap, key: str) -> LocatedList:
    value = data.get(key)
    return value if isinstance(value, LocatedList) else LocatedList()
