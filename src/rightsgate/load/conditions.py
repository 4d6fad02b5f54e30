"""Written conditions to typed ones, checked against the vocabulary. Evaluates nothing."""

import re
from collections.abc import Mapping
from typing import Any, Final

from rightsgate.errors import did_you_mean
from rightsgate.load.located import LocatedList, LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.load.values import WrongValueError, dates
from rightsgate.model.rules import (
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
)
from rightsgate.model.vocabulary import Field, FieldType, Vocabulary

PLAIN_PATH = re.compile(r"\$((?:\.[A-Za-z_]\w*)+)")
PERIOD = re.compile(r"[1-9]\d{0,3}[dmy]")
SIDES: Final = ("provider", "receiver", "either")
OWNED: Final = ("document", "terms", "channel")
PERIODS: Final = ("fresh_within", "older_than")
COUNTS: Final = ("count_is", "count_above")
LISTS: Final = (
    "one_of",
    "not_one_of",
    "has_any",
    "has_all",
    "superset_of",
    "subset_of",
    "not_superset_of",
    "not_subset_of",
)
OPERATORS: Final = (
    *("exists", "missing", "equals", "not_equals", "above", "at_least", "below", "at_most", "has", "lacks"),
    *LISTS,
    *COUNTS,
    *PERIODS,
)


