"""The command line: options in, exit code out. Only here are clock, environment and terminal read."""

import io
import sys
from errno import EAGAIN, EMFILE, ENFILE, ENOMEM
from importlib import import_module
from typing import Final

import click

from rightsgate import codes
from rightsgate.cli.ending import StoppedError, has_folder, hold_descriptors, stop_on_signals
from rightsgate.cli.groups import CommandGroup
from rightsgate.cli.output import STANDARD, ClosedPipeError, drop_pending, unwritten, write_stderr
from rightsgate.errors import Fault, Input, InputError, InputKind

EXIT_INPUT: Final = 2
EXIT_INTERNAL: Final = 4
# As in shells: 128 plus the number of the signal.
EXIT_SIGNAL: Final = 128
EXIT_PIPE: Final = 141
# Errors of a system that is out of processes, memory or open files.
NO_MORE: Final = (EAGAIN, ENOMEM, EMFILE, ENFILE)
NO_FOLDER: Final = Fault(
    code=codes.FOLDER_GONE,
    input=Input(InputKind.MACHINE, "current folder"),
    message="it no longer exists",
    hint="change to a folder that exists",
)
NO_MEMORY: Final = Fault(
    code=codes.OUT_OF_RESOURCES,
    input=Input(InputKind.MACHINE, "memory"),
    message="not enough memory",
    hint="provide more, or check fewer or smaller manifests at once",
)
TOO_DEEP: Final = Fault(
    code=codes.OUT_OF_RESOURCES,
    input=Input(InputKind.MACHINE, "stack"),
    message="something in the manifest or the rules is nested deeper than can be followed",
    hint="nest it less deeply",
)
COMMANDS: Final = {
    "init": "Write a first manifest and a configuration, from a few answers.",
    "fill": "Ask the open questions of a manifest, and write the answers into it.",
    "check": "Check manifests against the duties that bind each actor.",
    "rules": "List, show and search the rules.",
    "why": "Show how a finding, a risk or a remedy duty follows.",
    "why-not": "Show the first condition that keeps a rule from holding.",
    "policies": "List the policies, or show what one checks and what blocks.",
    "plan": "Show a small set of changes after which the gate passes.",
    "questions": "Print the few questions whose answers decide every must.",
    "waive": "Accept a finding for a time, with a reason, an owner and an approver.",
    "forecast": "Show the days to come on which an outcome changes by itself, and why.",
    "lock": "Write down the digests of rules, policy, waivers, baseline and configuration.",
    "coverage": "Show which clauses of each source have rules, and why others have none.",
    "diff": "Show what is new, worse, better or settled, and because of what.",
    "verify": "Repeat the check of a JSON report, and show what differs.",
    "config": "Show the configuration in force, and where each value comes from.",
    "test": "Run the test cases of rule packs.",
    "schema": "Print the JSON Schema of a kind of file.",
    "reference": "Print the reference page of a kind of file, or of error codes.",
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

    Exit codes: 0 gate passed; 1 gate failed; 2 the command, a manifest, a rule, a policy or the place to write to is
    faulty; 3 undecided; 4 an internal error; 129, 130, 143 ended by the signal SIGHUP, SIGINT or SIGTERM; 141 the
    reader of the output closed it.
    """
    if not has_folder():
        raise InputError([NO_FOLDER])


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        stop_on_signals()
        hold_descriptors()
        code = _written(_run())
    except StoppedError as stopped:
        code = EXIT_SIGNAL + stopped.number
    # Click answers a closed pipe with an exit of its own, whose code would look like a verdict.
    except (ClosedPipeError, BrokenPipeError, SystemExit):
        code = EXIT_PIPE
        drop_pending(1, 2)
    sys.exit(code)


def _written(code: int) -> int:
    """Return the exit code once standard output has taken everything."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        return _refused(_unwritten(error))
    return code


def _run() -> int:
    """Run the command line and return the exit code; messages go to standard error."""
    try:
        code = application.main(standalone_mode=False)
    except StoppedError as stopped:
        write_stderr(str(stopped))
        return EXIT_SIGNAL + stopped.number
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        write_stderr(said.getvalue().rstrip("\n"))
        return EXIT_INPUT
    except InputError as error:
        return _refused(error)
    except (ClosedPipeError, BrokenPipeError):
        raise
    # Python raises a SystemError where it does not notice that it got no memory.
    except (MemoryError, RecursionError, SystemError) as error:
        # Printed below, once the memory that the error holds is freed.
        short = TOO_DEEP if isinstance(error, RecursionError) else NO_MEMORY
    except Exception as error:  # noqa: BLE001 - whatever else breaks must never look like a verdict
        if not has_folder():
            return _refused(InputError([NO_FOLDER]))
        if isinstance(error, OSError):
            return _refused(_unwritten(error))
        import traceback

        write_stderr(traceback.format_exc())
        write_stderr("rightsgate: internal error; the manifests were not checked. Please report it.")
        return EXIT_INTERNAL
    else:
        return code if isinstance(code, int) else 0
    write_stderr(short.labelled())
    return EXIT_INPUT


def _refused(error: InputError) -> int:
    """Print the faults of the user's input, or of the place to write to."""
    write_stderr("\n".join(fault.labelled() for fault in error.faults))
    return EXIT_INPUT


def _unwritten(error: OSError) -> InputError:
    """Return the error for what the system refused: to open a file, or to write to standard output (the help, say)."""
    if error.errno in NO_MORE:
        about = Input(InputKind.MACHINE, "the system")
        return InputError([Fault(code=codes.OUT_OF_RESOURCES, input=about, message=f"refused: {error.strerror}")])
    if isinstance(error.filename, str):
        message = f"cannot be read or written: {error.strerror}"
        return InputError([Fault.of(codes.NOT_READABLE, error.filename, message)])
    drop_pending(1)
    return unwritten(STANDARD, error)
