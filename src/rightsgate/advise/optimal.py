"""The cheapest cover of all, by clingo, an answer set solver that comes with an extra."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from rightsgate import codes
from rightsgate.advise.answers import Alternative, Answer, agree
from rightsgate.advise.cover import Need
from rightsgate.errors import Fault, Input, InputError, InputKind

# How many conflicts the solver may meet before the best that it has found stands.
CONFLICTS: Final = 200_000
RULES: Final = """
{ chosen(A) : answer(A,_) }.
settled(N) :- alternative(N,K,_), chosen(A) : part(N,K,A).
:- need(N), not settled(N), not open(N).
{ open(N) : need(N) }.
:- apart(A,B), chosen(A), chosen(B).
used(P) :- chosen(A), answer(A,P).
#minimize { 1@3,N : open(N) }.
#minimize { 1@2,P : used(P) }.
#minimize { 1@1,A : chosen(A) }.
#show chosen/1.
"""


class OptimalCover:
    """Finds covers by clingo; ``proven`` is false once the best that was found need not be the best there is."""

    def __init__(self, conflicts: int = CONFLICTS) -> None:
        """Raise InputError where clingo cannot be imported."""
        try:
            import clingo
        except ImportError as error:
            option = Input(InputKind.OPTION, "--optimal")
            hint = "pip install 'rightsgate[plan]', or leave --optimal out"
            message = f"clingo cannot be imported: {error}"
            raise InputError([Fault(code=codes.ENGINE_NOT_THERE, input=option, message=message, hint=hint)]) from None
        self.clingo: Any = clingo
        self.conflicts = conflicts
        self.proven = True

    def __call__(self, needs: Sequence[Need], chosen: Alternative) -> Alternative:
        """Return the chosen answers with more, so that they settle the needs, at the fewest places."""
        answers = sorted({*chosen, *(a for need in needs for one in need.alternatives for a in one)}, key=_order)
        number = {answer: place for place, answer in enumerate(answers)}
        control = self.clingo.Control(["--warn=none", "--seed=0"])
        control.add("base", [], RULES + "\n".join(_facts(needs, chosen, answers, number)))
        control.ground([("base", [])])
        control.configuration.solve.solve_limit = str(self.conflicts)
        best: list[int] = []

        def found(model: Any) -> None:
            best[:] = [symbol.arguments[0].number for symbol in model.symbols(shown=True)]

        result = control.solve(on_model=found)
        self.proven = self.proven and bool(result.exhausted)
        return frozenset(answers[place] for place in best) | chosen


def _order(answer: Answer) -> tuple[object, ...]:
    return answer.order


def _facts(
    needs: Sequence[Need], chosen: Alternative, answers: Sequence[Answer], number: dict[Answer, int]
) -> Iterator[str]:
    places: dict[object, int] = {}
    for answer in answers:
        yield f"answer({number[answer]},{places.setdefault(answer.place, len(places))})."
    yield from (f":- not chosen({number[answer]})." for answer in sorted(chosen, key=_order))
    for which, need in enumerate(needs):
        yield f"need({which})."
        for way, one in enumerate(need.alternatives):
            yield f"alternative({which},{way},{len(one)})."
            yield from (f"part({which},{way},{number[answer]})." for answer in sorted(one, key=_order))
    for first, second in _apart(answers):
        yield f"apart({number[first]},{number[second]})."


def _apart(answers: Sequence[Answer]) -> Iterator[tuple[Answer, Answer]]:
    """Yield the pairs of answers that cannot both be given."""
    alike: dict[object, list[Answer]] = {}
    for answer in answers:
        alike.setdefault((answer.place, answer.site.field), []).append(answer)
    for group in alike.values():
        yield from ((one, other) for one, other in combinations(group, 2) if not agree((one, other)))
