"""Faults in what a user gives us, each with its location, and the errors that carry them.

A manifest that falls short of a duty is not an error but a finding; a failing engine is not caught here.
"""

from collections.abc import Collection, Iterable
from enum import Enum
from typing import Final

import msgspec

from rightsgate import codes

# Stop after this many faults per input, so that a hostile file cannot make a report endless.
MAX_FAULTS: Final = 500
# Words of the input are printed up to this length, and compared with no more known words than NEAR_AMONG.
SHOWN: Final = 300
NEAR_AMONG: Final = 2000
# The name that messages and reports give to the document on standard input.
STDIN: Final = "<stdin>"


class Severity(Enum):
    """How much a fault weighs.

    An input is used whole or refused, so whatever is wrong with one is an error, and there are no warnings: what is
    doubtful but usable is a finding, or a note of the report. A note says something about the list of faults itself.
    """

    ERROR = "error"
    NOTE = "note"


class InputKind(Enum):
    """Kinds of input."""

    FILE = "file"  # or a folder, as the user named it
    OPTION = "option"  # of the command line
    ARGUMENT = "argument"  # of a command or of a function
    STREAM = "stream"
    MACHINE = "machine"  # on which a call runs: its memory, the time, the current folder


class Input(msgspec.Struct, frozen=True):
    """An input of a call: a file, say, by its name."""

    kind: InputKind
    name: str

    @classmethod
    def document(cls, name: str) -> "Input":
        """Return what a document was read from: the file of that name, or standard input."""
        return cls(InputKind.STREAM if name == STDIN else InputKind.FILE, name)

    def __str__(self) -> str:
        """Return the name for a message."""
        return f"argument {self.name}" if self.kind is InputKind.ARGUMENT else self.name or "''"


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with one input.

    ``code`` is one of ``rightsgate.codes``. ``line`` and ``column`` start at 1, or are 0 where the fault concerns the
    whole input. ``end_line`` and ``end_column`` are the place after the last character of the key or value at fault,
    or 0 where that is not known. ``hint`` says what was probably meant.
    """

    code: str
    input: Input
    severity: Severity = Severity.ERROR
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    message: str
    hint: str = ""

    @classmethod
    def of(cls, code: str, path: str, message: str, hint: str = "") -> "Fault":
        """Return a fault of a whole document."""
        return cls(code=code, input=Input.document(path), message=message, hint=hint)

    @classmethod
    def at(cls, code: str, path: str, mark: tuple[int, int], message: str, hint: str = "") -> "Fault":
        """Return a fault at a line and column of a document."""
        line, column = mark
        return cls(code=code, input=Input.document(path), line=line, column=column, message=message, hint=hint)

    @property
    def path(self) -> str:
        """The file that the fault is about, as the user named it; empty if it is about something else."""
        return self.input.name if self.input.kind is InputKind.FILE else ""

    def labelled(self) -> str:
        """Return the line for a terminal, with severity and code before it."""
        return f"{self.severity.value}[{self.code}]: {self}"

    def __str__(self) -> str:
        """Return one line that a terminal can show, whatever the input holds."""
        place = f"{self.input}:{self.line}:{self.column}" if self.line else str(self.input)
        return _visible(f"{place}: {_short(self.message)}" + (f" ({_short(self.hint)})" if self.hint else ""))


class RightsgateError(Exception):
    """Anything that rightsgate refuses on purpose."""


class InputError(RightsgateError):
    """An unusable manifest, rule pack or policy, with all the faults that were found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep ``faults`` in the order of their places, each once; characters in them that mislead are named."""
        self.faults = tuple(sorted(set(map(_explained, faults)), key=_order))
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
        rest = Fault(code=codes.MORE_FAULTS, input=fault.input, severity=Severity.NOTE, message=message)
        raise InputError([*faults, rest])
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


def _order(fault: Fault) -> tuple[str, int, int, str, str, str]:
    """Return by what faults are sorted: what they are about, then the place."""
    return str(fault.input), fault.line, fault.column, fault.message, fault.hint, fault.code


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN * 2 else f"{text[:SHOWN]} … {text[-SHOWN:]}"


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
