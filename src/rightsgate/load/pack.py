"""Rule packs: find their files, read them together, and report all that is wrong with them at once.

A pack is a folder of YAML files, each told by its keys: ``pack``, ``entity``/``extends``/``sets``,
``inferences``, ``recommendations`` or ``cases``. No code of a pack is ever run.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.load import compiled
from rightsgate.load.cases import read_cases
from rightsgate.load.duties import DutyReader
from rightsgate.load.files import read_located
from rightsgate.load.inferences import InferenceReader
from rightsgate.load.located import MAX_BYTES, LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.load.vocabulary import read_vocabulary
from rightsgate.model.rules import Absent, AtLeast, Inference, Pack, Pattern
from rightsgate.model.strata import strata
from rightsgate.model.vocabulary import Vocabulary

FORMS: Final = {
    "pack": "pack",
    "entity": "vocabulary",
    "extends": "vocabulary",
    "sets": "vocabulary",
    "inferences": "inferences",
    "facts": "inferences",
    "recommendations": "duties",
    "cases": "cases",
}
Files = dict[str, list[tuple[str, LocatedMap]]]
# How a file begins that brings vocabulary or inferences.
FOUNDATION: Final = re.compile(rb"^(?:entity|extends|sets|inferences|facts)\b", re.MULTILINE)


def builtin(folder: str) -> Path:
    """Return the folder ``rules`` or ``policies`` that comes with rightsgate: in the wheel, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / folder
    return shipped if shipped.is_dir() else package.parent.parent / folder


def load_pack(folders: Sequence[Path], *, with_cases: bool = False, cache: Path | None = None) -> Pack:
    """Load the packs in ``folders`` as one; a later pack of the same name takes the place of an earlier one.

    With ``cache``, a folder, what was loaded before from the same files is read back from there. Raises
    InputError with every fault of every file.
    """
    if cache is None or with_cases:
        return _load(folders, with_cases=with_cases)
    try:
        key = compiled.key_of(folders, [_sources(folder, with_cases=False) for folder in folders])
    except OSError:
        return _load(folders, with_cases=False)  # which says what cannot be read, and where
    pack = compiled.read(cache, key)
    if pack is None:
        pack = _load(folders, with_cases=False)
        compiled.write(cache, key, pack)
    return pack


def _load(folders: Sequence[Path], *, with_cases: bool) -> Pack:
    faults: list[Fault] = []
    by_name: dict[str, Files | None] = {}
    where: dict[str, Path] = {}
    for folder in folders:
        name, found = _files(folder, faults, with_cases=with_cases)
        by_name[name], where[name] = found, folder
    if any(found is None for found in by_name.values()):
        raise InputError(faults)
    files = {form: [f for found in by_name.values() for f in (found or {}).get(form, [])] for form in FORMS.values()}
    vocabulary = read_vocabulary(files["vocabulary"], faults)
    inferences = InferenceReader(vocabulary)
    for path, data in files["inferences"]:
        inferences.read(Reader(path, faults), data)
    inferences.check_kinds()
    duties = DutyReader(vocabulary, inferences.derived, _roles(inferences, vocabulary))
    for path, data in files["duties"]:
        duties.read(Reader(path, faults), data)
    cases = [c for path, data in files["cases"] for c in read_cases(Reader(path, faults), data, duties.duties)]
    _check_strata(inferences.inferences, faults)
    for name, found in by_name.items():
        if found is not None and not found.keys() & {"duties", "inferences", "broken"}:
            message = f"the pack '{name}' holds no rule"
            faults.append(Fault(path=str(where[name]), message=message, hint="duties stand under 'recommendations:'"))
    if faults:
        raise InputError(faults)
    return Pack(
        names=tuple(by_name),
        vocabulary=vocabulary,
        recommendations=tuple(sorted(duties.recommendations, key=lambda r: r.id)),
        duties=tuple(sorted(duties.duties, key=lambda d: d.id)),
        inferences=tuple(sorted(inferences.inferences, key=lambda i: (i.id, repr(i.premises)))),
        constants=tuple(sorted(set(inferences.constants), key=repr)),
        cases=tuple(cases),
    )


def _files(folder: Path, faults: list[Fault], *, with_cases: bool) -> tuple[str, Files | None]:
    """Return the name of a pack and its files by form; None where too little is left to read the rest by."""
    name, found = str(folder), Files()
    if not folder.is_dir():
        faults.append(Fault(path=str(folder), message="no such folder of rules", hint="name a folder of YAML files"))
        return name, None
    paths = _sources(folder, with_cases=with_cases)
    for path in paths:
        try:
            data = read_located(path, str(path))
        except InputError as error:
            faults.extend(error.faults)
            if _is_foundation(path):
                return name, None
            found.setdefault("broken", []).append((str(path), LocatedMap()))
            continue
        form = next((FORMS[key] for key in FORMS if key in data), None)
        if form is None:
            near = next(filter(None, (did_you_mean(key, FORMS) for key in data)), "")
            hint = near or f"such a file has one of the keys {', '.join(FORMS)}"
            faults.append(Fault.at(str(path), (1, 1), "not a file of a rule pack", hint))
            found.setdefault("broken", []).append((str(path), data))
        elif form == "pack":
            reader = Reader(str(path), faults)
            reader.only(data, ("pack",), "a pack file")
            name = reader.text(data, "pack", "a pack file") or name
        else:
            found.setdefault(form, []).append((str(path), data))
    if not paths:
        faults.append(Fault(path=str(folder), message="the folder holds no YAML file"))
        return name, None
    return name, found


def _is_foundation(path: Path) -> bool:
    """Say whether a broken file holds what other files build on, whose faults would then be no news."""
    try:
        with path.open("rb") as file:
            return FOUNDATION.search(file.read(MAX_BYTES)) is not None
    except OSError:
        return True


def _sources(folder: Path, *, with_cases: bool) -> list[Path]:
    """Return the files of a pack, in the order of their names."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    shown = [p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts)]
    return [p for p in shown if with_cases or not p.name.endswith((".cases.yaml", ".cases.yml"))]


def _roles(reader: InferenceReader, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the roles that an actor can come to hold by some rule."""
    roles = set(reader.roles)
    for inference in reader.inferences:
        if inference.conclusion.kind == "role" and any(
            isinstance(p, Pattern) and p.kind == "actor.roles" and inference.conclusion.terms[1] in p.terms
            for p in inference.premises
        ):
            roles.update(vocabulary.kinds["actor"].by_path["roles"].values)
    return frozenset(roles)


def _check_strata(inferences: Iterable[Inference], faults: list[Fault]) -> None:
    """Refuse a rule that negates or counts what depends on its own conclusion."""
    inferences = list(inferences)
    depends: dict[str, set[str]] = {}
    for inference in inferences:
        kinds = depends.setdefault(inference.conclusion.kind, set())
        for premise in inference.premises:
            if isinstance(premise, Pattern):
                kinds.add(premise.kind)
            elif isinstance(premise, (Absent, AtLeast)):
                kinds.add(premise.pattern.kind)
    group = {kind: members for members in strata(depends) for kind in members}
    for inference in inferences:
        for premise in inference.premises:
            if isinstance(premise, (Absent, AtLeast)) and premise.pattern.kind in group[inference.conclusion.kind]:
                word = "negates" if isinstance(premise, Absent) else "counts"
                message = f"inference {inference.id} {word} '{premise.pattern.kind}', which depends on its conclusion"
                hint = "what a rule negates or counts must be settled before it"
                faults.append(Fault.at(inference.path, inference.mark, message, hint))
