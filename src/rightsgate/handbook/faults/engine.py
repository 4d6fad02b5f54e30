"""RG5xx: engines, and what follows from rules."""

from typing import Final

from rightsgate import codes
from rightsgate.handbook.faults.model import CALL, MANIFEST, Example, Explanation

OWN: Final = """\
title: Ours
inferences:
  - {id: own, title: T, if: [{actor: [$a]}], then: {role: [ghost, deployer]}}
"""
TABLE: Final = (
    Explanation(
        code=codes.ENGINE_NOT_THERE,
        name="the engine is not available",
        means="There is no engine of this name, or a library is not installed: that of the engine, or that of "
        "`plan --optimal`.",
        do="Leave `--engine` out: the native engine gives the same results. The durable engine needs `pip "
        "install 'rightsgate[durable]'`. Leave `--optimal` out, or `pip install 'rightsgate[plan]'`.",
        example=None,
    ),
    Explanation(
        code=codes.ENGINE_LIMIT,
        name="over a limit of the engine",
        means="The rules, or what follows from the manifest, are more than the library of the durable engine takes.",
        do="Leave `--engine` out: the native engine has no such limit.",
        example=None,
    ),
    Explanation(
        code=codes.UNDECLARED_CONCLUSION,
        name="a rule concludes something about an entry that does not exist",
        means="A rule of a pack concludes something about an entry that the manifest does not have, so no "
        "condition can test it.",
        do="Correct the rule: its conclusion must be about entries that its premises match.",
        example=Example(
            files={"manifest.yaml": MANIFEST, "rules/own.yaml": OWN},
            call=f"{CALL} --rules rules",
        ),
    ),
)
