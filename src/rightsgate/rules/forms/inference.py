"""Inference files to inferences and constant facts; refuses unsafe variables."""

import math
import re
from collections.abc import Iterator
from itertools import product
from typing import Any, Final, NamedTuple

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.logic.dates import DATE, Dates
from rightsgate.logic.patterns import Absent, AtLeast, Compare, Pattern, Premise, Scalar, is_variable
from rightsgate.manifest.values import PERIOD, WrongValueError, dates
from rightsgate.rules.forms.operand import wrong_term
from rightsgate.rules.forms.tables.inference import ABSENT, AT_LEAST, COMPARE, INFERENCES
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.operator import Takes
from rightsgate.rules.operators import PREMISES
from rightsgate.rules.predicates import OUTCOME, PREDICATES, By, argument, base_kinds, stated_by
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedList, LocatedMap, kind_of
from rightsgate.text.position import Mark
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import Vocabulary

NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
# Cap on the inferences that one with lists of alternatives expands to; it guards against combinatorial rules.
MAX_EXPANDED: Final = 1000
# Cap on the premises of one inference; a longer one is better split into several.
MAX_PREMISES: Final = 40
EXAMPLE: Final = "as in role: [$actor, supplier]"


class Written(NamedTuple):
    """A pattern as written: a term that is a tuple lists alternatives."""

    kind: str
    terms: tuple[Scalar | tuple[Scalar, ...], ...]


def variables(terms: tuple[Any, ...]) -> set[str]:
    """Return the variables among the terms."""
    return set(filter(is_variable, terms))


