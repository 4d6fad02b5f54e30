"""Policy files to policies: which duties are checked and what their outcomes do to the gate."""

import os
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.files.read import read_as
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.evidence import Demand
from rightsgate.rules.forms.tables.policy import POLICY, SELECTION
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import VALID_FOR, DutyException, Policy, Selection, WaiverLimits
from rightsgate.rules.select import roles_asked
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.placeholders import is_placeholder
from rightsgate.text.reader import Reader
from rightsgate.text.search import StrPath
from rightsgate.vocabulary.threshold import Origin, Parameter

# The keys by which a policy chooses one of the methods or tables of the packs, by its id.
METHODS: Final = (
    ("attribution", "attribution method"),
    ("remedy", "remedy table"),
)
MOST_EXTENDED: Final = 8
SUFFIX: Final = ".yaml"


def load_policy(name: StrPath, shipped: StrPath, pack: Pack, limits: Limits = DEFAULTS) -> Policy:
    """Load the policy that ``name`` names among those shipped, or that stands in the file ``name``.

    Raises InputError for a policy that is not there, is faulty, or selects no rule of the pack.
    """
    faults: list[Fault] = []
    path = _path(os.fspath(name), shipped, None)
    reader = PolicyReader(pack, shipped, faults, limits)
    policy = reader.read(path, ())
    lasting = [one for one in policy.exceptions if not one.until]
    if not faults and not any(roles_asked(policy.selections, lasting, duty) for duty in pack.duties):
        hint = "loosen the keys under 'rules'"
        message = f"the policy '{policy.name}' selects no rule"
        faults.append(Fault.of(codes.SELECTS_NOTHING, path, message, hint))
    if faults:
        from rightsgate.text.extents import with_ends_in  # which only a faulty policy needs

        raise with_ends_in(InputError(faults), reader.documents)
    return policy


def shipped_policies(folder: StrPath) -> tuple[str, ...]:
    """Return the names of the policies in the folder of those shipped, in order."""
    return tuple(sorted(file.removesuffix(SUFFIX) for file in os.listdir(folder) if file.endswith(SUFFIX)))


def _path(name: str, shipped: StrPath, beside: str | None) -> str:
    """Return the file of a policy: a shipped one, or one that stands ``beside`` the policy that names it."""
    names = shipped_policies(shipped)
    if name in names:
        return os.path.join(shipped, name + SUFFIX)
    path = name if beside is None else os.path.join(os.path.dirname(beside), name)
    if os.path.isdir(path) and name:
        hint = "name one policy file, or a shipped policy"
        raise InputError([Fault.of(codes.NO_SUCH_POLICY, name, "it is a folder, not a policy", hint)])
    if not name or not os.path.exists(path):
        hint = did_you_mean(name, names) or f"shipped: {', '.join(names)}; or name a file"
        raise InputError([Fault.of(codes.NO_SUCH_POLICY, name, "no such policy", hint)])
    return path


class PolicyReader:
    """Reads a policy and those that it extends."""

    def __init__(self, pack: Pack, shipped: StrPath, faults: list[Fault], limits: Limits) -> None:
        """Read against the rules of ``pack``, adding to ``faults``."""
        self.limits = limits
        self.pack = pack
        self.shipped = shipped
        self.faults = faults
        self.documents: list[tuple[str, LocatedMap]] = []

    def read(self, path: str, above: tuple[str, ...]) -> Policy:
        """Read the policy at ``path``, which those at ``above`` extend."""
        reader = Reader(path, self.faults)
        data = read_as("policy", path, path, self.limits)
        self.documents.append((path, data))
        if "policy" not in data or "rightsgate" in data or "schema" in data:
            _refuse_other(path, data)
        found = POLICY.read(reader, data)
        extended = self._extended(reader, found, path, above)
        for key, called in METHODS:
            self._check_method(reader, found, key, called)
        if found["waivers"]:
            never = found["waivers"]
            reader.known(never.data, "never", never["never"], self.selectable["ids"], "rule")
        policy = Policy(
            name=found["policy"],
            title=found["title"],
            of=found["of"],
            selections=tuple(self._selection(reader, one) for one in found["rules"]),
            exceptions=tuple(self._exception(reader, one) for one in found["except"]),
            parameters=self._parameters(reader, found),
            evidence=_evidence(reader, found),
            valid_for=found["decisions"]["valid_for"] if found["decisions"] else VALID_FOR,
            attribution=found["attribution"],
            remedy=found["remedy"],
            effects=_effects(found),
            waivers=_limited(WaiverLimits(), found["waivers"]),
            files=(path,),
            raw=(data.raw,),
        )
        return policy if extended is None else _over(extended, policy, found)

    def _extended(self, reader: Reader, found: Filled, path: str, above: tuple[str, ...]) -> Policy | None:
        name, data = found["extends"], found.data
        if "extends" not in data:
            return None
        try:
            other = _path(name, self.shipped, path)
        except InputError as error:
            (fault,) = error.faults
            message = f"it extends '{name}': {fault.message}"
            reader.fault(codes.EXTENDS_IN_VAIN, data.marks["extends"], message, fault.hint)
            return None
        message = ""
        if os.path.realpath(other) in (os.path.realpath(path), *above):
            message = f"it extends '{name}', which extends this policy in turn"
        elif len(above) == MOST_EXTENDED:
            message = f"it extends '{name}', which exceeds the limit of {MOST_EXTENDED} extended policies in a row"
        if message:
            reader.fault(codes.EXTENDS_IN_VAIN, data.marks["extends"], message)
            return None
        return self.read(other, (*above, os.path.realpath(path)))

    def _selection(self, reader: Reader, found: Filled) -> Selection:
        for name in found:
            if name in self.selectable:
                reader.known(found.data, name, found[name], self.selectable[name], name.removesuffix("s"))
        chosen = {key: found[key] for key in SELECTION.some if key != "ids"}
        return Selection(rules=found["ids"], **chosen)

    def _exception(self, reader: Reader, found: Filled) -> DutyException:
        _check_reason(reader, found)
        return DutyException(selection=self._selection(reader, found), reason=found["reason"], until=found["until"])

    @cached_property
    def selectable(self) -> Mapping[str, list[str]]:
        """What each key of a selection may name."""
        duties = self.pack.duties
        found = {
            "documents": {d.source.document for d in duties},
            "sections": {d.source.section for d in duties},
            "frameworks": {d.framework for d in duties} - {""},
            "stages": {d.stage for d in duties} - {""},
            "roles": {role for d in duties for role in d.binds},
            "ids": {d.id for d in duties} | {d.recommendation for d in duties},
        }
        return {name: sorted(words) for name, words in found.items()}

    def _check_method(self, reader: Reader, found: Filled, key: str, called: str) -> None:
        """Refuse the id of a method or table that is not loaded."""
        loaded = self.pack.attributions if key == "attribution" else self.pack.remedies
        if found[key].strip():
            reader.known(found.data, key, (found[key],), [one.id for one in loaded], called)

    def _parameters(self, reader: Reader, found: Filled) -> dict[str, Parameter]:
        """Return thresholds, each with the reason; one that a source sets is not for a policy to change."""
        body = reader.mapping(found.data, "parameters", "a policy")
        known = self.pack.vocabulary.parameters
        read = {}
        for name, row in found["parameters"].items():
            if name not in known:
                hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
                reader.fault(codes.UNKNOWN_NAME, body.marks[name], f"unknown parameter '{name}'", hint)
                continue
            if known[name].origin is Origin.SOURCE:
                message = f"the parameter '{name}' is set by its source"
                reader.fault(codes.FIXED_PARAMETER, body.marks[name], message, known[name].reason)
            if row is not None:
                is_period = isinstance(known[name].value, str)
                if isinstance(row["value"], str) is not is_period:
                    kinds = ("a period", "a number") if is_period else ("a number", "a text")
                    message = f"'{name}' must be {kinds[0]} such as {known[name].value}, not {kinds[1]}"
                    reader.fault(codes.INVALID_VALUE, body.marks[name], message)
                _check_reason(reader, row)
                read[name] = structs.replace(known[name], value=row["value"], reason=row["reason"])
        return read


