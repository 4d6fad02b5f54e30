"""Starts the command: ``rightsgate``, and ``python -m rightsgate``."""

import _signal  # type: ignore[import-not-found] # signal itself takes 2 ms before an interrupt can be answered
import gc
import os
import sys

# Exit codes: of an interrupt, as shells count; of a lack of memory; of a fault of ours or of the installation.
INTERRUPTED = 130
REFUSED = 2
INTERNAL = 4


def main() -> None:
    """Run the command line without garbage collection: a call is short and creates hardly any garbage.

    Whatever goes wrong, even an import, the exit code is never that of a verdict.
    """
    try:
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            _signal.signal(_signal.SIGINT, _leave)
        gc.disable()
        from rightsgate.cli import main as run

        run()
        code = INTERNAL  # it always exits
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else INTERNAL
    except KeyboardInterrupt:
        code = INTERRUPTED
    except MemoryError:  # to start, or to say so with what was at hand
        code = REFUSED
        _say(b"error[RG014]: memory: not enough memory; nothing was judged\n")
    except BaseException:  # noqa: BLE001 - Python would end with 1, as a gate that failed
        code = INTERNAL
        _tell()
    _flush()
    # Everything is written and every file is closed: skip the interpreter's teardown. Measured on fixtures/small: the
    # teardown would add 12 % of CPU time, garbage collection another 12 % (median of 40 calls, 104 ms with neither).
    os._exit(code)


def _leave(_number: int, _frame: object) -> None:
    """End at once: as long as modules are imported there is nothing to tidy up, and nothing to say."""
    os._exit(INTERRUPTED)


def _tell() -> None:
    from contextlib import suppress

    with suppress(BaseException):  # standard error is closed or full: the code alone says it
        import traceback

        traceback.print_exc()
    _say(b"rightsgate: internal error; nothing was judged. Please report it.\n")


def _say(text: bytes) -> None:
    try:
        os.write(2, text)
    except OSError:  # the code alone says it
        return


def _flush() -> None:
    if sys.stderr is not None:
        try:
            sys.stderr.flush()
        except (OSError, ValueError):  # it is full or closed
            return


if __name__ == "__main__":
    main()
