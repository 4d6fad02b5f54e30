"""Written conditions to typed ones, checked against the vocabulary."""

from collections.abc import Mapping
from typing import Any

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.manifest.values import WrongValueError
from rightsgate.rules.forms.operand import check_against, check_operator, check_threshold, literal
from rightsgate.rules.forms.tables.condition import (
    A_FIELD,
    A_PARAMETER,
    A_SET,
    ALL,
    ANY,
    FACT,
    FACTS,
    NOT,
    RECORDS,
    SOME_FACTS,
    TEST,
)
from rightsgate.rules.forms.tables.paths import PLAIN_PATH
from rightsgate.rules.model.condition import (
    WALKED,
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Derived,
    FactsOf,
    FieldOf,
    Literal,
    Not,
    Operand,
    Quantified,
    SelfActor,
)
from rightsgate.rules.model.operator import Against, Operator
from rightsgate.rules.operators import OPERATORS
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.implied import implying
from rightsgate.vocabulary.model import Field, Vocabulary


class ConditionReader:
    """Reads the conditions of one rule file."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary, fact_kinds: Mapping[str, int]) -> None:
        """Report through ``reader``; ``fact_kinds`` maps each kind that can be derived to its number of terms."""
        self.reader = reader
        self.vocabulary = vocabulary
        self.fact_kinds = fact_kinds

    def read(self, data: LocatedMap, key: str, subject: str, bound: frozenset[str], where: str) -> AllOf:
        """Read the list of conditions at ``key``, all of which must hold, about the entity bound as ``subject``."""
        items = self.reader.items(data, key, where, LocatedMap, "conditions", required=key in data)
        parts = (self.condition(item, subject, bound) for _, item in items)
        return AllOf(tuple(part for part in parts if part is not None))

    def condition(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Condition | None:
        """Read one condition; None where it is faulty."""
        for form, made in ((ALL, AllOf), (ANY, AnyOf)):
            (key,) = form.keys
            if key.name in data:
                form.read(self.reader, data)
                return made(self.read(data, key.name, subject, bound, form.where).parts)
        if "not" in data:
            NOT.read(self.reader, data)
            body = self.reader.mapping(data, "not", NOT.where)
            part = self.condition(body, subject, bound) if isinstance(data["not"], LocatedMap) else None
            return None if part is None else Not(part)
        if "one" in data or "every" in data:
            return self.quantified(data, subject, bound)
        if "fact" in data or "facts" in data:
            return self.derived(data, subject, bound)
        return self.atom(data, subject, bound)

    def quantified(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Quantified | None:
        """Read a condition on one record or on every record of a kind."""
        word = "one" if "one" in data else "every"
        found = RECORDS[word, data[word] == "relation"].read(self.reader, data)
        kind, kinds = found[word], found["kind"]
        if kind not in self.vocabulary.kinds:
            self.reader.known(data, word, (kind,), self.vocabulary.kinds, "entity kind")
            return None
        field = self.vocabulary.kinds[kind].fields.get("kind")
        if kinds:
            self.reader.known(data, "kind", kinds, field.values if field else (), f"kind of {kind}")
            kinds = implying(field, kinds) if field else kinds
        return Quantified(
            one=word == "one",
            kind=kind,
            kinds=kinds,
            side=found.get("as", ""),
            subject=subject,
            that=self.read(data, "that", kind, bound | {kind}, found.where),
        )

    def derived(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Derived | None:
        """Read a condition on a derived fact."""
        key, form = ("fact", FACT) if "fact" in data else ("facts", FACTS)
        found = form.read(self.reader, data)
        of = self.binding(data, found["of"] or subject, bound)
        terms = 1 if key == "fact" else 2
        known = self.fact(data, key, found[key], terms)
        if found["one_of"] and terms == 1:
            message = "'one_of' asks for the second term of facts"
            self.reader.fault(codes.UNFIT_FACT, data.marks["one_of"], message, "write facts: instead of fact:")
        if not known or of is None:
            return None
        return Derived(of=of, kind=found[key], any_last=terms == 2, values=found["one_of"])

    def fact(self, data: LocatedMap, key: str, kind: str, terms: int) -> bool:
        """Check that some rule derives facts of a kind, with that many terms."""
        if kind not in self.fact_kinds:
            if kind:
                hint = did_you_mean(kind, self.fact_kinds)
                self.reader.fault(codes.UNKNOWN_NAME, data.marks[key], f"no rule derives the fact '{kind}'", hint)
        elif self.fact_kinds[kind] != terms:
            known = self.fact_kinds[kind]
            message = f"the fact '{kind}' has {known} term{'s'[: known - 1]}; '{key}' asks for {terms}"
            self.reader.fault(codes.UNFIT_FACT, data.marks[key], message, "fact: asks for one term, facts: for two")
        else:
            return True
        return False

    def binding(self, data: LocatedMap, of: str, bound: frozenset[str]) -> str | None:
        """Return the name of the entity that a condition is about; None where nothing is bound to it."""
        if of in bound:
            return of
        message = f"'{of}' is not bound here"
        self.reader.fault(codes.UNKNOWN_NAME, data.marks["of"], message, f"bound here: {', '.join(sorted(bound))}")
        return None

    def atom(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Atom | None:
        """Read one test of a field."""
        operators = [key for key in data if key in OPERATORS]
        misspelt = data.keys() - {key.name for key in TEST.keys}
        if not misspelt and ("path" not in data or len(operators) != 1):
            missing = "'path'" if "path" not in data else "exactly one operator"
            hint = (
                f"operators: {', '.join(OPERATORS)}" if "path" in data else "or one of all, any, not, one, every, fact"
            )
            self.reader.fault(codes.INCOMPLETE_CONDITION, data.start, f"a condition needs {missing}", hint)
            return None
        found = TEST.read(self.reader, data)
        of = None if misspelt else self.binding(data, found["of"] or subject, bound)
        if of is None:
            return None
        operator, selector = OPERATORS[operators[0]], found["path"]
        path = self.path(data, "path", of, selector) if selector else None
        if path is None:
            return None
        plain = PLAIN_PATH.fullmatch(selector) is not None
        field = self.vocabulary.kinds[of].by_path[path] if plain else None
        operand = self.operand(data, operator, field, subject, bound)
        if operand is None:
            return None
        return Atom(of=of, path=path, operator=operator.id, operand=operand, selector="" if plain else selector)

    def path(self, data: LocatedMap, key: str, of: str, selector: str) -> str | None:
        """Return the dotted path of a plain selector, checked; for other JSONPath the part that is plain."""
        match, fields = PLAIN_PATH.match(selector), self.vocabulary.kinds[of].by_path
        if match is None:
            return None
        path = match[1][1:]
        if path not in fields:
            message = f"{of} has no field '{path}'"
            self.reader.fault(codes.UNKNOWN_NAME, data.marks[key], message, did_you_mean(path, fields))
            return None
        if match.end() < len(selector) and not self.jsonpath(data, key, selector):
            return None
        return path

    def jsonpath(self, data: LocatedMap, key: str, selector: str) -> bool:
        """Check a selector that is more than a plain path."""
        if WALKED.fullmatch(selector):
            return True
        from jsonpath_ng.ext.parser import parse  # only for selectors that are more than a plain path

        try:
            parse(selector)
        except Exception as error:  # noqa: BLE001 - the parser raises bare Exception for what it cannot read
            message = f"'{selector}' is no JSONPath: {' '.join(str(error).split())}"
            self.reader.fault(codes.INVALID_PATH, data.marks[key], message)
            return False
        return True

    def operand(
        self, data: LocatedMap, operator: Operator, field: Field | None, subject: str, bound: frozenset[str]
    ) -> Operand | None:
        """Read what the field is tested against; ``field`` is None where a selector leads into it."""
        value: Any = data[operator.id]
        try:
            if field is not None:
                check_operator(operator, field)
            if isinstance(value, LocatedMap):
                return self.reference(value, operator, subject, bound)
            return Literal(literal(operator, value, field))
        except WrongValueError as error:
            self.reader.fault(error.code, data.marks[operator.id], error.about(operator.id), error.hint)
            return None

    def reference(self, value: LocatedMap, operator: Operator, subject: str, bound: frozenset[str]) -> Operand | None:
        """Read what an operator compares with, where it is no literal: a set, derived facts or another field."""
        where = f"a reference of '{operator.id}'"
        if "parameter" in value:
            return self.parameter(value, operator, where)
        if "set" in value:
            name = A_SET.read(self.reader, value, where)["set"]
            check_against(operator, Against.SET)
            self.reader.known(value, "set", (name,), self.vocabulary.sets, "set")
            return Literal(self.vocabulary.sets.get(name, ()))
        if "facts" in value:
            kind = SOME_FACTS.read(self.reader, value, where)["facts"]
            check_against(operator, Against.FACTS)
            return FactsOf(kind) if self.fact(value, "facts", kind, 2) else None
        if value.keys() == {"of"} and value["of"] == "actor":
            check_against(operator, Against.ACTOR)
            return SelfActor()
        return self.field_of(value, operator, subject, bound)

    def parameter(self, value: LocatedMap, operator: Operator, where: str) -> Operand | None:
        """Read the threshold that an operator compares with, which stands among the parameters."""
        name = A_PARAMETER.read(self.reader, value, where)["parameter"]
        self.reader.known(value, "parameter", (name,), self.vocabulary.parameters, "parameter")
        known = self.vocabulary.parameters.get(name)
        if known is None:
            return None
        check_threshold(operator, name, known)
        return Literal(known.value, name)

    def field_of(self, value: LocatedMap, operator: Operator, subject: str, bound: frozenset[str]) -> Operand | None:
        """Read another field that an operator compares with."""
        check_against(operator, Against.FIELD)
        where, keys = f"a reference of '{operator.id}'", [key.name for key in A_FIELD.keys]
        if value.keys() - {*keys}:
            self.reader.only(value, keys, where)
            return None
        found = A_FIELD.read(self.reader, value, where)
        selector, other = found["path"], self.binding(value, found["of"] or subject, bound)
        path = None if other is None else self.path(value, "path", other, selector)
        return None if other is None or path is None else FieldOf(other, path)