class InferenceReader:
    """Reads the inference files of all packs, then checks the kinds they use against each other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with the kinds of fact that the vocabulary makes possible."""
        self.kinds = base_kinds(vocabulary)
        self.inferred = stated_by(By.INFERENCE)
        self.vocabulary = vocabulary
        self.inferences: list[Inference] = []
        self.constants: list[Pattern] = []
        self.derived: dict[str, int] = {}
        self.uses: list[tuple[Reader, Mark, Written]] = []
        self.places: dict[str, str] = {}
        # The constants that some inference concludes there, which duties may then name.
        self.roles: set[str] = set()
        self.scoped: set[str] = set()

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of inferences."""
        found = INFERENCES.read(reader, data)
        for body in reader.maps(data, "facts", found.where):
            written = self.pattern(reader, body, "a fact")
            if written is not None:
                if variables(written.terms) or "_" in written.terms:
                    _unfit(reader, body.start, "a constant fact holds no variables", "write out each fact")
                elif not all(isinstance(term, str) for term in written.terms):
                    _unfit(reader, body.start, "a constant fact holds only texts", "quote what must stay a text")
                else:
                    self.constants.append(Pattern(*plain(written)))
                self.derive(reader, body.start, written)
        for one in found["inferences"]:
            self.inference(reader, one)

    def inference(self, reader: Reader, found: Filled) -> None:
        """Read one inference, as one for each choice among the alternatives that it lists."""
        name, data = found["id"], found.data
        if name in self.places:
            message = f"the id '{name}' is taken by an inference in {self.places[name]}"
            reader.fault(codes.DUPLICATE_NAME, found.mark("id"), message)
        elif name:
            self.places[name] = f"{reader.path} at line {data.start[0]}"
        for premises, conclusion in self.body(reader, data, found.where):
            self.inferences.append(
                Inference(
                    id=name,
                    title=found["title"],
                    source=found["source"],
                    premises=premises,
                    conclusion=conclusion,
                    possible=found["possible"],
                    path=reader.path,
                    mark=data.start,
                )
            )

    def body(self, reader: Reader, data: LocatedMap, where: str) -> Iterator[tuple[tuple[Premise, ...], Pattern]]:
        """Yield premises and conclusion for each choice among alternatives; nothing where any part is faulty."""
        before = len(reader.faults)
        bodies = reader.maps(data, "if", where, required=True)
        if len(bodies) > MAX_PREMISES:
            message = f"{where} has {len(bodies):,} premises; a rule has at most {MAX_PREMISES}"
            hint = "conclude a fact of its own from some of them"
            reader.fault(codes.RULE_TOO_LARGE, data.marks["if"], message, hint)
            return
        written = [premise for body in bodies if (premise := self.premise(reader, body))]
        head = self.inner(reader, data, "then", where, f"the conclusion of {where}")
        if head is None:
            return
        self.derive(reader, data["then"].start, head)
        for kind, name, found in (("role", "role", self.roles), ("in_scope", "kind", self.scoped)):
            term = argument(kind, head.terms, name) if head.kind == kind else None
            if isinstance(term, str) and not is_variable(term):
                found.add(term)
        if len(reader.faults) > before:
            return
        conclusion = Pattern(*plain(head))
        self.check_safety(reader, data, where, written, conclusion)
        terms = [term for premise in written if isinstance(premise, Written) for term in premise.terms]
        if math.prod(len(term) for term in terms if isinstance(term, tuple)) > MAX_EXPANDED:
            message = f"{where} lists alternatives with more than {MAX_EXPANDED} combinations"
            reader.fault(codes.RULE_TOO_LARGE, data.start, message)
            return
        for premises in product(*(_alternatives(premise) for premise in written)):
            yield premises, conclusion

    def premise(self, reader: Reader, data: LocatedMap) -> Written | Absent | AtLeast | Compare | None:
        """Read one premise; None where it is faulty."""
        if "absent" in data:
            ABSENT.read(reader, data)
            written = self.inner(reader, data, "absent", ABSENT.where, "an absent premise")
            return None if written is None else Absent(Pattern(*plain(written)))
        if "at_least" in data:
            count = AT_LEAST.read(reader, data)["at_least"]
            written = self.inner(reader, data, "of", AT_LEAST.where, "a counted premise")
            return None if written is None else AtLeast(count, Pattern(*plain(written)))
        if "compare" in data:
            return self.comparison(reader, data)
        return self.pattern(reader, data, "a premise", choices=True)

    def comparison(self, reader: Reader, data: LocatedMap) -> Compare | None:
        """Read a comparison of two terms."""
        COMPARE.read(reader, data)
        terms, start = data["compare"], data.marks["compare"]
        if not isinstance(terms, LocatedList) or len(terms) != 3:
            message = "'compare' takes [left, operator, right]"
            reader.fault(codes.INCOMPLETE_CONDITION, start, message, f"operators: {', '.join(PREMISES)}")
            return None
        left, operator, right = terms
        row = PREMISES.get(operator) if isinstance(operator, str) else None
        if row is None:
            hint = did_you_mean(str(operator), PREMISES) or f"operators: {', '.join(PREMISES)}"
            reader.fault(codes.UNKNOWN_NAME, terms.marks[1], f"unknown comparison '{operator}'", hint)
            return None
        if not isinstance(left, Scalar) or not isinstance(right, Scalar):
            message = "'compare' takes variables, texts, numbers, true or false on both sides"
            reader.fault(codes.INCOMPLETE_CONDITION, start, message)
            return None
        if row.takes is Takes.PERIOD and not (isinstance(right, str) and PERIOD.fullmatch(right)):
            message = f"'{right}' is no period"
            reader.fault(codes.INVALID_VALUE, terms.marks[2], message, "write a number and d, m or y: 12m")
            return None
        try:
            return Compare(_day(left), row.premise, _day(right))
        except WrongValueError as error:
            reader.fault(error.code, start, error.message, error.hint)
            return None

    def inner(self, reader: Reader, data: LocatedMap, key: str, where: str, called: str) -> Written | None:
        """Read the pattern that stands at ``key``."""
        body = data.get(key)
        if isinstance(body, LocatedMap):
            return self.pattern(reader, body, called)
        reader.mapping(data, key, where, required=True)
        return None

    def pattern(self, reader: Reader, data: LocatedMap, where: str, *, choices: bool = False) -> Written | None:
        """Read one kind of fact with its terms; with ``choices`` a term may list alternatives."""
        if len(data) != 1:
            _unfit(reader, data.start, f"{where} must be one kind of fact with its terms", EXAMPLE)
            return None
        ((kind, terms),) = data.items()
        if not isinstance(terms, LocatedList) or not terms:
            _unfit(reader, data.marks[kind], f"the terms of '{kind}' must be a list", EXAMPLE)
            return None
        faults = len(reader.faults)
        for term, mark in zip(terms, terms.marks, strict=True):
            if isinstance(term, LocatedList) and choices:
                words = [code for code in term if isinstance(code, Scalar) and not is_variable(code)]
                if not words or len(words) < len(term) or "_" in words:
                    _unfit(reader, mark, f"alternatives in '{kind}' are texts, numbers, true or false; no variables")
            elif isinstance(term, LocatedList):
                _unfit(reader, mark, f"{where} cannot list alternatives in '{kind}'", "only a plain premise can")
            elif not isinstance(term, Scalar) and not (term is None and (kind == OUTCOME or kind not in self.kinds)):
                _unfit(reader, mark, f"a term of '{kind}' must be a variable, a text or a number, not {kind_of(term)}")
        if len(reader.faults) > faults:
            return None
        written = Written(kind, tuple(tuple(t) if isinstance(t, LocatedList) else t for t in terms))
        self.uses.append((reader, data.marks[kind], written))
        return written

    def derive(self, reader: Reader, start: Mark, pattern: Written) -> None:
        """Note a kind of fact that a rule derives."""
        kind, terms = pattern.kind, len(pattern.terms)
        if kind in self.kinds:
            said = "is given by the engine" if kind in PREDICATES else "is stated by manifests"
            _unfit(reader, start, f"'{kind}' {said}; a rule cannot derive it")
            return
        if not NAME.fullmatch(kind):
            message = f"'{kind}' cannot name a derived fact"
            reader.fault(codes.INVALID_NAME, start, message, "use small letters, digits and _")
        self.derived.setdefault(kind, self.inferred.get(kind, terms))

    def check_safety(
        self, reader: Reader, data: LocatedMap, where: str, premises: list[Any], conclusion: Pattern
    ) -> None:
        """Refuse variables that no plain premise binds."""
        bound = {v for p in premises if isinstance(p, Written) for v in variables(p.terms)}
        for premise in premises:
            match premise:
                case Absent(pattern) | AtLeast(_, pattern):
                    loose = variables(pattern.terms) - bound
                case Compare(left, _, right):
                    loose = variables((left, right)) - bound
                case _:
                    continue
            for variable in sorted(loose):
                message = f"{where}: the variable {variable} is unsafe: no premise binds it"
                hint = "bind it in a plain premise, or write _ for anything"
                reader.fault(codes.UNSAFE_VARIABLE, data.start, message, hint)
        for variable in sorted(variables(conclusion.terms) - bound):
            message = f"{where}: the variable {variable} of the conclusion is unsafe: no premise binds it"
            reader.fault(codes.UNSAFE_VARIABLE, data.start, message, "bind it in a plain premise")
        if "_" in conclusion.terms:
            message = f"{where}: a conclusion cannot hold _"
            reader.fault(codes.UNSAFE_VARIABLE, data.start, message, "name what is concluded")
        if conclusion.kind in self.inferred and not all(isinstance(term, str) for term in conclusion.terms):
            message = f"{where}: '{conclusion.kind}' holds of what has a name, and of no number or truth value"
            _unfit(reader, data.start, message)

    def check_kinds(self) -> None:
        """Refuse kinds of fact that nothing states or derives, and wrong numbers of terms and codes."""
        known = {**self.kinds, **self.derived}
        for reader, start, pattern in self.uses:
            if pattern.kind not in known:
                hint = did_you_mean(pattern.kind, known) or "manifests state entity.field; rules derive the others"
                reader.fault(codes.UNKNOWN_NAME, start, f"unknown kind of fact '{pattern.kind}'", hint)
            elif known[pattern.kind] != len(pattern.terms):
                terms = "1 term" if known[pattern.kind] == 1 else f"{known[pattern.kind]} terms"
                _unfit(reader, start, f"'{pattern.kind}' has {terms}, not {len(pattern.terms)}")
            else:
                self.check_codes(reader, start, pattern)

    def check_codes(self, reader: Reader, start: Mark, pattern: Written) -> None:
        """Refuse values that a field can never have."""
        kind, _, path = pattern.kind.partition(".")
        if not path or pattern.kind not in self.kinds:
            return
        field, term = self.vocabulary.kinds[kind].by_path[path], pattern.terms[1]
        for code in term if isinstance(term, tuple) else (term,):
            if code == "_" or is_variable(code):
                continue
            wrong = wrong_term(field, code)
            if wrong is not None:
                reader.fault(wrong.code, start, wrong.about(pattern.kind), wrong.hint)


def plain(pattern: Written) -> tuple[str, tuple[Scalar, ...]]:
    """Return kind and terms of a pattern that lists no alternatives."""
    return pattern.kind, tuple(term for term in pattern.terms if not isinstance(term, tuple))


def _alternatives(premise: Written | Premise) -> Iterator[Premise]:
    if isinstance(premise, Written):
        terms = [term if isinstance(term, tuple) else (term,) for term in premise.terms]
        for combination in product(*terms):
            yield Pattern(premise.kind, combination)
    else:
        yield premise


def _day(term: Scalar) -> Scalar | Dates:
    """Read a term that is written as a date as one, so that it compares with the dates that manifests state."""
    return dates(term) if isinstance(term, str) and DATE.fullmatch(term) and len(term) > 4 else term


def _unfit(reader: Reader, start: Mark, message: str, hint: str = "") -> None:
    reader.fault(codes.UNFIT_FACT, start, message, hint)
