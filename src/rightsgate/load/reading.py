"""The files of packs read together, with all that is wrong with them. Not needed where what was read is kept."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import structs

from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.load.cases import read_cases
from rightsgate.load.duties import DutyReader
from rightsgate.load.files import find_sources, read_located
from rightsgate.load.inferences import InferenceReader
from rightsgate.load.located import MAX_BYTES, LocatedList, LocatedMap
from rightsgate.load.parameters import read_parameters
from rightsgate.load.reader import Reader
from rightsgate.load.rights import RightsReader
from rightsgate.load.risks import RiskReader
from rightsgate.load.sources import SourceReader
from rightsgate.load.strata import check_strata
from rightsgate.load.vocabulary import read_vocabulary
from rightsgate.model.pack import Pack
from rightsgate.model.rules import Pattern
from rightsgate.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from rightsgate.model.sources import Parameter

FORMS: Final = {
    "pack": "pack",
    "entity": "vocabulary",
    "extends": "vocabulary",
    "sets": "vocabulary",
    "inferences": "inferences",
    "facts": "inferences",
    "recommendations": "duties",
    "cases": "cases",
    **dict.fromkeys(("rights", "instruments", "groups", "categories", "opportunities"), "rights"),
    "pathways": "pathways",
    "labels": "labels",
    "risks": "risks",
    "parameters": "parameters",
    "frameworks": "frameworks",
    "document": "documents",
    "crosswalk": "links",
}
Files = dict[str, list[tuple[str, LocatedMap]]]
# How a file begins that brings what others name.
FOUNDATION: Final = re.compile(
    rb"^(?:entity|extends|sets|inferences|facts|rights|pathways|labels|parameters|frameworks)\b", re.MULTILINE
)


def read_packs(folders: Sequence[Path], *, with_cases: bool) -> Pack:
    """Read the packs in ``folders`` as one; raises InputError with every fault of every file."""
    faults: list[Fault] = []
    by_name: dict[str, Files | None] = {}
    where: dict[str, Path] = {}
    for folder in folders:
        name, found = _files(folder, faults, with_cases=with_cases)
        by_name[name], where[name] = found, folder
    if any(found is None for found in by_name.values()):
        raise InputError(faults)
    files = {form: [f for found in by_name.values() for f in (found or {}).get(form, [])] for form in FORMS.values()}
    vocabulary = _vocabulary(files, faults)
    inferences = InferenceReader(vocabulary)
    for path, data in files["inferences"]:
        inferences.read(Reader(path, faults), data)
    inferences.check_kinds()
    risks = _risks(files, vocabulary, inferences, faults)
    sources = _read_sources(files, faults)
    duties = DutyReader(vocabulary, inferences.derived, _roles(inferences, vocabulary), sources.frameworks)
    for path, data in files["duties"]:
        duties.read(Reader(path, faults), data)
    _check_closes(duties, risks)
    for path, data in files["links"]:
        sources.read_links(Reader(path, faults), data)
    sources.check(duties.read_from)
    cases = [c for path, data in files["cases"] for c in read_cases(Reader(path, faults), data, duties.duties)]
    check_strata(inferences.inferences, duties.duties, risks.tables(), faults)
    for name, found in by_name.items():
        if found is not None and not found.keys() & {"duties", "inferences", "risks", "broken"}:
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
        tables=risks.tables(),
        sources=sources.sources(),
    )


def _vocabulary(files: Files, faults: list[Fault]) -> Vocabulary:
    """Read the vocabulary, and the thresholds that rules may name."""
    vocabulary = read_vocabulary(files["vocabulary"], _named(files), faults)
    parameters: dict[str, Parameter] = {}
    for path, data in files["parameters"]:
        read_parameters(Reader(path, faults), data, parameters)
    return structs.replace(vocabulary, parameters=parameters)


def _named(files: Files) -> dict[str, tuple[str, ...]]:
    """Return the ids that fields with ``values_from`` may take, by what they name."""

    def ids(form: str, *keys: str) -> tuple[str, ...]:
        lists = [data[key] for _, data in files[form] for key in keys if isinstance(data.get(key), LocatedList)]
        entries = [entry for found in lists for entry in found if isinstance(entry, LocatedMap)]
        return tuple(str(entry["id"]) for entry in entries if "id" in entry)

    return {
        "rights": ids("rights", "rights", "categories"),
        "groups": ids("rights", "groups"),
        "risks": ids("risks", "risks"),
    }


def _risks(files: Files, vocabulary: Vocabulary, inferences: InferenceReader, faults: list[Fault]) -> RiskReader:
    """Read what risks rest on and then the risks, since each names what stands before it."""
    rights = RightsReader()
    for path, data in files["rights"]:
        rights.read(Reader(path, faults), data)
    rights.check()
    risks = RiskReader(vocabulary, inferences.derived, rights, _roles(inferences, vocabulary))
    for form, read in (("pathways", risks.read_pathways), ("labels", risks.read_labels), ("risks", risks.read_risks)):
        for path, data in files[form]:
            read(Reader(path, faults), data)
    return risks


def _read_sources(files: Files, faults: list[Fault]) -> SourceReader:
    """Read what packs say of their sources, which their rules name."""
    sources = SourceReader()
    for form, read in (("frameworks", sources.read_frameworks), ("documents", sources.read_document)):
        for path, data in files[form]:
            read(Reader(path, faults), data)
    return sources


def _check_closes(duties: DutyReader, risks: RiskReader) -> None:
    """Refuse duties that close pathways, or bear on rights, of which no file knows."""
    for reader, body, duty in duties.read_from if risks.pathways else ():
        reader.known(body, "closes", duty.closes, risks.pathways, "pathway")
        reader.known(body, "rights", duty.rights, {"all", *risks.rights.rights}, "right")


def _files(folder: Path, faults: list[Fault], *, with_cases: bool) -> tuple[str, Files | None]:
    """Return the name of a pack and its files by form; None where too little is left to read the rest by."""
    name, found = str(folder), Files()
    if not folder.is_dir():
        faults.append(Fault(path=str(folder), message="no such folder of rules", hint="name a folder of YAML files"))
        return name, None
    paths = find_sources(folder, with_cases=with_cases)
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
