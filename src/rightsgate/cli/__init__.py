"""The command line: options in, exit code out. Only here are clock, environment and terminal read."""

import io
import sys
from importlib import import_module
from typing import Final

import click

from rightsgate.cli.groups import CommandGroup
from rightsgate.cli.output import STANDARD, ClosedPipeError, discard, harmless
from rightsgate.errors import InputError

EXIT_INPUT: Final = 2
EXIT_INTERNAL: Final = 4
# As shells count: 128 and the number of the signal, of an interrupt and of a closed pipe.
EXIT_INTERRUPTED: Final = 130
EXIT_PIPE: Final = 141
SHORT_OF: Final = {
    "memory": "there is not enough of it for this call (give it more, or fewer or smaller manifests and rules at once)",
    "stack": "something in the manifest or the rules is nested deeper than can be followed (nest it less deeply)",
}
COMMANDS: Final = {
    "check": "Check manifests against the duties that bind each actor.",
    "rules": "List, show and search the rules.",
    "why": "Show how a finding, a risk or a remedy duty follows.",
    "why-not": "Show the first condition that keeps a rule from holding.",
    "coverage": "Say which clause of which source is encoded, and why not.",
    "test": "Run the cases that stand beside the rules.",
    "schema": "Print the JSON Schema of manifests or of reports.",
    "reference": "Print the reference page of the manifest, in Markdown.",
}


class LazyGroup(CommandGroup):
    """Imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order that a user meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"rightsgate.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="rightsgate", prog_name="rightsgate", message="%(prog)s %(version)s")
def application() -> None:
    """Check generative AI deployment manifests for human rights duties.

    Exit codes: 0 gate passed; 1 gate failed; 2 something is wrong with the call, a manifest, a rule or a policy;
    3 undecided; 4 an internal error.
    """


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        code = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
    # Click answers a closed pipe with an exit of its own, whose code would look like a verdict.
    except (ClosedPipeError, BrokenPipeError, SystemExit):
        code = EXIT_PIPE
        discard(errors=True)
    except OSError as error:
        code = EXIT_INPUT
        discard()
        _complain(f"error: {STANDARD}: cannot be written: {error.strerror or error}")
    sys.exit(code)


def _run() -> int:
    """Run the command line and return the exit code; what was wrong is said on standard error."""
    try:
        code = application.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _complain("Interrupted.")
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        _complain(said.getvalue().rstrip("\n"))
        return EXIT_INPUT
    except InputError as error:
        _complain("\n".join(f"error: {fault}" for fault in error.faults))
        return EXIT_INPUT
    except (ClosedPipeError, BrokenPipeError):
        raise
    except (MemoryError, RecursionError) as error:
        # Said below, when what the error holds is given back.
        short = "memory" if isinstance(error, MemoryError) else "stack"
    except Exception:  # noqa: BLE001 - whatever else breaks must never look like a verdict
        import traceback

        _complain(traceback.format_exc())
        _complain("rightsgate: internal error; the manifests were not judged. Please report it.")
        return EXIT_INTERNAL
    else:
        return code if isinstance(code, int) else 0
    _complain(f"error: {short}: {SHORT_OF[short]}")
    return EXIT_INPUT


def _complain(text: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(harmless(text), err=True)
