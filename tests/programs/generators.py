"""Random programs of one sort each: recursion, negation, counts, comparison. See ``programs.notation`` for the notation.

Each generator draws rules from templates in which P is the kind that the rule derives, Q and R are kinds of the same
level, so that rules of a level depend on one another, and L and M are kinds of levels below it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

from programs.notation import RandomProgram, facts, rules

# Left, right and non-linear recursion, through several rules and kinds, with swapped and repeated variables.
RECURSION: Final = (
    "P(X,Z) :- L(X,Y), Q(Y,Z)",
    "P(X,Z) :- Q(X,Y), L(Y,Z)",
    "P(X,Z) :- Q(X,Y), R(Y,Z)",
    "P(X,Z) :- P(X,Y), P(Y,Z)",
    "P(X,Y) :- Q(Y,X)",
    "P(X,Y) :- L(V,X), Q(V,W), M(W,Y)",
    "P(X,X) :- Q(X,Y), R(Y,X)",
    "P(X,b) :- Q(X,a)",
    "P(X,Y) :- Q(X,_), R(_,Y), X differs Y",
    "perhaps P(X,Y) :- Q(X,Y), L(Y,X)",
)
NEGATION: Final = (
    "P(X,Y) :- L(X,Y), not M(X,Y)",
    "P(X,Y) :- L(X,Y), not M(Y,X), not L(Y,Y)",
    "P(X,Y) :- L(X,_), M(_,Y), not L(X,Y)",
    "P(X,X) :- L(X,_), not M(_,X)",
    "P(X,Y) :- L(X,Y), not M(Y,_)",
    "P(a,Y) :- L(_,Y), not M(a,_)",
    "P(X,Z) :- Q(X,Y), L(Y,Z), not M(X,Z)",
    "P(X,Y) :- L(X,Y), not M(_,_)",
    "perhaps P(X,Y) :- L(X,Y), not M(Y,X)",
)
COUNTS: Final = (
    "P(X,Y) :- L(X,Y), 2 of M(X,_)",
    "P(X,Y) :- L(X,Y), 3 of M(_,Y)",
    "P(X,X) :- L(X,_), 2 of L(_,X), 2 of L(X,_)",
    "P(X,Y) :- L(X,Y), 1 of M(Y,X)",
    "P(X,X) :- L(_,X), 1 of M(X,X)",
    "P(X,X) :- L(X,Y), 2 of M(Y,Y)",  # one fact at most: never
    "P(X,Y) :- L(X,Y), 5 of M(_,_)",
    "P(X,Z) :- Q(X,Y), L(Y,Z), 2 of M(Z,_)",
    "P(X,Y) :- L(X,Y), 2 of M(X,_), not M(Y,_)",
    "P(X,a) :- L(X,_), 2 of M(a,_)",
)
ORDER: Final = ("equals", "differs", "below", "above", "at_most", "at_least")
COMPARISON: Final = (
    "P(X,Y) :- L(X,Y), X OP Y",
    "P(X,Y) :- L(X,_), M(_,Y), X OP Y, X differs Y",
    "P(X,Z) :- Q(X,Y), L(Y,Z), Y OP Z",
    "P(X,Y) :- L(X,Y), Y OP CONST",
    "P(X,Y) :- L(X,Y), CONST OP X",
    "P(X,Y) :- L(X,Y), X OP X",
    "P(X,X) :- L(X,_), not M(X,_), X OP CONST",
)
NODES: Final = ("a", "b", "c", "d", "e")
# Numbers, texts, a text that looks like a number, whole days and months that hold some of them.
VALUES: Final = ("1", "2", "10", "a", "b", "x1", "2026-05", "2026-05-01", "2026-05-31", "2026-06", "2026-06-01")
GENERATORS: Final[Mapping[str, Callable[[int], RandomProgram]]] = {
    "recursion": lambda seed: _draw(seed, RECURSION, NODES, levels=2),
    "negation": lambda seed: _draw(seed, NEGATION, NODES, levels=4),
    "counts": lambda seed: _draw(seed, COUNTS, NODES, levels=3),
    "comparison": lambda seed: _draw(seed, COMPARISON, VALUES, levels=2),
}


def _draw(seed: int, templates: Sequence[str], words: Sequence[str], *, levels: int) -> RandomProgram:
    random = Random(seed)  # noqa: S311 - a seeded sample, no secret
    pool = random.sample(words, random.randint(3, 5))
    pairs = [f"e{n}({random.choice(pool)},{random.choice(pool)})" for n in (0, 1) for _ in range(random.randint(3, 7))]
    doubtful = random.choice((0, 0.3))
    given = " ".join(pair + "?" * (random.random() < doubtful) for pair in pairs)
    below, lines = ["e0", "e1"], []
    for level in range(levels):
        same = [f"d{level}{n}" for n in range(random.randint(1, 3))]
        for kind in same:
            lines.append(f"{kind}(X,Y) :- {random.choice(below)}(X,Y)" if random.random() < 0.6 else "")
            chosen = random.sample(templates, random.randint(1, 3))
            lines += [_filled(template, random, kind, same, below, pool) for template in chosen]
        below += same
    return RandomProgram(rules("\n".join(filter(None, lines))), (), facts(given))


def _filled(
    template: str, random: Random, kind: str, same: Sequence[str], below: Sequence[str], pool: Sequence[str]
) -> str:
    choices: Mapping[str, Sequence[str]] = {"P": [kind], "Q": same, "R": same, "L": below, "M": below}
    filled = re.sub(r"\b([PQRLM])\(", lambda found: f"{random.choice(choices[found[1]])}(", template)
    return re.sub("OP|CONST", lambda found: random.choice(ORDER if found[0] == "OP" else pool), filled)
