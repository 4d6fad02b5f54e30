"""Parse and cross-check all files of the given packs. Skipped when a compiled pack is available."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, InputError
from rightsgate.limits import Limits
from rightsgate.logic.patterns import Pattern
from rightsgate.rules.forms.attribution import AttributionReader
from rightsgate.rules.forms.case import read_cases
from rightsgate.rules.forms.duty import DutyReader
from rightsgate.rules.forms.inference import InferenceReader
from rightsgate.rules.forms.remedy import RemedyReader
from rightsgate.rules.forms.right import RightsReader
from rightsgate.rules.forms.risk import RiskReader
from rightsgate.rules.forms.settled import SettledReader
from rightsgate.rules.forms.severity import SeverityReader
from rightsgate.rules.forms.source import SourceReader
from rightsgate.rules.forms.threshold import read_parameters
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Framework
from rightsgate.rules.packs.files import FORMS, Files, PackFiles
from rightsgate.rules.packs.folder import PackFolder, pack_digest
from rightsgate.rules.packs.stratified import check_strata
from rightsgate.rules.predicates import argument
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import LANGUAGES, Vocabulary
from rightsgate.vocabulary.read import read_vocabulary

if TYPE_CHECKING:
    from rightsgate.vocabulary.threshold import Parameter


def read_packs(folders: Sequence[PackFolder], limits: Limits, *, with_cases: bool) -> Pack:
    """Read the packs in ``folders`` as one; raises InputError with every fault of every file."""
    faults: list[Fault] = []
    reading = PackFiles(limits, faults, with_cases=with_cases)
    digests, files = _files(folders, reading)
    vocabulary = _vocabulary(files, faults)
    inferences, all_read = _inferences(files, vocabulary, faults)
    risks = _risks(files, vocabulary, inferences, faults)
    sources = _read_sources(files, faults)
    duties = _duties(files, vocabulary, inferences, sources.frameworks, faults)
    _check_closes(duties, risks)
    for path, data in files["links"]:
        sources.read_links(Reader(path, faults), data)
    sources.check(duties.read_from)
    attributions, remedies, severity = _methods(files, vocabulary, inferences, faults, all_read=all_read)
    settled = SettledReader(vocabulary, inferences.derived, all_read=all_read)
    for path, data in files["settled"]:
        settled.read(Reader(path, faults), data)
    cases = [c for path, data in files["cases"] for c in read_cases(Reader(path, faults), data, duties.duties)]
    check_strata(inferences.inferences, duties.duties, risks.tables(), faults)
    if faults:
        from rightsgate.text.extents import with_ends_in  # which only faulty packs need

        raise with_ends_in(InputError(faults), (file for of_form in files.values() for file in of_form))
    return Pack(
        names=tuple(digests),
        digests=digests,
        vocabulary=vocabulary,
        recommendations=tuple(sorted(duties.recommendations, key=lambda r: r.id)),
        duties=tuple(sorted(duties.duties, key=lambda d: d.id)),
        inferences=tuple(sorted(inferences.inferences, key=lambda i: (i.id, repr(i.premises)))),
        constants=tuple(sorted(set(inferences.constants), key=repr)),
        cases=tuple(cases),
        tables=risks.tables(),
        sources=sources.sources(),
        attributions=tuple(attributions.methods.values()),
        remedies=tuple(remedies.tables.values()),
        severity=severity.measures,
        settled_by=dict(sorted(settled.rows.items())),
        notes=tuple(reading.notes),
    )


def _files(folders: Sequence[PackFolder], reading: PackFiles) -> tuple[dict[str, str], Files]:
    """Return the digests of the packs by their names, and the files of all of them by form.

    Raises InputError where a file that others build on cannot be read.
    """
    by_name: dict[str, Files | None] = {}
    where: dict[str, PackFolder] = {}
    for folder in folders:
        name, found = reading.read(folder)
        by_name[name], where[name] = found, folder
    packs = {name: found for name, found in by_name.items() if found is not None}
    if len(packs) < len(by_name):
        raise InputError(reading.faults)
    for name, found in packs.items():
        if not found.keys() & {"duties", "inferences", "risks", "broken"}:
            message = f"the pack '{name}' holds no rule"
            hint = "duties stand under 'recommendations:'"
            reading.faults.append(Fault.of(codes.NOT_A_PACK, where[name].path, message, hint))
    files = {
        form: [file for found in packs.values() for file in found.get(form, [])]
        for form in {one.part for one in FORMS.values()}
    }
    return {name: pack_digest(where[name]) for name in packs}, files


def _inferences(files: Files, vocabulary: Vocabulary, faults: list[Fault]) -> tuple[InferenceReader, bool]:
    """Read the inferences; the second value says whether all could be read."""
    inferences, before = InferenceReader(vocabulary), len(faults)
    for path, data in files["inferences"]:
        inferences.read(Reader(path, faults), data)
    inferences.check_kinds()
    return inferences, len(faults) == before


def _duties(
    files: Files,
    vocabulary: Vocabulary,
    inferences: InferenceReader,
    frameworks: Mapping[str, Framework],
    faults: list[Fault],
) -> DutyReader:
    """Read the duties, which bind the roles and are asked of the kinds of entity that inferences know."""
    roles, subjects = _roles(inferences, vocabulary), _subjects(inferences, vocabulary)
    duties = DutyReader(vocabulary, inferences.derived, roles, subjects, frameworks)
    for path, data in files["duties"]:
        duties.read(Reader(path, faults), data)
    return duties


def _vocabulary(files: Files, faults: list[Fault]) -> Vocabulary:
    """Read the vocabulary, and the thresholds that rules may name."""
    vocabulary = read_vocabulary(files["vocabulary"], _named(files), faults)
    parameters: dict[str, Parameter] = {}
    for path, data in files["parameters"]:
        read_parameters(Reader(path, faults), data, parameters)
    return structs.replace(vocabulary, parameters=parameters)


def _named(files: Files) -> dict[str, dict[str, str]]:
    """Return the ids that fields with ``values_from`` may take, by what they name, each with its name for readers."""

    def ids(form: str, *keys: str) -> dict[str, str]:
        lists = [data[key] for _, data in files[form] for key in keys if isinstance(data.get(key), LocatedList)]
        entries = [entry for found in lists for entry in found if isinstance(entry, LocatedMap)]
        return {str(entry["id"]): str(entry.get("name", "")) for entry in entries if "id" in entry}

    return {
        "rights": ids("rights", "rights", "categories"),
        "groups": ids("rights", "groups"),
        "risks": ids("risks", "risks"),
        "frameworks": ids("frameworks", "frameworks"),
        LANGUAGES: {},  # tags of any language
    }


def _risks(files: Files, vocabulary: Vocabulary, inferences: InferenceReader, faults: list[Fault]) -> RiskReader:
    """Read rights, pathways, labels and risks in this order, since each names those before it."""
    rights = RightsReader()
    for path, data in files["rights"]:
        rights.read(Reader(path, faults), data)
    rights.check()
    risks = RiskReader(vocabulary, inferences.derived, rights, _roles(inferences, vocabulary))
    for form, read in (("pathways", risks.read_pathways), ("labels", risks.read_labels), ("risks", risks.read_risks)):
        for path, data in files[form]:
            read(Reader(path, faults), data)
    return risks


def _methods(
    files: Files, vocabulary: Vocabulary, inferences: InferenceReader, faults: list[Fault], *, all_read: bool
) -> tuple[AttributionReader, RemedyReader, SeverityReader]:
    """Read the attribution methods, the remedy tables and the measures of severity."""
    kinds = {**inferences.kinds, **inferences.derived}
    attributions = AttributionReader(vocabulary, inferences.inferences, kinds, all_read=all_read)
    remedies = RemedyReader(vocabulary, inferences.inferences, all_read=all_read)
    severity = SeverityReader(vocabulary)
    for form, read in (("attributions", attributions.read), ("remedies", remedies.read), ("severity", severity.read)):
        for path, data in files[form]:
            read(Reader(path, faults), data)
    return attributions, remedies, severity


def _read_sources(files: Files, faults: list[Fault]) -> SourceReader:
    """Read the sources of packs, and check them against the rules that name them."""
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


def _roles(reader: InferenceReader, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the roles that an actor can come to hold by some rule."""
    roles = set(reader.roles)
    for inference in reader.inferences:
        if inference.conclusion.kind == "role" and any(
            isinstance(p, Pattern)
            and p.kind == "actor.roles"
            and argument("role", inference.conclusion.terms, "role") in p.terms
            for p in inference.premises
        ):
            roles.update(vocabulary.kinds["actor"].by_path["roles"].values)
    return frozenset(roles)


def _subjects(reader: InferenceReader, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what duties may be asked of: the actor itself, and the kinds of entity that can be in its scope."""
    scoped = sorted(reader.scoped.intersection(vocabulary.kinds).difference(vocabulary.artefacts))
    return ("actor", *vocabulary.artefacts, *scoped)
