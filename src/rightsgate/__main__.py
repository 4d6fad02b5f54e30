"""Starts the command: ``rightsgate``, and ``python -m rightsgate``."""

import gc


def main() -> None:
    """Run the command line, and collect no garbage: a call is short, and neither importing nor checking leaves any."""
    gc.disable()
    from rightsgate.cli import main as run

    try:
        run()
    finally:
        gc.freeze()  # nor is there anything to collect on the way out


if __name__ == "__main__":
    main()
