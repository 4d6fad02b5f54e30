"""Which of the chosen answers are needed: each place without which nothing opens again is left out."""

from collections.abc import Iterable, Mapping
from typing import Final

from rightsgate.advise.answers import Alternative, places_of
from rightsgate.advise.search import Search, key_of
from rightsgate.errors import InputError

Place = tuple[object, ...]
# How many places are tried one by one.
FEW: Final = 40


class Tidied:
    """The answers that are needed, and what stays open without each assumed circumstance."""

    def __init__(self, search: Search) -> None:
        """Tidy what a search chose."""
        self.search = search
        self.chosen = search.chosen
        # What is open without what is said of a place, as far as that was tried: the keys of findings.
        self.open_without: dict[Place, frozenset[Place]] = {}
        self.base = self._open(self.chosen) or frozenset()

    def tidy(self) -> Alternative:
        """Leave out every place that is not needed; return what is left."""
        proven: set[Place] = set()
        while True:
            places = [place for place in self._places() if place not in proven]
            if not places:
                return self.chosen
            proven |= self._proven(places)
            for place in places:
                if place not in proven:
                    without = self._without((place,))
                    waiting = self._open(without)
                    if waiting is not None and waiting <= self.base:
                        self.chosen = without
                        break
                    proven.add(place)
                    self.open_without[place] = frozenset() if waiting is None else waiting - self.base

    def _places(self) -> list[Place]:
        """Return the places of the answers: assumed circumstances first, which are tried one by one."""
        assumed = self._assumed()
        return sorted(places_of(self.chosen), key=lambda place: (place not in assumed, repr(place)))

    def _assumed(self) -> frozenset[Place]:
        return frozenset(one.place for one in self.chosen if one.kind.is_given)

    def _proven(self, places: Iterable[Place]) -> set[Place]:
        """Return the places that are needed, found by leaving out all practices of one part after another together.

        A place is needed where a duty opens again that is known to be settled there, and at no other place left out.
        As what is left out beside it may open that duty too, few places are tried one by one instead.
        """
        assumed = self._assumed()
        waiting = [place for place in places if place not in assumed]
        if len(waiting) <= FEW:
            return set()
        settled = self._settled_at()
        found: set[Place] = set()
        for batch in _batches([place for place in waiting if place in settled], settled):
            opened = self._open(self._without(batch))
            if opened is None:
                continue
            for place in batch:
                if not opened.isdisjoint(settled[place]):
                    found.add(place)
        return found

    def _settled_at(self) -> Mapping[Place, set[Place]]:
        """Return by place the duties that the chosen answers settle only with it."""
        found: dict[Place, set[Place]] = {}
        for need in self.search.needs.values():
            holding = [one for one in need.alternatives if one <= self.chosen]
            for place in frozenset.intersection(*map(places_of, holding)) if holding else ():
                found.setdefault(place, set()).add(need.key)
        return found

    def _without(self, places: Iterable[Place]) -> Alternative:
        left_out = set(places)
        return frozenset(one for one in self.chosen if one.place not in left_out)

    def _open(self, answers: Alternative) -> frozenset[Place] | None:
        """Return the duties that are open with answers; None where these cannot be stated."""
        try:
            return frozenset(map(key_of, self.search.goal(self.search.trial.with_answers(answers))))
        except InputError:
            return None


def _batches(places: list[Place], settled: Mapping[Place, set[Place]]) -> list[list[Place]]:
    """Part places so that those of one part settle no duty together."""
    batches: list[tuple[list[Place], set[Place]]] = []
    for place in places:
        for batch, duties in batches:
            if duties.isdisjoint(settled[place]):
                batch.append(place)
                duties.update(settled[place])
                break
        else:
            batches.append(([place], set(settled[place])))
    return [batch for batch, _ in batches]
