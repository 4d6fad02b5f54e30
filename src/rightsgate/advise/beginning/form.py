"""The file of answers that ``rightsgate init`` takes in place of a person: its form, and its reader."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rightsgate import codes
from rightsgate.advise.beginning.steps import ID, ORGANIZATION, PARTS, TAKER, Given, Step, Topic, steps
from rightsgate.errors import Fault, InputError
from rightsgate.rules.model.first_manifest import FirstManifest
from rightsgate.text.form import Form, Key
from rightsgate.text.holds import Other, Text, Texts
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.nested import Table
from rightsgate.text.reader import Reader, places
from rightsgate.vocabulary.model import FieldType, Vocabulary

ENTRY: Final = Other("thing")
NOT_KNOWN: Final = ("unknown", None)
NAME, BY = "name", "by"
ANSWERS: Final = Form(
    title="answers to init",
    means="What `rightsgate init` would ask on a terminal",
    where="the answers",
    keys=(
        Key("organization", Text(), "The name of your organization"),
        Key(
            "id", Text(), "The id that it gets in the manifest; made of its name unless given", default="", filled=True
        ),
        Key("does", Texts("part"), "The parts that it plays"),
        Key(
            "makes",
            Table(ENTRY, "a kind of entry", where="'makes'"),
            "What is its own, by kind of entry (dataset, model, application, deployment): `name`, and what is asked of "
            "a model (release) or an application (audience, domain, markets)",
            default={},
        ),
        Key(
            "builds_on",
            Table(ENTRY, "a kind of entry", where="'builds_on'"),
            "What it builds on, by kind of entry: `name`, `by` (who made it), and the same as in `makes`",
            default={},
        ),
        Key("passed_to", Text(), "Who puts its product to use, by name", default="", filled=True),
    ),
)


def read_answers(data: LocatedMap, path: str, first: FirstManifest, vocabulary: Vocabulary) -> Given:
    """Return what a file of answers says; raises InputError with all its faults."""
    faults: list[Fault] = []
    reader = Reader(path, faults)
    found = ANSWERS.read(reader, data)
    reader.known(data, "does", found["does"], [part.id for part in first.parts], "part")
    given: dict[Step, Any] = {ORGANIZATION: found["organization"], PARTS: found["does"]}
    if found["id"]:
        given[ID] = found["id"]
    if found["passed_to"]:
        given[TAKER] = None if found["passed_to"] in NOT_KNOWN else found["passed_to"]
    for key, own in (("makes", True), ("builds_on", False)):
        if found[key]:
            entries = _Entries(reader, first, vocabulary, own=own)
            given.update(entries.read(reader.mapping(data, key, found.where)))
    if not faults:
        _refuse_unasked(reader, data, given, first, vocabulary)
    if faults:
        raise InputError(faults)
    return given


class _Entries:
    """Reads what a file says of things that are built, or built on."""

    def __init__(self, reader: Reader, first: FirstManifest, vocabulary: Vocabulary, *, own: bool) -> None:
        self.reader, self.first, self.vocabulary, self.own = reader, first, vocabulary, own

    def read(self, entries: LocatedMap) -> Iterator[tuple[Step, Any]]:
        for kind in entries:
            if kind not in self.vocabulary.artefacts:
                self.reader.unknown(entries.marks[kind], "kind of entry", kind, self.vocabulary.artefacts)
                continue
            where = f"the {kind}"
            body = self.reader.mapping(entries, kind, where)
            asked = self.first.asked_of(kind)
            self.reader.only(body, (NAME, *(() if self.own else (BY,)), *asked), where)
            for key, topic in ((NAME, Topic.NAME), (BY, Topic.MAKER)):
                if key in body:
                    said = None if body[key] in NOT_KNOWN else self.reader.text(body, key, where)
                    yield Step(topic=topic, kind=kind, own=self.own), said
            for path in asked:
                if path in body:
                    step = Step(topic=Topic.FIELD, kind=kind, field=path, own=self.own)
                    yield step, self.value(body, path, kind)

    def value(self, body: LocatedMap, path: str, kind: str) -> Any:
        """Return what is said of a field; the codes that it does not take are refused."""
        field = self.vocabulary.kinds[kind].by_path[path]
        said = body[path]
        if not isinstance(said, LocatedList) and said in NOT_KNOWN:
            return None
        if field.type is FieldType.CHOICES and isinstance(said, str):
            said = (said,)
        words = tuple(said) if isinstance(said, LocatedList | tuple) else (said,)
        for word, mark in zip(words, places(body, path), strict=False):
            if field.values and word not in field.values:
                self.reader.unknown(mark, f"code of '{path}'", word, field.values)
        return list(words) if field.type is FieldType.CHOICES else said


def _refuse_unasked(
    reader: Reader, data: LocatedMap, given: Mapping[Step, Any], first: FirstManifest, vocabulary: Vocabulary
) -> None:
    """Refuse answers to what is not asked of an organization that plays these parts: they would have no effect."""
    asked = {*steps(given, first, vocabulary.artefacts)}
    for step in given:
        if step in asked:
            continue
        key = "passed_to" if step.topic is Topic.TAKER else "makes" if step.own else "builds_on"
        what = f"'{step.kind}' in '{key}'" if step.kind else f"'{key}'"
        parts = ", ".join(given[PARTS])
        message = f"{what} is not asked of an organization that does {parts}"
        reader.fault(codes.KEYS_DISAGREE, data.marks[key], message, "leave it out, or add to 'does'")
        return
