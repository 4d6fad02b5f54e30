"""Faults in what a user gives us, each with its location, and the errors that carry them.

A manifest that falls short of a duty is not an error but a finding; a failing engine is not caught here.
"""

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

# Stop after this many faults per input, so that a hostile file cannot make a report endless.
MAX_FAULTS: Final = 500
# Words of the input are printed up to this length, and compared with no more known words than NEAR_AMONG.
SHOWN: Final = 300
NEAR_AMONG: Final = 2000


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
        """Return one line that a terminal can show, whatever the input holds."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return _visible(f"{place}: {_short(self.message)}" + (f" ({_short(self.hint)})" if self.hint else ""))


class RightsgateError(Exception):
    """Anything that rightsgate refuses on purpose."""


class InputError(RightsgateError):
    """An unusable manifest, rule pack or policy, with all the faults that were found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep ``faults`` in the order of their places, each once; characters in them that mislead are named."""
        self.faults = tuple(sorted(set(map(_explained, faults))))
        super().__init__("\n".join(map(str, self.faults)))


class OverLimitError(RightsgateError):
    """More follows from one manifest than the limit of that name allows."""

    def __init__(self, limit: str) -> None:
        """Keep the name of the limit."""
        self.limit = limit
        super().__init__(limit)


class EngineError(RightsgateError):
    """The engine broke one of its own invariants: never a statement about a manifest."""


def collect(faults: list[Fault], fault: Fault) -> None:
    """Add a fault to those of one input; raises InputError with all of them where they get too many."""
    if len(faults) >= MAX_FAULTS:
        message = f"more than {MAX_FAULTS} faults; only the first are listed"
        raise InputError([*faults, Fault(path=fault.path, message=message)])
    faults.append(fault)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest of ``known``, or an empty string."""
    if not word.isascii() and len(word) <= SHOWN:
        from rightsgate.lookalikes import twin  # as below

        same = twin(word, known)
        if same:
            return same
    if len(known) > NEAR_AMONG or len(word) > SHOWN:
        return ""
    import difflib  # imported only when something is wrong

    candidates = {_plain(name): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(_plain(word), candidates, n=1, cutoff=0.6)
    return f"did you mean '{candidates[near[0]]}'?" if near else ""


def _explained(fault: Fault) -> Fault:
    """Add a note to a fault that quotes a lookalike character: the name of that character."""
    if fault.message.isascii() and fault.hint.isascii():
        return fault
    from rightsgate.lookalikes import in_word  # imported only when something is wrong

    note = in_word(f"{_short(fault.message)} {_short(fault.hint)}")
    if not note or note in fault.hint or "U+" in fault.message:
        return fault
    between = " " if fault.hint.endswith("?") else "; " if fault.hint else ""
    return msgspec.structs.replace(fault, hint=f"{fault.hint}{between}{note}")


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN * 2 else f"{text[:SHOWN]} … {text[-SHOWN:]}"


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
