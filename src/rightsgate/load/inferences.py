"""Inference files to inferences and constant facts; refuses unsafe variables. Derives nothing."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from rightsgate.errors import did_you_mean
from rightsgate.load.located import LocatedList, LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.model.rules import Absent, AtLeast, Compare, Inference, Pattern, Premise
from rightsgate.model.vocabulary import FieldType, Vocabulary

FILE_KEYS: Final = ("title", "facts", "inferences")
INFERENCE_KEYS: Final = ("id", "title", "source", "if", "then", "possible")
COMPARISONS: Final = (
    "equals",
    "differs",
    "below",
    "above",
    "at_most",
    "at_least",
    "older_than",
    "fresh_within",
)
# What every run states beside the entities and fields of the manifest: kind to number of terms.
STATED: Final = {"listed_completely": 1, "related": 4, "denied": 3, "asked_scope": 2, "asked_relation": 2}


def base_kinds(vocabulary: Vocabulary) -> dict[str, int]:
    """Return the kinds of fact that a manifest itself states: ``model``, ``model.developer``, …"""
    kinds = dict(STATED)
    for kind in vocabulary.kinds.values():
        kinds[kind.name] = 1
        for path, field in kind.by_path.items():
            if field.type is not FieldType.GROUP:
                kinds[f"{kind.name}.{path}"] = 2
    return kinds


def variables(terms: tuple[Any, ...]) -> set[str]:
    """Return the variables among the terms."""
    return {term for term in terms if isinstance(term, str) and term.startswith("$")}


class InferenceReader:
    """Reads the inference files of all packs, then checks the kinds they use against each other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start with the kinds of fact that the vocabulary makes possible."""
        self.kinds = base_kinds(vocabulary)
        self.vocabulary = vocabulary
        self.inferences: list[Inference] = []
        self.constants: list[Pattern] = []
        self.derived: dict[str, int] = {}
        self.uses: list[tuple[Reader, tuple[int, int], Pattern]] = []

    def read(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of inferences."""
        where = "a file of inferences"
        reader.only(data, FILE_KEYS, where)
        reader.text(data, "title", where)
        for body in reader.maps(data, "facts", where):
            pattern = self.pattern(reader, body, "a fact")
            if pattern is not None:
                if variables(pattern.terms) or "_" in pattern.terms:
                    reader.fault(body.start, "a constant fact holds no variables")
                self.constants.append(pattern)
                self.derive(reader, body.start, pattern)
        for body in reader.maps(data, "inferences", where):
            self.inference(reader, body)

    def inference(self, reader: Reader, data: LocatedMap) -> None:
        name = reader.text(data, "id", "an inference")
        where = f"inference {name}"
        reader.only(data, INFERENCE_KEYS, where)
        title, source = reader.text(data, "title", where), reader.text(data, "source", where, "")
        possible = reader.boolean(data, "possible", where, default=False)
        premises = [
            p for body in reader.maps(data, "if", where, required=True) if (p := self.premise(reader, body))
        ]
        head = reader.mapping(data, "then", where, required=True)
        conclusion = self.pattern(reader, head, f"the conclusion of {where}") if head else None
        if conclusion is None:
            return
        self.derive(reader, head.start, conclusion)
        self.check_safety(reader, data, where, premises, conclusion)
        for combination in expand(tuple(premises)):
            self.inferences.append(
                Inference(
                    id=name,
                    title=title,
                    source=source,
                    premises=combination,
                    conclusion=conclusion,
                    possible=possible,
                    path=reader.path,
                    mark=reader.mark(data),
                )
            )

    def premise(self, reader: Reader, data: LocatedMap) -> Premise | None:
        if "absent" in data:
            reader.only(data, ("absent",), "a premise")
            pattern = self.pattern(reader, reader.mapping(data, "absent", "a premise"), "an absent premise")
            return None if pattern is None else Absent(pattern)
        if "at_least" in data:
            reader.only(data, ("at_least", "of"), "a premise")
            pattern = self.pattern(
                reader, reader.mapping(data, "of", "a premise", required=True), "a counted premise"
            )
            count = reader.number(data, "at_least", "a premise")
            return None if pattern is None else AtLeast(count, pattern)
        if "compare" in data:
            return self.comparison(reader, data)
        return self.pattern(reader, data, "a premise")

    def comparison(self, reader: Reader, data: LocatedMap) -> Compare | None:
        reader.only(data, ("compare",), "a premise")
        terms = data["compare"]
        if not isinstance(terms, LocatedList) or len(terms) != 3 or terms[1] not in COMPARISONS:
            reader.fault(
                data.marks["compare"],
                "'compare' takes [left, operator, right]",
                f"operators: {', '.join(COMPARISONS)}",
            )
            return None
        return Compare(terms[0], terms[1], terms[2])

    def pattern(self, reader: Reader, data: LocatedMap, where: str) -> Pattern | None:
        if len(data) != 1:
            reader.fault(
                data.start, f"{where} is one kind of fact with its terms, as in role: [?actor, supplier]"
            )
            return None
        ((kind, terms),) = data.items()
        if not isinstance(terms, LocatedList):
            reader.fault(data.marks[kind], f"the terms of '{kind}' must be a list")
            return None
        pattern = Pattern(kind, tuple(tuple(t) if isinstance(t, LocatedList) else t for t in terms))
        self.uses.append((reader, data.marks[kind], pattern))
        return pattern

    def derive(self, reader: Reader, start: tuple[int, int], pattern: Pattern) -> None:
        if pattern.kind in self.kinds:
            reader.fault(start, f"'{pattern.kind}' is stated by manifests; a rule cannot derive it")
        self.derived.setdefault(pattern.kind, len(pattern.terms))

    def check_safety(
        self, reader: Reader, data: LocatedMap, where: str, premises: list[Premise], conclusion: Pattern
    ) -> None:
        bound = {v for p in premises if isinstance(p, Pattern) for v in variables(p.terms)}
        for premise in premises:
            match premise:
                case Absent(pattern) | AtLeast(_, pattern):
                    loose = variables(pattern.terms) - bound
                case Compare(left, _, right):
                    loose = variables((left, right)) - bound
                case _:
                    continue
            for variable in sorted(loose):
                reader.fault(
                    data.start, f"{where}: {variable} is unsafe, no premise binds it", "write _ for anything"
                )
        for variable in sorted(variables(conclusion.terms) - bound):
            reader.fault(data.start, f"{where}: {variable} of the conclusion is unsafe, no premise binds it")
        if "_" in conclusion.terms:
            reader.fault(data.start, f"{where}: a conclusion cannot hold _")

    def check_kinds(self) -> None:
        """Refuse kinds of fact that nothing states or derives, and wrong numbers of terms and codes."""
        known = {**self.kinds, **self.derived}
        for reader, start, pattern in self.uses:
            if pattern.kind not in known:
                reader.fault(
                    start, f"unknown kind of fact '{pattern.kind}'", did_you_mean(pattern.kind, known)
                )
            elif known[pattern.kind] != len(pattern.terms):
                reader.fault(
                    start, f"'{pattern.kind}' has {known[pattern.kind]} terms, not {len(pattern.terms)}"
                )
            else:
                self.check_codes(reader, start, pattern)

    def check_codes(self, reader: Reader, start: tuple[int, int], pattern: Pattern) -> None:
        kind, _, path = pattern.kind.partition(".")
        if not path:
            return
        values = self.vocabulary.kinds[kind].by_path[path].values
        codes = pattern.terms[1] if isinstance(pattern.terms[1], tuple) else (pattern.terms[1],)
        for code in codes:
            if values and code not in values and not str(code).startswith(("$", "_")):
                reader.fault(
                    start, f"'{code}' is no value of '{pattern.kind}'", did_you_mean(str(code), values)
                )


def expand(premises: tuple[Premise, ...]) -> Iterator[tuple[Premise, ...]]:
    """Yield one combination for each choice among the terms that list alternatives."""
    choices = [list(_alternatives(premise)) for premise in premises]
    yield from product(*choices)


def _alternatives(premise: Premise) -> Iterator[Premise]:
    if isinstance(premise, Pattern):
        terms = [term if isinstance(term, tuple) else (term,) for term in premise.terms]
        for combination in product(*terms):
            yield Pattern(premise.kind, combination)
    else:
        yield premise