class ConditionReader:
    """Reads the conditions of one rule file."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary, fact_kinds: Mapping[str, int]) -> None:
        """Report through ``reader``; ``fact_kinds`` maps each kind that can be derived to its number of terms."""
        self.reader = reader
        self.vocabulary = vocabulary
        self.fact_kinds = fact_kinds

    def read(self, data: LocatedMap, key: str, subject: str, bound: frozenset[str], where: str) -> AllOf:
        """Read the list of conditions at ``key``, all of which must hold, about the entity bound as ``subject``."""
        items = self.reader.items(data, key, where, LocatedMap, "conditions")
        parts = (self.condition(item, subject, bound) for _, item in items)
        return AllOf(tuple(part for part in parts if part is not None))

    def condition(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Condition | None:
        """Read one condition; None where it is faulty."""
        for key, form in (("all", AllOf), ("any", AnyOf)):
            if key in data:
                self.reader.only(data, (key,), "a condition")
                return form(self.read(data, key, subject, bound, f"'{key}'").parts)
        if "not" in data:
            self.reader.only(data, ("not",), "a condition")
            part = self.condition(self.reader.mapping(data, "not", "a condition"), subject, bound)
            return None if part is None else Not(part)
        if "one" in data or "every" in data:
            return self.quantified(data, subject, bound)
        if "fact" in data or "facts" in data:
            return self.derived(data, subject, bound)
        return self.atom(data, subject, bound)

    def quantified(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Quantified | None:
        one = "one" in data
        word = "one" if one else "every"
        where = f"a condition on {word} record"
        self.reader.only(data, (word, "kind", "as", "that"), where)
        kind = self.reader.text(data, word, where)
        if kind not in self.vocabulary.kinds:
            self.reader.known(data, word, (kind,), self.vocabulary.kinds, "entity kind")
            return None
        kinds = self.reader.texts(data, "kind", where)
        field = self.vocabulary.kinds[kind].fields.get("kind")
        if kinds:
            self.reader.known(data, "kind", kinds, field.values if field else (), f"kind of {kind}")
        side = self.reader.text(data, "as", where, "either" if kind == "relation" else "")
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
        key = "fact" if "fact" in data else "facts"
        self.reader.only(data, (key, "of", "exists"), "a condition on a derived fact")
        kind = self.reader.text(data, key, "a condition on a derived fact")
        of = self.binding(data, subject, bound)
        terms = 1 if key == "fact" else 2
        if not self.fact(data, key, kind, terms) or of is None:
            return None
        result = Derived(of=of, kind=kind, any_last=terms == 2)
        return result

    def fact(self, data: LocatedMap, key: str, kind: str, terms: int) -> bool:
        if kind not in self.fact_kinds:
            self.reader.fault(
                data.marks[key],
                f"no rule derives the fact '{kind}'",
                did_you_mean(kind, list(self.fact_kinds)),
            )
        elif self.fact_kinds[kind] != terms:
            self.reader.fault(
                data.marks[key],
                f"the fact '{kind}' has {self.fact_kinds[kind]} terms; '{key}' asks for {terms}",
            )
        else:
            return True
        return False

    def binding(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> str | None:
        of = self.reader.text(data, "of", "a condition", subject)
        if of in bound:
            return of
        self.reader.fault(
            data.marks["of"], f"'{of}' is not bound here", f"bound here: {', '.join(sorted(bound))}"
        )
        return None

    def atom(self, data: LocatedMap, subject: str, bound: frozenset[str]) -> Atom | None:
        operators = [key for key in data if key in OPERATORS]
        self.reader.only(data, ("path", "of", *OPERATORS), "a condition")
        if "path" not in data or len(operators) != 1:
            missing = "'path'" if "path" not in data else "exactly one operator"
            self.reader.fault(
                data.start,
                f"a condition needs {missing}",
                f"operators: {', '.join(OPERATORS)}" if "path" in data else "",
            )
            return None
        of = self.binding(data, subject, bound)
        if of is None:
            return None
        operator, selector = operators[0], self.reader.text(data, "path", "a condition")
        path = self.path(data, "path", of, selector)
        if path is None:
            return None
        field = self.vocabulary.kinds[of].by_path.get(path)
        operand = self.operand(data, operator, field, subject, bound)
        plain = PLAIN_PATH.fullmatch(selector) is not None
        return (
            None
            if operand is None
            else Atom(
                of=of, path=path, operator=operator, operand=operand, selector="" if plain else selector
            )
        )

    def path(self, data: LocatedMap, key: str, of: str, selector: str) -> str | None:
        """Return the dotted path of a plain selector, checked; for other JSONPath the part that is plain."""
        match = PLAIN_PATH.match(selector)
        fields = self.vocabulary.kinds[of].by_path
        if match is None:
            self.reader.fault(
                data.marks[key], f"'{selector}' is no path", "write $.field, or a JSONPath that begins so"
            )
            return None
        path = match[1][1:]
        if path not in fields:
            self.reader.fault(
                data.marks[key], f"{of} has no field '{path}'", did_you_mean(path, list(fields))
            )
            return None
        if match.end() < len(selector) and not self.jsonpath(data, key, selector):
            return None
        return path

    def jsonpath(self, data: LocatedMap, key: str, selector: str) -> bool:
        import jsonpath_ng.ext  # only for selectors that are more than a plain path

        try:
            jsonpath_ng.ext.parse(selector)
        except Exception as error:  # noqa: BLE001 - the parser raises bare Exception for what it cannot read
            self.reader.fault(data.marks[key], f"'{selector}' is no JSONPath: {error}")
            return False
        return True

    def operand(
        self, data: LocatedMap, operator: str, field: Field | None, subject: str, bound: frozenset[str]
    ) -> Operand | None:
        value = data[operator]
        if isinstance(value, LocatedMap):
            return self.reference(value, subject, bound)
        start = data.marks[operator]
        if operator in ("exists", "missing"):
            if value is not True:
                self.reader.fault(start, f"'{operator}' takes true", "for the opposite use exists or missing")
            return Literal(True)
        if operator in LISTS and not isinstance(value, LocatedList):
            self.reader.fault(start, f"'{operator}' takes a list or a reference")
            return None
        try:
            return Literal(self.literal(operator, value, field))
        except WrongValueError as error:
            self.reader.fault(start, error.message, error.hint)
            return None

    def literal(self, operator: str, value: Any, field: Field | None) -> Any:
        if operator in PERIODS:
            if not isinstance(value, str) or not PERIOD.fullmatch(value):
                raise WrongValueError(f"'{value}' is no period", "write a number and d, m or y: 12m")
            return value
        if operator in COUNTS:
            if not isinstance(value, int) or isinstance(value, bool):
                raise WrongValueError(f"'{operator}' takes a whole number")
            return value
        values = tuple(value) if isinstance(value, LocatedList) else (value,)
        if "unknown" in values:
            raise WrongValueError("a rule cannot ask for the word unknown", "use exists or missing")
        if field is not None and field.values:
            for code in values:
                if code not in field.values and code != "none":
                    raise WrongValueError(
                        f"'{code}' is no value of '{field.path}'", did_you_mean(str(code), field.values)
                    )
        if field is not None and field.type is FieldType.DATE and isinstance(value, str):
            return dates(value)
        return values if isinstance(value, LocatedList) else value

    def reference(self, value: LocatedMap, subject: str, bound: frozenset[str]) -> Operand | None:
        if "set" in value:
            self.reader.only(value, ("set",), "a reference")
            name = self.reader.text(value, "set", "a reference")
            self.reader.known(value, "set", (name,), self.vocabulary.sets, "set")
            return Literal(self.vocabulary.sets.get(name, ()))
        if "facts" in value:
            self.reader.only(value, ("facts",), "a reference")
            kind = self.reader.text(value, "facts", "a reference")
            return FactsOf(kind) if self.fact(value, "facts", kind, 2) else None
        self.reader.only(value, ("path", "of"), "a reference")
        selector = self.reader.text(value, "path", "a reference")
        other = self.binding(value, subject, bound)
        path = None if other is None else self.path(value, "path", other, selector)
        return None if other is None or path is None else FieldOf(other, path)
