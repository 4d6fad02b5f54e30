"""Calls durable-rules, and nothing else does: one ruleset in a host of its own, a session for each run.

Version 2.0.28 loses facts whose ids have equal hashes, swallows what actions raise, may stop before all actions
ran, and crashes where a session is deleted in which none ran. What it returns counts only as candidates.
"""

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from weakref import finalize

import durable_rules_engine
from durable.engine import Host

from rightsgate.engine.durable.rulesets import MAX_FACTS, MAX_MATCHES, Definition, beyond
from rightsgate.errors import EngineError

Message = dict[str, str]
# A rule, and the ids of the facts that its patterns matched.
Match = tuple[int, tuple[str, ...]]
SESSION: Final = "s"
NAME: Final = "stratum"
FNV_PRIME: Final = 16777619
FNV_BASIS: Final = 0x811C9DC5
# The matches of a batch are returned only at its end, so batches are small, which bounds memory.
BATCH: Final = 100


class Names:
    """Short words whose hashes in durable-rules differ: ids of facts, and symbols for values."""

    def __init__(self) -> None:
        """Start with none; the id that the library gives the state of a session is not among them."""
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}
        self.hashes = {hashed(f"sid-{SESSION}")}
        self.tried = 0

    def __getitem__(self, number: int) -> str:
        """Return the name of that number, always the same."""
        while number >= len(self.names):
            name = f"n{self.tried:x}"
            self.tried += 1
            value = hashed(name)
            if value not in self.hashes:
                self.hashes.add(value)
                self.numbers[name] = len(self.names)
                self.names.append(name)
        return self.names[number]


def hashed(name: str) -> int:
    """Return the 32-bit hash by which durable-rules tells ids apart (FNV-1a)."""
    value = FNV_BASIS
    for byte in name.encode():
        value = (value ^ byte) * FNV_PRIME & 0xFFFFFFFF
    return value


class Ruleset:
    """One ruleset, compiled once, and what its actions enqueue."""

    def __init__(self, definition: Definition, patterns: Sequence[int], end: str) -> None:
        """Compile; ``patterns`` says how many each rule has, ``end`` is the kind of the fact that ends a batch."""
        self.end = end
        self.queue: list[Match] = []
        self.raised: list[BaseException] = []
        self.ended = False
        self.asserted = self.matched = 0  # what the session holds
        with _called():
            self.host = _QuietHost()
            running = [*(self._action(number, count) for number, count in enumerate(patterns)), self._end]
            rules = {name: {**rule, "run": run} for (name, rule), run in zip(definition.items(), running, strict=True)}
            self.host.register_rulesets({NAME: rules})
        handle = self.host.get_ruleset(NAME)._handle  # noqa: SLF001 - the library frees a ruleset only by its handle
        finalize(self, durable_rules_engine.delete_ruleset, handle).atexit = False

    @contextmanager
    def session(self, first: str) -> Iterator["Ruleset"]:
        """Open a session and delete it afterwards; ``first`` is the id of a fact that makes a first action run."""
        self.queue, self.raised = [], []
        self.asserted = self.matched = 0
        self.add([], first)
        try:
            yield self
        finally:
            with _called():
                self.host.delete_state(NAME, SESSION)

    def add(self, facts: Sequence[Message], last: str) -> list[Match]:
        """Assert facts and return the candidates that they complete; ``last`` is the id of what ends the batch.

        Raises InputError where the session would hold too much.
        """
        self.ended = False
        end = {"id": last, "sid": SESSION, "k": self.end}
        self.asserted += len(facts)
        if self.asserted > MAX_FACTS:
            raise beyond(f"a stratum reads {self.asserted:,} facts or more", f"{MAX_FACTS:,}")
        with _called():
            for start in range(0, len(facts), BATCH):
                self.host.assert_facts(NAME, facts[start : start + BATCH])
                if self.matched + len(self.queue) > MAX_MATCHES:
                    break
            self.host.assert_fact(NAME, end)
        if self.raised:
            raise self.raised[0]
        self.matched += len(self.queue)
        if self.matched > MAX_MATCHES:
            raise beyond("the rules of a stratum have too many matches", f"{MAX_MATCHES:,}")
        if not self.ended:
            raise EngineError("durable-rules did not run all actions")
        found, self.queue = self.queue, []
        return found

    def _action(self, rule: int, patterns: int) -> Callable[[Any], None]:
        """Return what enqueues the matches of a rule, and nothing else."""

        def matched(context: Any) -> None:
            try:
                self.queue.append((rule, tuple(getattr(context, f"p{i}")["id"] for i in range(patterns))))
            except BaseException as error:  # noqa: BLE001 - the library hides even an interrupt: it is raised later
                self.raised.append(error)

        return matched

    def _end(self, _context: Any) -> None:
        self.ended = True


class _QuietHost(Host):  # type: ignore[misc] # the library has no types
    """A host without the timer threads of its own, which run actions and race with deleted sessions."""

    def _run(self) -> None:
        """Start nothing."""


@contextmanager
def _called() -> Iterator[None]:
    """Call the library: turn its exceptions into EngineError, and hide its deprecation warnings on Python 3.12."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*utcfromtimestamp", DeprecationWarning)
        try:
            yield
        except Exception as error:  # the library raises bare exceptions
            raise EngineError(f"durable-rules failed: {error}") from error
