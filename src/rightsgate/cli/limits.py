"""``--limit``: the resource limits of a call, and its run time, which only the command line measures."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import click
from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.limits import DEFAULTS, NAMES, Limits, highest, to_raise

Command = TypeVar("Command", bound=Callable[..., object])
HELP: Final = f"Override a resource limit; may be repeated. NAME: {', '.join(NAMES)}."
# Seconds after which the timer fires again, in case the exception is swallowed (in a finalizer, say).
AGAIN: Final = 1.0


class TimeIsUpError(BaseException):
    """The run time is over. Not an ``Exception``, so that no error handler catches it."""


def read_limits(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> Limits:
    """Read each ``NAME=VALUE`` into the default limits."""
    given = {}
    for text in values:
        name, _, value = text.partition("=")
        if name not in NAMES:
            hint = did_you_mean(name, NAMES) or f"limits: {', '.join(NAMES)}"
            raise click.BadParameter(f"there is no limit '{name}'; {hint}")
        digits = value.replace("_", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 12 and 0 < int(digits) <= highest(name)):
            wanted = f"write {name}=N, N from 1 to {highest(name)}"
            raise click.BadParameter(f"'{value}' is not a valid value for '{name}'; {wanted}")
        given[name] = int(digits)
    return structs.replace(DEFAULTS, **given)


def limit_option(function: Command) -> Command:
    """Add the option, which may be repeated."""
    return click.option("--limit", "limits", multiple=True, callback=read_limits, metavar="NAME=VALUE", help=HELP)(
        function
    )


@contextmanager
def in_time(limits: Limits) -> Iterator[None]:
    """Run the body of the ``with`` statement for no longer than the limit; raises InputError when the time is up.

    Windows has no such timers, so there the time is not limited.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds, AGAIN)
    try:
        yield
    except TimeIsUpError:
        signal.setitimer(signal.ITIMER_REAL, 0)
        message = f"longer than the limit of {limits.seconds:,} seconds"
        about = Input(InputKind.MACHINE, "run time")
        fault = Fault(code=codes.OVER_LIMIT, input=about, message=message, hint=to_raise("seconds"))
        raise InputError([fault]) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_signal: int, _frame: object) -> None:
    raise TimeIsUpError
