"""What ``why`` and ``why-not`` share: a manifest judged as ``check`` judges it, and the question about it."""

from pathlib import Path
from typing import Final

from msgspec import structs

from rightsgate.checker.checker import Checker
from rightsgate.cli.configuration import Chosen, InForce, Where, configuration, in_force
from rightsgate.cli.options import subject_option
from rightsgate.cli.packs import packs, tell
from rightsgate.cli.policy_option import policy_option
from rightsgate.explain.question import Question
from rightsgate.files.read import read_as
from rightsgate.limits import Limits
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin

the_policy: Final = policy_option("The policy, as in check.")
the_subject: Final = subject_option("Actor on whose behalf to check, as in check.")


def ask(text: str, manifest: Path, call: InForce, as_of: str, engine: str, limits: Limits) -> tuple[Checker, Question]:
    """Evaluate a manifest once and return the question about it, with the checker that judges the result.

    It is judged by the policy of the call, but by every duty: one that the policy leaves out can be asked about too.
    Raises InputError for faulty rules, a faulty policy or a faulty manifest.
    """
    pack = packs(call.rules, limits=limits)
    tell(pack)
    policy = load_policy(call.policy, builtin("policies"), pack, limits)
    every = structs.replace(policy, selections=(), exceptions=())
    checker = Checker(pack, every, as_of, engine=engine, limits=limits, subject=call.subject)
    data = read_as("manifest", manifest, str(manifest), limits)
    result = checker.evaluator.run(checker.load(data, str(manifest)))
    return checker, Question(checker.pack, result, text)


def call_of(folders: tuple[str, ...], policy: str | None, subject: str, where: Where, limits: Limits) -> InForce:
    """Return what a question goes by: its options, else the configuration."""
    given = Chosen(rules=folders or None, policy=policy, subject=subject or None)
    return in_force(given, configuration(where, limits))