def _check_reason(reader: Reader, found: Filled) -> None:
    """Refuse a placeholder for a reason."""
    reason = found["reason"]
    if reason.strip() and is_placeholder(reason):
        message = f"'{reason}' gives no reason in {found.where}"
        reader.fault(codes.NO_REASON, found.mark("reason"), message, "say why in a sentence")


def _refuse_other(path: str, data: LocatedMap) -> None:
    """Refuse what is another kind of file, or has no key of a policy: no hint on its keys would help."""
    from rightsgate.files.kinds import kind_of, misplaced  # which only a faulty file needs

    other = misplaced(path, kind_of(data), "policy")
    keys = [key.name for key in POLICY.keys]
    if other is None and data.keys().isdisjoint(keys) and not any(did_you_mean(key, keys) for key in data):
        other = Fault.at(
            codes.MISSING_KEY,
            path,
            data.start,
            "not a policy: it lacks 'policy'",
            f"a policy has the keys {', '.join(keys)}",
        )
    if other is not None:
        raise InputError([other])


def _evidence(reader: Reader, found: Filled) -> dict[Strength, Demand]:
    """Return what has to back statements, by the strength of the duties that they are to meet."""
    demands = {}
    for strength, row in (found["evidence"] or {}).items():
        if row is not None:
            _check_reason(reader, row)
            demands[Strength(strength)] = Demand(**row)
    return demands


def _limited(limits: WaiverLimits, found: Filled | None) -> WaiverLimits:
    """Return the limits of waivers with what a policy sets anew, and with what else it says is never waived."""
    if found is None:
        return limits
    longest = found["longest"] or {}
    given = {strength: longest[strength.value] for strength in Strength if longest.get(strength.value)}
    return WaiverLimits(
        longest={**limits.longest, **given},
        irremediable=longest.get("irremediable") or limits.irremediable,
        never=(*limits.never, *(rule for rule in found["never"] if rule not in limits.never)),
    )


def _effects(found: Filled) -> dict[tuple[Outcome, Strength], Effect]:
    """Return what each outcome does; a policy that extends another need not say it of all."""
    return {
        (Outcome(outcome), Strength(strength)): effect
        for outcome, row in (found["gate"] or {}).items()
        for strength, effect in (row or {}).items()
        if effect is not None
    }


def _over(extended: Policy, policy: Policy, found: Filled) -> Policy:
    """Lay a policy over the one that it extends: what it chooses replaces, the rest is set beside."""
    data = found.data
    return Policy(
        name=policy.name,
        title=policy.title,
        of=policy.of if "of" in data else extended.of,
        selections=policy.selections if "rules" in data else extended.selections,
        exceptions=(*extended.exceptions, *policy.exceptions),
        parameters={**extended.parameters, **policy.parameters},
        evidence={**extended.evidence, **policy.evidence},
        valid_for=policy.valid_for if "decisions" in data else extended.valid_for,
        waivers=_limited(extended.waivers, found["waivers"]),
        attribution=policy.attribution or extended.attribution,
        remedy=policy.remedy or extended.remedy,
        effects={**extended.effects, **policy.effects},
        extends=(extended.name, *extended.extends),
        files=(*policy.files, *extended.files),
        raw=(*policy.raw, *extended.raw),
    )
