"""Policy files to policies: which duties are checked and what their outcomes do to the gate."""

import os
from pathlib import Path
from typing import Final

from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.load.files import read_located
from rightsgate.load.located import LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.model.finding import Effect, Outcome, Policy
from rightsgate.model.pack import Pack
from rightsgate.model.rules import Duty, Strength

KEYS: Final = ("policy", "title", "rules", "gate")
RULE_KEYS: Final = ("strengths", "documents", "sections", "roles", "ids")
GATED: Final = (Outcome.UNMET, Outcome.UNKNOWN, Outcome.JUDGEMENT)


def load_policy(name: str, shipped: Path, pack: Pack) -> Policy:
    """Load the policy that ``name`` names among those shipped, or that stands in the file ``name``.

    Raises InputError for a policy that is not there, is faulty, or selects no rule of the pack.
    """
    names = sorted(path.stem for path in shipped.glob("*.yaml"))
    path = shipped / f"{name}.yaml" if name in names else Path(name)
    if name not in names and (not name or not os.path.isfile(name)):  # noqa: PTH113 - never raises, unlike Path
        hint = did_you_mean(name, names) or f"shipped: {', '.join(names)}; or name a file"
        raise InputError([Fault(path=name or "''", message="no such policy", hint=hint)])
    faults: list[Fault] = []
    policy = _read(Reader(str(path), faults), read_located(path, str(path)), pack)
    if not faults and not any(selects(policy, duty) for duty in pack.duties):
        hint = "what 'rules' narrows must leave at least one"
        faults.append(Fault(path=str(path), message=f"the policy '{policy.name}' selects no rule", hint=hint))
    if faults:
        raise InputError(faults)
    return policy


def selects(policy: Policy, duty: Duty) -> bool:
    """Say whether the policy checks the duty."""
    return (
        (not policy.strengths or duty.strength in policy.strengths)
        and (not policy.documents or duty.source.document in policy.documents)
        and (not policy.sections or duty.source.section in policy.sections)
        and (not policy.roles or not set(policy.roles).isdisjoint(duty.binds))
        and (not policy.rules or duty.id in policy.rules or duty.recommendation in policy.rules)
    )


def _read(reader: Reader, data: LocatedMap, pack: Pack) -> Policy:
    where = "a policy"
    reader.only(data, KEYS, where)
    rules = reader.mapping(data, "rules", where)
    reader.only(rules, RULE_KEYS, "'rules' of a policy")
    # An empty list would select nothing or everything; only leaving the key out is plain.
    chosen = {key: reader.texts(rules, key, "'rules' of a policy", required=key in rules) for key in RULE_KEYS}
    known: dict[str, set[str]] = {
        "strengths": {s.value for s in Strength},
        "documents": {d.source.document for d in pack.duties},
        "sections": {d.source.section for d in pack.duties},
        "roles": {role for d in pack.duties for role in d.binds},
        "ids": {d.id for d in pack.duties} | {d.recommendation for d in pack.duties},
    }
    for key, words in chosen.items():
        reader.known(rules, key, words, sorted(known[key]), key.removesuffix("s"))
    return Policy(
        name=reader.text(data, "policy", where),
        title=reader.text(data, "title", where),
        strengths=tuple(Strength(s) for s in chosen["strengths"] if s in known["strengths"]),
        documents=chosen["documents"],
        sections=chosen["sections"],
        roles=chosen["roles"],
        rules=chosen["ids"],
        effects=_effects(reader, data),
    )


def _effects(reader: Reader, data: LocatedMap) -> dict[tuple[Outcome, Strength], Effect]:
    """Read what each outcome does, for every strength: nothing is left to a default."""
    gate = reader.mapping(data, "gate", "a policy", required=True)
    reader.only(gate, [outcome.value for outcome in GATED], "'gate' of a policy")
    effects = {}
    for outcome in GATED if isinstance(data.get("gate"), LocatedMap) else ():
        where = f"'{outcome.value}' of the gate"
        row = reader.mapping(gate, outcome.value, "'gate' of a policy", required=True)
        reader.only(row, [strength.value for strength in Strength], where)
        for strength in Strength if isinstance(gate.get(outcome.value), LocatedMap) else ():
            effects[outcome, strength] = reader.choice(row, strength.value, where, Effect)
    return effects
