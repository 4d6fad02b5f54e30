"""The checker by which a call judges: its rules, its policy, its day and its subject."""

from rightsgate.checker.checker import Checker
from rightsgate.cli.configuration import InForce
from rightsgate.cli.packs import packs
from rightsgate.findings.baseline import Baseline
from rightsgate.findings.waivers.read import load_waivers
from rightsgate.limits import Limits
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.packs.load import builtin


def checker_of(call: InForce, as_of: str, limits: Limits, *, waivers: str = "", baseline: str = "") -> Checker:
    """Return the checker of a call, with the waivers and the baseline in these files, if they are named.

    Raises InputError for faulty rules, a faulty policy, faulty waivers or a faulty baseline.
    """
    pack = packs(call.rules, limits=limits)
    return Checker(
        pack,
        load_policy(call.policy, builtin("policies"), pack, limits),
        as_of,
        limits=limits,
        subject=call.subject,
        waivers=load_waivers(waivers, limits) if waivers else None,
        baseline=_baseline(baseline) if baseline else None,
    )


def _baseline(path: str) -> Baseline:
    from rightsgate.fleet.reports import load_baseline  # which only a baseline needs

    return load_baseline(path)
