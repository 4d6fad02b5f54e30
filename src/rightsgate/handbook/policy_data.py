"""Policies as data for other programs."""

from collections.abc import Iterable
from typing import Any

from rightsgate.rules.left_out import LeftOut, left_out
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import Policy
from rightsgate.rules.select import applied


def policies_data(policies: Iterable[Policy]) -> dict[str, Any]:
    """Return several policies: of each its name and title, whose duties gate, and the gate."""
    found = [_head(policy) for policy in policies]
    return {"policies": found, "count": len(found)}


def policy_data(policy: Policy, pack: Pack, as_of: str) -> dict[str, Any]:
    """Return one policy with the ids of the duties that it checks and leaves out, as of a day (ISO)."""
    return {
        **_head(policy),
        "extends": list(policy.extends),
        "as_of": as_of,
        "rules": [duty.id for duty in applied(pack, policy, as_of).duties],
        "actors": list(policy.actors),
        "exceptions": [_exception(one) for one in left_out(pack.duties, policy, as_of)],
        "parameters": {
            name: {"value": str(one.value), "reason": one.reason} for name, one in sorted(policy.parameters.items())
        },
        "evidence": {
            strength.value: {"tier": demand.tier.value, "fresh_within": demand.fresh_within, "reason": demand.reason}
            for strength, demand in policy.evidence.items()
        },
        "decisions_valid_for": policy.valid_for,
        "waivers": {
            "longest": {one.value: policy.waivers.longest[one] for one in Strength},
            "irremediable": policy.waivers.irremediable,
            "never": list(policy.waivers.never),
        },
    }


def _head(policy: Policy) -> dict[str, Any]:
    gate = {
        outcome.value: {one.value: policy.effects.get((outcome, one), Effect.ACCEPT).value for one in Strength}
        for outcome in Outcome
        if outcome.is_open
    }
    return {"name": policy.name, "title": policy.title, "of": policy.of.value, "gate": gate}


def _exception(one: LeftOut) -> dict[str, Any]:
    return {
        "reason": one.exception.reason,
        "until": one.exception.until,
        "lapsed": one.has_lapsed,
        "rules": list(one.duties),
        "actors": list(one.exception.selection.actors),
    }
