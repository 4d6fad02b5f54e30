"""The questions of the vocabulary: checked when it is read, and worded with the names of what they are about."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from rightsgate import codes
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import EntityKind

PLACEHOLDER: Final = re.compile(r"\{(\w*)\}")
NAME: Final = "name"  # the place-holder for the entity itself, which every kind has


def worded(kind: EntityKind, question: str, names: Mapping[str, str]) -> str:
    """Return a question of a kind with the names of what it is about; without a name, in the words of the kind."""
    return PLACEHOLDER.sub(lambda found: names.get(found[1]) or spoken_of(kind, found[1]), question)


def spoken_of(kind: EntityKind, placeholder: str) -> str:
    """Return the words that stand for a name that is not known: ``this dataset``, ``the provider``."""
    return kind.called.get(placeholder) or f"this {kind.name.replace('_', ' ')}"


def label_of(labels: Mapping[str, str], code: str) -> str:
    """Return what a code is called as an answer: its label, or its own words."""
    return labels.get(code) or code.replace("_", " ")


def labels_of(reader: Reader, field: Filled) -> Mapping[str, str]:
    """Return the labels that a field gives its codes; refuse those of codes that it does not take."""
    labels: Mapping[str, str] = field["labels"]
    stated = reader.mapping(field.data, "labels", field.where)
    for code in labels:
        if not field["values"]:
            message = f"'labels' in {field.where} needs 'values'"
            reader.fault(codes.KEYS_DISAGREE, field.mark("labels"), message, "list the codes of the field")
            return {}
        if code not in field["values"]:
            reader.unknown(stated.marks[code], "code", code, field["values"])
    return labels


def check_questions(reader: Reader, data: LocatedMap, kind: EntityKind | None, respondents: Collection[str]) -> None:
    """Refuse the place-holders and respondents of a file that nothing declares, at every level of its fields."""
    if kind is None:
        return
    called = reader.mapping(data, "called", "") if isinstance(data.get("called"), LocatedMap) else LocatedMap()
    for key in called:
        if key != NAME and key not in kind.fields:
            reader.unknown(called.marks[key], "field", key, (NAME, *kind.fields))
    _check(reader, data, kind, respondents)


def _check(reader: Reader, body: LocatedMap, kind: EntityKind, respondents: Collection[str]) -> None:
    question = body.get("question")
    for placeholder in PLACEHOLDER.findall(question) if isinstance(question, str) else ():
        if placeholder != NAME and placeholder not in kind.called:
            reader.unknown(body.marks["question"], "place-holder", placeholder, (NAME, *kind.called))
    for key in ("shown_by", "answered_by"):
        if key in body and not question:
            message = f"'{key}' needs 'question'"
            reader.fault(codes.KEYS_DISAGREE, body.marks[key], message, "say what is asked, or leave it out")
    if "answered_by" in body:
        reader.known(body, "answered_by", (str(body["answered_by"]),), respondents, "respondent")
    fields = body.get("fields")
    for inner in fields.values() if isinstance(fields, LocatedMap) else ():
        if isinstance(inner, LocatedMap):
            _check(reader, inner, kind, respondents)
