"""Written conditions to typed ones, checked against the vocabulary."""

import re
from collections.abc import Mapping
from typing import Any, Final

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.manifest.values import WrongValueError
from rightsgate.rules.forms.operand import check_against, check_operator, check_threshold, literal
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
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.implied import implying
from rightsgate.vocabulary.model import Field, Vocabulary

PLAIN_PATH: Final = re.compile(r"\$((?:\.[A-Za-z_][A-Za-z0-9_]*)+)")
# jsonpath-ng can run regular expressions, on which a hostile rule could hang; a long path could exhaust its parser.
REGULAR: Final = re.compile(r"=~|`\s*(?:sub|split)")
MAX_PATH: Final = 200
SIDES: Final = ("provider", "receiver", "either")


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
        for key, form in (("all", AllOf), ("any", AnyOf)):
            if key in data:
                self.reader.only(data, (key,), "a condition")
                return form(self.read(data, key, subject, bound, "a condition").parts)
        if "not" in data:
            self.reader.only(data, ("not",), "a condition")
            body = self.reader.mapping(data, "not", "a condition")
            part = self.condition(body, subject, bound) if isinstance(data["not"], LocatedMap) else None
            return None if part is None else Not(part)
        if "one" in data or "every" in data:
            return self.quantified(data, subject, bound)
        if "fact" in data or "facts" in data:
            return self.derived(data, subject, bound)
        return self.atom(data, subject, bound)

    def quantified(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Quantified | None:
        """Read a condition on one record or on every record of a kind."""
        one = "one" in data
        word = "one" if one else "every"
        where = f"a condition on {word} record"
        kind = self.reader.text(data, word, where)
        allowed = (word, "kind", "as", "that") if kind == "relation" else (word, "kind", "that")
        self.reader.only(data, allowed, where)
        if kind not in self.vocabulary.kinds:
            self.reader.known(data, word, (kind,), self.vocabulary.kinds, "entity kind")
            return None
        kinds = self.reader.texts(data, "kind", where, required="kind" in data)
        field = self.vocabulary.kinds[kind].fields.get("kind")
        if kinds:
            self.reader.known(data, "kind", kinds, field.values if field else (), f"kind of {kind}")
            kinds = implying(field, kinds) if field else kinds
        side = self.reader.text(data, "as", where, "either") if kind == "relation" else ""
        if kind == "relation":
            self.reader.known(data, "as", (side,), SIDES, "side of a relation")
        return Quantified(
            one=one,
            kind=kind,
            kinds=kinds,
            side=side,
            subject=subject,
            that=self.read(data, "that", kind, bound | {kind}, where),
        )

    def derived(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Derived | None:
        """Read a condition on a derived fact."""
        key, where = "fact" if "fact" in data else "facts", "a condition on a derived fact"
        self.reader.only(data, (key, "of", "exists", "one_of"), where)
        if not self.reader.boolean(data, "exists", where, default=True):
            message = "'exists' takes true"
            self.reader.fault(codes.INVALID_VALUE, data.marks["exists"], message, "for the opposite put it under not:")
        kind = self.reader.text(data, key, where)
        of = self.binding(data, subject, bound)
        terms = 1 if key == "fact" else 2
        known = self.fact(data, key, kind, terms)
        values = self.reader.texts(data, "one_of", where, required="one_of" in data)
        if values and terms == 1:
            message = "'one_of' asks for the second term of facts"
            self.reader.fault(codes.UNFIT_FACT, data.marks["one_of"], message, "write facts: instead of fact:")
        return Derived(of=of, kind=kind, any_last=terms == 2, values=values) if known and of is not None else None

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

    def binding(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> str | None:
        """Return the name of the entity that a condition is about; None where nothing is bound to it."""
        of = self.reader.text(data, "of", "a condition", subject)
        if of in bound:
            return of
        message = f"'{of}' is not bound here"
        self.reader.fault(codes.UNKNOWN_NAME, data.marks["of"], message, f"bound here: {', '.join(sorted(bound))}")
        return None

    def atom(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Atom | None:
        """Read one test of a field."""
        operators = [key for key in data if key in OPERATORS]
        self.reader.only(data, ("path", "of", *OPERATORS), "a condition")
        if data.keys() - {"path", "of", *OPERATORS}:
            return None
        if "path" not in data or len(operators) != 1:
            missing = "'path'" if "path" not in data else "exactly one operator"
            hint = (
                f"operators: {', '.join(OPERATORS)}" if "path" in data else "or one of all, any, not, one, every, fact"
            )
            self.reader.fault(codes.INCOMPLETE_CONDITION, data.start, f"a condition needs {missing}", hint)
            return None
        of = self.binding(data, subject, bound)
        if of is None:
            return None
        operator, selector = OPERATORS[operators[0]], self.reader.text(data, "path", "a condition")
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
        match = PLAIN_PATH.match(selector)
        fields = self.vocabulary.kinds[of].by_path
        if match is None:
            message = f"'{selector}' is no path"
            hint = "write $.field, or a JSONPath that begins so"
            self.reader.fault(codes.INVALID_PATH, data.marks[key], message, hint)
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
        if len(selector) > MAX_PATH or REGULAR.search(selector):
            message = f"'{selector}' is no selector that rules may use"
            hint = f"at most {MAX_PATH} characters, no regular expressions"
            self.reader.fault(codes.INVALID_PATH, data.marks[key], message, hint)
            return False
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
            self.reader.only(value, ("set",), where)
            check_against(operator, Against.SET)
            name = self.reader.text(value, "set", where)
            self.reader.known(value, "set", (name,), self.vocabulary.sets, "set")
            return Literal(self.vocabulary.sets.get(name, ()))
        if "facts" in value:
            self.reader.only(value, ("facts",), where)
            check_against(operator, Against.FACTS)
            kind = self.reader.text(value, "facts", where)
            return FactsOf(kind) if self.fact(value, "facts", kind, 2) else None
        if value.keys() == {"of"} and value["of"] == "actor":
            check_against(operator, Against.ACTOR)
            return SelfActor()
        return self.field_of(value, operator, subject, bound)

    def parameter(self, value: LocatedMap, operator: Operator, where: str) -> Operand | None:
        """Read the threshold that an operator compares with, which stands among the parameters."""
        self.reader.only(value, ("parameter",), where)
        name = self.reader.text(value, "parameter", where)
        self.reader.known(value, "parameter", (name,), self.vocabulary.parameters, "parameter")
        known = self.vocabulary.parameters.get(name)
        if known is None:
            return None
        check_threshold(operator, name, known)
        return Literal(known.value, name)

    def field_of(self, value: LocatedMap, operator: Operator, subject: str, bound: frozenset[str]) -> Operand | None:
        """Read another field that an operator compares with."""
        where = f"a reference of '{operator.id}'"
        self.reader.only(value, ("path", "of"), where)
        check_against(operator, Against.FIELD)
        if value.keys() - {"path", "of"}:
            return None
        selector = self.reader.text(value, "path", where)
        other = self.binding(value, subject, bound)
        path = None if other is None or not selector else self.path(value, "path", other, selector)
        if path is not None and PLAIN_PATH.fullmatch(selector) is None:
            message = f"'{selector}' is no plain path"
            self.reader.fault(codes.INVALID_PATH, value.marks["path"], message, "another field is named as $.field")
            return None
        return None if other is None or path is None else FieldOf(other, path)
