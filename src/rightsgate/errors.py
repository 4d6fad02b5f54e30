"""What can be wrong with what a user gives us, each fault with its place.

A manifest that falls short of a duty is not an error but a finding; a failing engine is not caught here.
"""

import msgspec


class Fault(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One thing wrong with one input.

    ``path`` is the file as the user named it; ``line`` and ``column`` start at 1, or are 0 where the fault
    concerns the whole input. ``hint`` says what was probably meant.
    """

    path: str
    line: int = 0
    column: int = 0
    message: str
    hint: str = ""

    @classmethod
    def at(cls, path: str, mark: tuple[int, int], message: str, hint: str = "") -> "Fault":
        """Return a fault at a line and column."""
        return cls(path=path, line=mark[0], column=mark[1], message=message, hint=hint)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class RightsgateError(Exception):
    """Anything that rightsgate refuses on purpose."""


class InputError(RightsgateError):
    """An unusable manifest, rule pack or policy, with all the faults that were found in it."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep ``faults`` in the order of their places, each once."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class EngineError(RightsgateError):
    """The engine broke one of its own invariants: never a statement about a manifest."""


def did_you_mean(word: str, known: object) -> str:
    """Return ``did you mean 'x'?`` for the nearest of ``known``, or an empty string."""
    import difflib  # imported only when something is wrong

    candidates = [str(k) for k in known] if isinstance(known, (list, tuple, set, frozenset, dict)) else []
    near = difflib.get_close_matches(word, sorted(candidates), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
