"""Commands that a reader can run, as a shell takes them: what comes from a manifest is quoted."""

import shlex


def command_line(*words: str) -> str:
    """Return a call of rightsgate that can be pasted into a shell.

    >>> command_line("why", "bsr-3.b@studio", "my rights.yaml")
    "rightsgate why bsr-3.b@studio 'my rights.yaml'"
    """
    return shlex.join(("rightsgate", *words))
