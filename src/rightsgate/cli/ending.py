"""How a call ends when something outside it ends it: a signal, a closed stream or a deleted folder."""

import os
import signal
import sys
from contextlib import suppress
from time import monotonic
from types import FrameType
from typing import Final

from rightsgate.fleet.signals import SIGNALS

# A second signal shortly after the first is ignored so that cleanup can finish.
REPEATED: Final = 1.0  # seconds


class StoppedError(BaseException):
    """A signal ends the call. Not an ``Exception``, so that no error handler catches it."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        self.number = number
        super().__init__("Interrupted." if number == signal.SIGINT else f"Ended by {signal.Signals(number).name}.")


def stop_on_signals() -> None:
    """Raise StoppedError where a signal ends the call, so that nothing unfinished stays behind.

    Signals that whoever started the call has ignored (as ``nohup`` does) stay ignored.
    """
    last = -REPEATED

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal last
        before, last = last, monotonic()
        if last - before >= REPEATED:
            raise StoppedError(number)

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


def hold_descriptors() -> None:
    """Occupy the descriptors of standard streams that are closed, so that no file that is opened takes their numbers.

    They are opened so that neither reading nor writing works: writing there fails as it should.
    """
    for number, flags in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDONLY)):
        try:
            os.fstat(number)
        except OSError:
            held = os.open(os.devnull, flags)
            if held != number:
                os.dup2(held, number)
                os.close(held)
        else:
            # Whoever shares the stream may have set it not to wait: then reading would end early and writing lose what
            # the other end is too slow for, both without an error.
            with suppress(OSError, AttributeError):  # Python 3.11 has no such function on Windows
                os.set_blocking(number, True)
    if sys.stdout is None:  # how Python says that it is closed
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a stream lasts as long as the call


def has_folder() -> bool:
    """Whether the folder in which the call was started still exists."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True
