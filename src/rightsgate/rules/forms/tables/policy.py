"""The form of policies as a table: its keys, what they hold and what they mean."""

from typing import Final

from rightsgate.manifest.evidence import Tier
from rightsgate.rules.forms.tables.shapes import A_DAY, A_PERIOD
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.policy import DutyBearers
from rightsgate.text.form import REQUIRED, Form, Key
from rightsgate.text.holds import Amount, Text, Texts, Word
from rightsgate.text.nested import Nested, OneOrMore, Table

# What an open outcome is called, in the meaning of its key.
OPEN: Final = {
    Outcome.UNMET: "What is stated breaks the duty",
    Outcome.UNKNOWN: "What is stated does not decide whether the duty is met",
    Outcome.JUDGEMENT: "What is stated meets the duty as far as it can be declared; a person must judge the rest",
}
VERBS: Final = {
    Strength.MUST: "Duties that the source states as a must",
    Strength.SHOULD: "Duties that the source states as a should",
    Strength.MAY: "Duties that the source only suggests",
}


def _chosen(name: str, names: str, means: str) -> Key:
    # An empty list would select nothing or everything; only leaving the key out is plain.
    return Key(name, Texts(names), means, default=(), filled=True)


_CHOICES: Final = (
    _chosen("documents", "document", "Documents that the duties come from"),
    _chosen("sections", "section", "Sections of documents"),
    _chosen("frameworks", "framework", "Frameworks that the duties belong to"),
    _chosen("stages", "stage", "Stages of the life cycle that the duties of frameworks belong to"),
    _chosen("roles", "role", "Roles that a duty binds; it is chosen for these alone"),
    Key(
        "strengths",
        Texts(of=Strength, item="strength"),
        "How a duty binds; it is chosen only for the roles that it binds so",
        default=(),
        filled=True,
    ),
    _chosen("ids", "rule", "Duties, or recommendations with all their duties, by id"),
    Key(
        "actors",
        Texts(called="ids of actors"),
        "Actors, by their ids in manifests; a duty is chosen for these alone",
        default=(),
        filled=True,
    ),
)
SELECTION: Final = Form(
    title="selection",
    means="Some of the duties: those that meet every key that is given",
    where="'{name}' of {above}",
    keys=_CHOICES,
    some=tuple(key.name for key in _CHOICES),
    lacking="chooses nothing",
)
EXCEPTION: Final = Form(
    title="exception",
    means="Duties that are left out: those that meet every key that chooses",
    where="'{name}' of {above}",
    keys=(
        *_CHOICES,
        Key("reason", Text(), "Why they are left out; every report shows it"),
        Key(
            "until",
            Text(A_DAY),
            "The last day on which they are left out; after it they are checked again",
            default="",
            filled=True,
        ),
    ),
    some=SELECTION.some,
    lacking="chooses nothing",
)
PARAMETER: Final = Form(
    title="parameter of a policy",
    means="A threshold that this policy sets anew",
    where="parameter {name} of a policy",
    keys=(
        Key("value", Amount(A_PERIOD), "The value: a period such as 12m, or a number; of the same kind as before"),
        Key("reason", Text(), "Why it is this value"),
    ),
)
DEMAND: Final = Form(
    title="demand",
    means="How well statements must be backed to meet duties of one strength",
    where="'{name}' of 'evidence'",
    keys=(
        Key("tier", Word(Tier), "The least tier of evidence; what is backed by less counts as not stated"),
        Key("fresh_within", Text(A_PERIOD), "How recent the statement must be, such as 12m", default=""),
        Key("reason", Text(), "Why this is demanded"),
    ),
)
EVIDENCE: Final = Form(
    title="evidence",
    means="What must back statements, by the strength of the duties that they are to meet",
    where="'{name}' of {above}",
    keys=tuple(Key(strength.value, Nested(DEMAND), VERBS[strength], default=None) for strength in Strength),
)
DECISIONS: Final = Form(
    title="decisions",
    means="What is asked of the recorded decisions of people",
    where="'{name}' of {above}",
    keys=(Key("valid_for", Text(A_PERIOD), "How long a decision counts, such as 18m"),),
)

LONGEST: Final = Form(
    title="longest waivers",
    means="How long a waiver may be, from the day on which it starts to that on which it expires",
    where="'{name}' of 'waivers'",
    keys=(
        *(Key(strength.value, Text(A_PERIOD), VERBS[strength], default="") for strength in Strength),
        Key(
            "irremediable",
            Text(A_PERIOD),
            "Duties that guard against harm that cannot be put right, or not after a delay",
            default="",
        ),
    ),
)
WAIVERS: Final = Form(
    title="limits of waivers",
    means="What is allowed of waivers",
    where="'{name}' of {above}",
    keys=(
        Key("longest", Nested(LONGEST), "How long a waiver may be, such as 90d", default=None),
        _chosen("never", "rule", "Duties, or recommendations with all their duties, that no waiver accepts"),
    ),
)


def _gate(*, whole: bool) -> Form:
    """Return the form of the gate; one that is ``whole`` leaves nothing to the policy that is extended."""
    default = REQUIRED if whole else None
    effects = Form(
        title="effects" if whole else "changed effects",
        means="What an outcome does to the gate, by the strength of the duty",
        where="'{name}' of the gate",
        keys=tuple(Key(strength.value, Word(Effect), VERBS[strength], default=default) for strength in Strength),
    )
    return Form(
        title="gate" if whole else "changed gate",
        means="What each open outcome does: block, leave undecided, or accept",
        where="'{name}' of {above}",
        keys=tuple(Key(one.value, Nested(effects), OPEN[one], default=default) for one in Outcome if one.is_open),
    )


POLICY: Final = Form(
    title="policy",
    means="Which duties are checked, how well statements must be backed, and what the outcomes do to the gate",
    where="a policy",
    keys=(
        Key("policy", Text(), "The name of the policy"),
        Key("title", Text(), "What people read it as"),
        Key(
            "extends",
            Text(),
            "A shipped policy, or a file beside this one, whose entries hold unless changed",
            default="",
        ),
        Key(
            "of",
            Word(DutyBearers),
            "Whose duties gate where a manifest or a call names a subject; those of the rest are advisory",
            default=DutyBearers.EVERYONE,
        ),
        Key(
            "rules",
            OneOrMore(SELECTION),
            "Which duties are checked; of a list, any may choose one. Without it all are",
            default=(),
        ),
        Key("except", OneOrMore(EXCEPTION), "Which duties are left out again, and why", default=()),
        Key(
            "parameters",
            Table(Nested(PARAMETER), "parameter", "parameter"),
            "Thresholds that this policy sets",
            default={},
        ),
        Key("evidence", Nested(EVIDENCE), "How well statements must be backed", default=None),
        Key("decisions", Nested(DECISIONS), "How long recorded decisions count; two years unless given", default=None),
        Key("waivers", Nested(WAIVERS), "What is allowed of waivers; ours unless given", default=None),
        Key(
            "gate",
            Nested(_gate(whole=False)),
            "What outcomes do to the gate; a policy that extends no other states all of them",
            default=None,
            unless="extends",
            alone=Nested(_gate(whole=True)),
        ),
        Key(
            "attribution",
            Text(names="attribution method"),
            "The attribution method; the first one loaded unless given",
            default="",
            filled=True,
        ),
        Key(
            "remedy",
            Text(names="remedy table"),
            "The remedy table; the first one loaded unless given",
            default="",
            filled=True,
        ),
    ),
)
