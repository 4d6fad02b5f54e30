"""Policy files to policies: which duties are checked and what their outcomes do to the gate."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import structs

from rightsgate import codes
from rightsgate.errors import Fault, InputError, did_you_mean
from rightsgate.files.read import read_as
from rightsgate.limits import DEFAULTS, Limits
from rightsgate.manifest.evidence import Demand, Tier
from rightsgate.manifest.values import PERIOD
from rightsgate.rules.forms.threshold import value_of
from rightsgate.rules.model.attribution import Attribution
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import VALID_FOR, Policy, Selection
from rightsgate.rules.model.remedy import RemedyTable
from rightsgate.rules.select import SELECTION_KEYS, roles_asked
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.placeholders import is_placeholder
from rightsgate.text.search import StrPath
from rightsgate.vocabulary.threshold import Origin, Parameter

# The keys by which a policy chooses one of the methods or tables of the packs, by its id.
METHODS: Final = ("attribution", "remedy")
KEYS: Final = ("policy", "title", "extends", "rules", "except", "parameters", "evidence", "decisions", "gate", *METHODS)
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
    if not faults and not any(roles_asked(policy, duty) for duty in pack.duties):
        hint = "what 'rules' narrows must leave at least one"
        message = f"the policy '{policy.name}' selects no rule"
        faults.append(Fault.of(codes.SELECTS_NOTHING, path, message, hint))
    if faults:
        from rightsgate.text.extents import with_ends_in  # which only a faulty policy needs

        raise with_ends_in(InputError(faults), reader.documents)
    return policy


def _path(name: str, shipped: StrPath, beside: str | None) -> str:
    """Return the file of a policy: a shipped one, or one that stands ``beside`` the policy that names it."""
    names = sorted(file.removesuffix(SUFFIX) for file in os.listdir(shipped) if file.endswith(SUFFIX))
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
        where = "a policy"
        reader.only(data, KEYS, where)
        extended = self._extended(reader, data, path, above)
        policy = Policy(
            name=reader.text(data, "policy", where),
            title=reader.text(data, "title", where),
            selections=self._selections(reader, data, "rules"),
            excluded=self._selections(reader, data, "except"),
            parameters=self._parameters(reader, data),
            evidence=_evidence(reader, data),
            valid_for=_valid_for(reader, data),
            attribution=self._method(reader, data, "attribution", "attribution method", self.pack.attributions),
            remedy=self._method(reader, data, "remedy", "remedy table", self.pack.remedies),
            effects=_effects(reader, data, whole=extended is None),
            files=(path,),
            raw=(data.raw,),
        )
        return policy if extended is None else _over(extended, policy, data)

    def _extended(self, reader: Reader, data: LocatedMap, path: str, above: tuple[str, ...]) -> Policy | None:
        name = reader.text(data, "extends", "a policy", "")
        if "extends" not in data:
            return None
        try:
            other = _path(name, self.shipped, path)
        except InputError as error:
            (fault,) = error.faults
            message = f"it extends '{name}': {fault.message}"
            reader.fault(codes.EXTENDS_IN_VAIN, data.marks["extends"], message, fault.hint)
            return None
        if os.path.realpath(other) in (os.path.realpath(path), *above) or len(above) == MOST_EXTENDED:
            message = f"it extends '{name}', which extends it in turn, or is too far up"
            reader.fault(codes.EXTENDS_IN_VAIN, data.marks["extends"], message)
            return None
        return self.read(other, (*above, os.path.realpath(path)))

    def _selections(self, reader: Reader, data: LocatedMap, key: str) -> tuple[Selection, ...]:
        """Read one mapping, or a list of them, of which any may take a duty."""
        if isinstance(data.get(key), LocatedList):
            bodies = reader.maps(data, key, "a policy", required=True)
        else:
            body = reader.mapping(data, key, "a policy")
            bodies = [body] if isinstance(data.get(key), LocatedMap) else []
        return tuple(self._selection(reader, body, key) for body in bodies)

    def _selection(self, reader: Reader, body: LocatedMap, key: str) -> Selection:
        where = f"'{key}' of a policy"
        reader.only(body, SELECTION_KEYS, where)
        # An empty list would select nothing or everything; only leaving the key out is plain.
        chosen = {name: reader.texts(body, name, where, required=name in body) for name in SELECTION_KEYS}
        for name, words in chosen.items():
            reader.known(body, name, words, self.selectable[name], name.removesuffix("s"))
        if not body:
            message = f"{where} chooses nothing"
            reader.fault(codes.EMPTY_VALUE, body.start, message, f"its keys: {', '.join(SELECTION_KEYS)}")
        strengths = tuple(Strength(word) for word in chosen["strengths"] if word in self.selectable["strengths"])
        rest = {name: words for name, words in chosen.items() if name not in ("strengths", "ids")}
        return Selection(**rest, strengths=strengths, rules=chosen["ids"])

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
            "strengths": {s.value for s in Strength},
            "ids": {d.id for d in duties} | {d.recommendation for d in duties},
        }
        return {name: sorted(words) for name, words in found.items()}

    def _method(
        self, reader: Reader, data: LocatedMap, key: str, called: str, loaded: Iterable[Attribution | RemedyTable]
    ) -> str:
        """Read the id of one of the methods or tables that are loaded."""
        if key not in data:
            return ""
        name = reader.text(data, key, "a policy")
        if name.strip():
            reader.known(data, key, (name,), [one.id for one in loaded], called)
        return name

    def _parameters(self, reader: Reader, data: LocatedMap) -> dict[str, Parameter]:
        """Read thresholds, each with the reason; one that a source sets is not for a policy to change."""
        body = reader.mapping(data, "parameters", "a policy")
        known = self.pack.vocabulary.parameters
        read = {}
        for name in body:
            where = f"parameter {name} of a policy"
            if name not in known:
                hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
                reader.fault(codes.UNKNOWN_NAME, body.marks[name], f"unknown parameter '{name}'", hint)
                continue
            row = reader.mapping(body, name, where)
            reader.only(row, ("value", "reason"), where)
            if known[name].origin is Origin.SOURCE:
                message = f"the parameter '{name}' is set by its source"
                reader.fault(codes.FIXED_PARAMETER, body.marks[name], message, known[name].reason)
            value = value_of(reader, row, "value", where)
            if isinstance(value, str) is not isinstance(known[name].value, str):
                reader.fault(codes.INVALID_VALUE, body.marks[name], f"'{name}' takes the like of {known[name].value}")
            reason = _reason(reader, row, where)
            read[name] = structs.replace(known[name], value=value, reason=reason)
        return read


def _reason(reader: Reader, row: LocatedMap, where: str) -> str:
    """Return the reason that a policy gives; refuse a placeholder."""
    reason = reader.text(row, "reason", where)
    if reason.strip() and is_placeholder(reason):
        message = f"'{reason}' gives no reason in {where}"
        reader.fault(codes.NO_REASON, row.marks["reason"], message, "say why in a sentence")
    return reason


def _refuse_other(path: str, data: LocatedMap) -> None:
    """Refuse what is another kind of file, or has no key of a policy: no hint on its keys would help."""
    from rightsgate.files.kinds import kind_of, misplaced  # which only a faulty file needs

    other = misplaced(path, kind_of(data), "policy")
    if other is None and data.keys().isdisjoint(KEYS) and not any(did_you_mean(key, KEYS) for key in data):
        other = Fault.at(
            codes.MISSING_KEY,
            path,
            data.start,
            "not a policy: it lacks 'policy'",
            f"a policy has the keys {', '.join(KEYS)}",
        )
    if other is not None:
        raise InputError([other])


def _evidence(reader: Reader, data: LocatedMap) -> dict[Strength, Demand]:
    """Read what has to back statements, by the strength of the duties that they are to meet."""
    body = reader.mapping(data, "evidence", "a policy")
    reader.only(body, [strength.value for strength in Strength], "'evidence' of a policy")
    demands = {}
    for strength in Strength:
        if strength.value in body:
            where = f"'{strength.value}' of 'evidence'"
            row = reader.mapping(body, strength.value, "'evidence' of a policy")
            reader.only(row, ("tier", "fresh_within", "reason"), where)
            period = _period(reader, row, "fresh_within", where, "")
            tier, reason = reader.choice(row, "tier", where, Tier), _reason(reader, row, where)
            demands[strength] = Demand(tier=tier, fresh_within=period, reason=reason)
    return demands


def _valid_for(reader: Reader, data: LocatedMap) -> str:
    """Read for how long the recorded decisions of people count."""
    where = "'decisions' of a policy"
    body = reader.mapping(data, "decisions", "a policy")
    reader.only(body, ("valid_for",), where)
    if not isinstance(data.get("decisions"), LocatedMap):
        return VALID_FOR
    return _period(reader, body, "valid_for", where, None) or VALID_FOR


def _period(reader: Reader, body: LocatedMap, key: str, where: str, default: str | None) -> str:
    """Read a period; one that cannot be read is a fault and an empty text."""
    period = reader.text(body, key, where, default)
    if not period or PERIOD.fullmatch(period):
        return period
    message = f"'{period}' is not a period"
    reader.fault(codes.INVALID_VALUE, body.marks[key], message, "write a number and d, m or y: 12m")
    return ""


def _effects(reader: Reader, data: LocatedMap, *, whole: bool) -> dict[tuple[Outcome, Strength], Effect]:
    """Read what each outcome does. A policy that extends no other (``whole``) leaves nothing to a default."""
    gate = reader.mapping(data, "gate", "a policy", required=whole)
    still_open = [outcome for outcome in Outcome if outcome.is_open]
    reader.only(gate, [outcome.value for outcome in still_open], "'gate' of a policy")
    effects = {}
    for outcome in still_open if isinstance(data.get("gate"), LocatedMap) else ():
        where = f"'{outcome.value}' of the gate"
        row = reader.mapping(gate, outcome.value, "'gate' of a policy", required=whole)
        reader.only(row, [strength.value for strength in Strength], where)
        for strength in Strength if isinstance(gate.get(outcome.value), LocatedMap) else ():
            if whole or strength.value in row:
                effects[outcome, strength] = reader.choice(row, strength.value, where, Effect)
    return effects


def _over(extended: Policy, policy: Policy, data: LocatedMap) -> Policy:
    """Lay a policy over the one that it extends: what it chooses replaces, the rest is set beside."""
    return Policy(
        name=policy.name,
        title=policy.title,
        selections=policy.selections if "rules" in data else extended.selections,
        excluded=(*extended.excluded, *policy.excluded),
        parameters={**extended.parameters, **policy.parameters},
        evidence={**extended.evidence, **policy.evidence},
        valid_for=policy.valid_for if "decisions" in data else extended.valid_for,
        attribution=policy.attribution or extended.attribution,
        remedy=policy.remedy or extended.remedy,
        effects={**extended.effects, **policy.effects},
        files=(*policy.files, *extended.files),
        raw=(*policy.raw, *extended.raw),
    )
