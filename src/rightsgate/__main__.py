"""Starts the command: ``rightsgate``, and ``python -m rightsgate``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line, and collect no garbage: a call is short, and neither importing nor checking leaves any."""
    gc.disable()
    from rightsgate.cli import main as run

    try:
        run()
    except SystemExit as leaving:
        # All is written and every file closed: taking the rules to pieces again would take 2 ms.
        if isinstance(leaving.code, int):
            if sys.stderr is not None:
                sys.stderr.flush()
            os._exit(leaving.code)
        raise


if __name__ == "__main__":
    main()
