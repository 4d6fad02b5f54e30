"""The kinds of file that have a form: their JSON Schemas and their reference pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rightsgate.advise.beginning.form import ANSWERS
from rightsgate.config.form import CONFIG
from rightsgate.findings.waivers.form import WAIVERS
from rightsgate.handbook.blocks import Code, Paragraph, Section, listed
from rightsgate.handbook.form_page import FormSections
from rightsgate.handbook.form_pages import ELSEWHERE, INTRODUCTIONS, LEFT, PATH, WITHIN
from rightsgate.handbook.form_schema import FormSchema
from rightsgate.handbook.rule_schema import definitions, has, told_by
from rightsgate.handbook.schema import DIALECT
from rightsgate.handbook.schema_definitions import Schema
from rightsgate.handbook.setting import Setting
from rightsgate.rules.forms.tables.policy import POLICY
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.files import FORMS
from rightsgate.text.form import Form
from rightsgate.vocabulary.model import Vocabulary

# The forms of each kind of file, by the key that tells them. Cases have files of their own: NAME.cases.yaml.
FILES: Final[Mapping[str, Mapping[str, Form]]] = {
    "rule": {key: one.form for key, one in FORMS.items() if one.part != "cases"},
    "case": {key: one.form for key, one in FORMS.items() if one.part == "cases"},
    "policy": {"policy": POLICY},
    "vocabulary": {key: one.form for key, one in FORMS.items() if one.part == "vocabulary"},
    "config": {"config": CONFIG},
    "waivers": {"waivers": WAIVERS},
    "answers": {"answers": ANSWERS},
}


def file_schema(kind: str, pack: Pack) -> Schema:
    """Return the JSON Schema of a kind of file, with the names that a pack declares."""
    writer = FormSchema(names_in(pack), definitions(pack.vocabulary))
    forms = FILES[kind]
    if len(forms) == 1:
        (form,) = forms.values()
        schema = writer.mapping(form)
    else:
        schema = _any_of(forms, writer)
    head = {"$schema": DIALECT, "title": f"rightsgate {kind} file", **schema}
    return {**head, "$defs": dict(sorted(writer.defs.items()))}


def _any_of(forms: Mapping[str, Form], writer: FormSchema) -> Schema:
    """Return the schema of a file whose first telling key says which form it has; before, all keys are offered."""
    keys = [key for form in forms.values() for key in form.keys]
    offered: Schema = {key.name: {"description": key.means} if key.name in forms else {} for key in keys}
    return {
        "description": f"It has one of the keys {', '.join(forms)}, which tells what form it has",
        "type": "object",
        "properties": offered,
        "anyOf": [{"required": [key]} for key in forms],
        **told_by(((has(key), writer.form(form)) for key, form in forms.items()), {}),
    }


def file_page(kind: str) -> Section:
    """Return the reference page of a kind of file."""
    apart = FILES["vocabulary"] if kind == "rule" else {}
    forms = [*(form for key, form in FILES[kind].items() if key not in apart), *WITHIN.get(kind, ())]
    introduction = INTRODUCTIONS[kind]
    blocks = (*introduction.blocks, *_told(FILES[kind]), *FormSections(LEFT).of(forms))
    return Section(title=introduction.title, blocks=blocks)


def _told(forms: Mapping[str, Form]) -> Iterator[Paragraph]:
    """Yield the sentence on how the form of a file is told, if there are several."""
    if len(forms) > 1:
        keys = listed([(Code(key),) for key in forms])
        yield Paragraph(("What form a file has is told by the first of these keys that it holds: ", *keys, "."))


def place_of(kind: str) -> Setting:
    """Return where the reference page of a kind of file stands, among those of the others."""
    paths = (*map(PATH.format, FILES), *ELSEWHERE)
    return Setting(path=PATH.format(kind), homes={path: path for path in paths})


def names_in(pack: Pack) -> dict[str, Sequence[str]]:
    """Return what a pack declares and forms name, but for the ids of rules, of which there are too many to choose."""
    duties, vocabulary = pack.duties, pack.vocabulary
    return {
        "attribution method": [method.id for method in pack.attributions],
        "remedy table": [table.id for table in pack.remedies],
        "document": _sorted(pack.sources.documents),
        "section": _sorted(duty.source.section for duty in duties),
        "framework": _sorted(pack.sources.frameworks),
        "stage": _sorted(duty.stage for duty in duties),
        "part": [] if pack.first_manifest is None else [part.id for part in pack.first_manifest.parts],
        "role": _sorted(role for duty in duties for role in duty.binds),
        "right": _sorted(("all", *pack.tables.rights)),
        "group": _sorted(pack.tables.groups),
        "pathway": _sorted(pack.tables.pathways),
        "label": _sorted(pack.tables.labels),
        "parameter": _sorted(vocabulary.parameters),
        "set": _sorted(vocabulary.sets),
        "kind of entity": _sorted(vocabulary.kinds),
        "kind of relation": _codes(vocabulary, "relation"),
        "path": _sorted(f"$.{path}" for kind in vocabulary.kinds.values() for path in kind.by_path),
        "kind of record": _sorted(code for kind in vocabulary.kinds for code in _codes(vocabulary, kind)),
        **{
            f"fact of {'one term' if terms == 1 else 'two terms'}": _sorted(
                one.conclusion.kind for one in pack.inferences if len(one.conclusion.terms) == terms
            )
            for terms in (1, 2)
        },
    }


def _codes(vocabulary: Vocabulary, kind: str) -> Sequence[str]:
    """Return the codes for the kind of such a record, if it has any."""
    field = vocabulary.kinds[kind].fields.get("kind") if kind in vocabulary.kinds else None
    return () if field is None else field.values


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted({*names} - {""})
