"""Which answers settle all needs at the least places: a cover, searched part by part.

A need is one duty that is to be settled, with the alternatives for it. Parts that share no place are searched apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from rightsgate.advise.answers import Alternative, Answer, agree, cost_of, order_of, places_of

# How many steps the exact search of one part may take before the greedy one stands.
STEPS: Final = 4000
# What one more answer at a place that changes anyway weighs, against a place.
LIGHT: Final = 0.001


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """A duty to be settled, told by a key, with the alternatives that would do, the cheapest first."""

    key: tuple[object, ...]
    alternatives: tuple[Alternative, ...]

    def settled_by(self, chosen: Alternative) -> bool:
        """Whether chosen answers settle it."""
        return any(one <= chosen for one in self.alternatives)


Cover = Callable[[Sequence[Need], Alternative], Alternative]


def cheapest_cover(needs: Sequence[Need], chosen: Alternative) -> Alternative:
    """Return the chosen answers with more, so that they settle the needs; those that none can settle stay open."""
    found = chosen
    for part in parts_of([need for need in needs if not need.settled_by(chosen)]):
        near = _near(part, found)
        greedy = _greedy(part, near)
        found |= _exact(part, near, greedy)
    return found


def _near(needs: Sequence[Need], chosen: Alternative) -> Alternative:
    """Return those of the chosen answers that may agree or disagree with what would settle needs."""
    places = {answer.place for need in needs for one in need.alternatives for answer in one}
    return frozenset(one for one in chosen if one.place in places)


def parts_of(needs: Sequence[Need]) -> list[list[Need]]:
    """Part needs into groups that share no place."""
    home: dict[object, int] = {}
    groups: dict[int, list[Need]] = {}
    for number, need in enumerate(needs):
        places = {place for one in need.alternatives for place in places_of(one)}
        met = {home[place] for place in places if place in home}
        target = min(met, default=number)
        joined = [need]
        for other in met - {target}:
            joined += groups.pop(other)
        groups.setdefault(target, []).extend(joined)
        if len(met) > 1:
            home = {place: target if group in met else group for place, group in home.items()}
        home |= dict.fromkeys(places, target)
    return [groups[key] for key in sorted(groups)]


def _greedy(needs: Sequence[Need], chosen: Alternative) -> Alternative:
    """Take again and again the alternative that settles most for what it costs."""
    base, waiting = chosen, list(needs)
    while waiting:
        missing: dict[Alternative, None] = {}
        for need in waiting:
            missing |= dict.fromkeys(one - chosen for one in need.alternatives if agree(one | chosen))
        if not missing:
            break
        by_answer: dict[Answer, list[tuple[int, Alternative]]] = {}
        for number, need in enumerate(waiting):
            for one in need.alternatives:
                for answer in one - chosen:
                    by_answer.setdefault(answer, []).append((number, one - chosen))
        places = places_of(chosen)
        best = min(missing, key=lambda one: _value(one, by_answer, places))
        chosen |= best
        waiting = [need for need in waiting if not need.settled_by(chosen)]
    return _without_idle(needs, chosen, base)


def _value(
    one: Alternative, by_answer: Mapping[Answer, list[tuple[int, Alternative]]], places: frozenset[object]
) -> tuple[object, ...]:
    """Sort key of what is still missing of an alternative: the price of one need, then how many it settles."""
    settled = {number for answer in one for number, other in by_answer.get(answer, ()) if other <= one}
    price = len(places_of(one) - places) + LIGHT * len(one)
    return (price / max(1, len(settled)), -len(settled), order_of(one))


def _without_idle(needs: Sequence[Need], chosen: Alternative, base: Alternative) -> Alternative:
    """Leave out the places, and then the answers, without which all that is settled stays so."""
    settled = [need for need in needs if need.settled_by(chosen)]
    used = {answer for need in needs for one in need.alternatives for answer in one} - base
    for place in sorted(places_of(chosen & used), key=repr, reverse=True):
        fewer = frozenset(answer for answer in chosen if answer.place != place)
        if all(need.settled_by(fewer) for need in settled):
            chosen = fewer
    for answer in sorted(chosen & used, key=lambda one: one.order, reverse=True):
        fewer = chosen - {answer}
        if all(need.settled_by(fewer) for need in settled):
            chosen = fewer
    return chosen


def _exact(needs: Sequence[Need], base: Alternative, best: Alternative) -> Alternative:
    """Return a cheaper cover than the best that is known, if a search of limited length finds one."""
    if not all(need.settled_by(best) for need in needs):
        return best
    steps = STEPS
    known = cost_of(best)

    def search(chosen: Alternative) -> None:
        nonlocal best, known, steps
        steps -= 1
        waiting = [need for need in needs if not need.settled_by(chosen)]
        if not waiting:
            if cost_of(chosen) < known:
                best, known = chosen, cost_of(chosen)
            return
        options = [_options(need, chosen) for need in waiting]
        at_least = max(min((cost_of(one) for one in each), default=(len(known), 0)) for each in options)
        if at_least >= known:
            return
        fewest = min(options, key=len)
        for one in sorted(fewest, key=order_of):
            if steps <= 0 or cost_of(one) >= known:
                return
            search(one)

    search(base)
    return best


def _options(need: Need, chosen: Alternative) -> list[Alternative]:
    return [chosen | one for one in need.alternatives if agree(chosen | one)]


def settled_at(needs: Iterable[Need], chosen: Alternative) -> dict[tuple[object, ...], list[Need]]:
    """Return by place the needs that chosen answers settle there, and at no other place alone."""
    found: dict[tuple[object, ...], list[Need]] = {}
    for need in needs:
        holding = [one for one in need.alternatives if one <= chosen]
        if holding:
            for place in frozenset.intersection(*map(places_of, holding)):
                found.setdefault(place, []).append(need)
    return found
