"""The narrow interface of engines: facts in, all that follows from them out; and the engine of a name."""

import sys
from collections.abc import Mapping
from typing import Any, Final, Protocol

from rightsgate import codes
from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Fact, Program
from rightsgate.engine.seminaive import NativeEngine
from rightsgate.engine.store import Store
from rightsgate.errors import Fault, Input, InputError, InputKind
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.logic.truth import Truth

NATIVE: Final = "native"
DURABLE: Final = "durable"
NAMES: Final = (NATIVE, DURABLE)
OPTION: Final = Input(InputKind.OPTION, "--engine")
WITHOUT: Final = "or leave --engine out: the native engine gives the same results"


class Engine(Protocol):
    """Runs one program over the facts of one manifest after the other; no order of facts or rules matters."""

    def close(self, facts: Mapping[Fact, Truth], context: Any = None) -> Closure:
        """Derive all that follows from ``facts``, with every derivation.

        ``context`` is handed to the computing premises of the program. What an earlier run returned stays as it is.
        """


def engine_of(name: str, program: Program, store: Store, limits: Limits = DEFAULTS) -> Engine:
    """Return the engine of a name for a program; raises InputError where it cannot be had or cannot run it."""
    if name == NATIVE:
        return NativeEngine(program, store, limits)
    if name != DURABLE:
        message = f"there is no engine '{name}'; engines: {', '.join(NAMES)}"
        raise InputError([Fault(code=codes.ENGINE_NOT_THERE, input=OPTION, message=message)])
    try:
        from rightsgate.engine.durable.engine import DurableEngine  # an extra, and only some call asks for it
    except ImportError as error:
        message = f"durable-rules cannot be imported: {error}"
        fault = Fault(code=codes.ENGINE_NOT_THERE, input=OPTION, message=message, hint=_advice())
        raise InputError([fault]) from error
    return DurableEngine(program, store, limits)


def _advice() -> str:
    if sys.version_info >= (3, 13):
        return f"its last release does not work on Python 3.13 and later; use Python 3.11 or 3.12, {WITHOUT}"
    return f"pip install 'rightsgate[durable]', which needs a C compiler and Python's headers, {WITHOUT}"
