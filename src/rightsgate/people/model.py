"""What a check says of people: risks, who is connected to them, how actors are involved in impacts, what they owe."""

from enum import Enum
from typing import Final

import msgspec

from rightsgate.engine.program import Fact
from rightsgate.evaluate.site import Missing, Site
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.location import Location
from rightsgate.rules.model.attribution import Level, Lowering
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.remedy import RemedyAction
from rightsgate.rules.model.risk import CellStatus, Label, Opportunity, Risk

# The name in the ids of involvements, by which people ask about one.
INVOLVEMENT: Final = "involvement"


class State(Enum):
    """Whether what is owed has been done, as far as the manifest says."""

    DUE = "due"
    NOT_STATED = "unsaid"
    DONE = "done"


class UnmetDuty(msgspec.Struct, frozen=True, kw_only=True):
    """A duty that is not met, and the pathways that it leaves open.

    ``finding`` is the id of its finding and ``duty`` the duty under which that is told; ``kind`` is what it is asked
    of, and ``entity`` is None if that is the actor itself.
    """

    finding: str
    duty: str
    actor: str
    role: str
    entity: str | None
    kind: str
    closes: tuple[str, ...]


class OpenPathway(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway of a table row that is open, or may be, and what opens it.

    ``labels`` are those of the row that stand for it; ``sign``: the row's own sign is there and opens it for this risk;
    ``signalled``: one of the pathway's own signals is there; ``unmet``: the unmet duties that would close it.
    """

    id: str
    name: str
    certain: bool
    labels: tuple[Label, ...]
    sign: bool
    signalled: bool
    unmet: tuple[UnmetDuty, ...]


class Connection(msgspec.Struct, frozen=True, kw_only=True):
    """An actor that a risk table connects to a risk in one of its roles.

    ``level`` is the highest level that such a connection supports by itself; it does not imply fault.
    """

    id: str
    fact: Fact
    actor: str
    role: str
    certain: bool
    pathways: tuple[OpenPathway, ...]
    level: Level
    owes: tuple[RemedyAction, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a risk table, and whom it connects here."""

    role: str
    status: CellStatus
    labels: tuple[Label, ...]
    sign: str
    reason: str
    connections: tuple[Connection, ...]


class RaisedBy(Enum):
    """What can raise a severity."""

    DOMAIN = "domain"
    GROUPS = "groups"


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """What raises a severity: a sensitive domain, or groups at heightened risk, by their names."""

    by: RaisedBy
    names: tuple[str, ...]


class Severity(msgspec.Struct, frozen=True, kw_only=True):
    """How severe an impact is, as far as declared (empty: not said), and what raises it.

    ``irremediable``: the harm cannot be put right, or delay makes it so. ``likelihood`` is shown and ranks nothing.
    """

    raised_by: tuple[Raised, ...]
    scale: str = ""
    remediability: str = ""
    scope: str = ""
    delay_irremediable: bool = False
    irremediable: bool = False
    likelihood: str = ""


class ProductRisk(msgspec.Struct, frozen=True, kw_only=True):
    """A risk that a product has, or may have."""

    id: str
    fact: Fact
    risk: Risk
    product: str
    certain: bool
    rows: tuple[Row, ...]
    impacts: tuple[str, ...]
    severity: Severity
    location: Location


class RemedyEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the remedy register: what an actor owes for an impact, and whether it has done so.

    ``certain`` is false if it is owed only at a level that is still open.
    """

    id: str
    fact: Fact
    actor: str
    impact: str
    owed: RemedyAction
    certain: bool
    state: State


class Involvement(msgspec.Struct, frozen=True, kw_only=True):
    """How an actor is involved in an impact: a proposal of the rules, or a person's decision.

    ``proposed`` is the level that the rules propose (None: they cannot tell), ``by`` the rule that decides it and
    ``because`` its ground in words,
    ``fired`` every rule that fired. ``not_excluded`` are the levels that missing statements leave open, above the
    proposal or instead of it; ``lowering``: what may still lower the proposal. ``questions`` are the fields whose
    statement would decide, ``missing`` says where each would stand. ``private``: a private person, who gets a level but
    no findings.
    """

    id: str
    actor: str
    impact: str
    roles: tuple[str, ...]
    proposed: Level | None
    by: str
    because: str
    fired: tuple[str, ...]
    not_excluded: tuple[Level, ...]
    lowering: Lowering | None
    questions: tuple[str, ...]
    missing: tuple[Missing, ...]
    decision: Decision | None
    fact: Fact | None
    private: bool
    owes: tuple[RemedyEntry, ...]
    location: Location

    @property
    def lower_open(self) -> bool:
        """Whether the proposal may still be lowered."""
        return self.lowering is not None

    @property
    def level(self) -> Level | None:
        """The level that counts: a person's decision, or else the proposal."""
        return self.proposed if self.decision is None else Level(self.decision.outcome)


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """An impact that the manifest records, with everybody's involvement in it."""

    id: str
    name: str
    status: str
    nature: str
    date: str
    risk: str
    rights: tuple[str, ...]
    groups: tuple[str, ...]
    products: tuple[str, ...]
    severity: Severity
    contacts: tuple[str, ...]
    involvements: tuple[Involvement, ...]
    location: Location


class RightAtRisk(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the rights summary."""

    right: str
    risk: str
    certain: bool


class ToDecide(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the sources leave to human judgement, and that nobody has decided yet.

    ``about`` is the id of a finding or of an involvement. ``field`` is the one whose statement would answer a question
    on an ``involvement``, and ``site`` where it would stand; all are left out of a question on a duty.
    """

    about: str
    question: str
    field: str = ""
    site: Site | None = None
    involvement: Involvement | None = None


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """The assessment, in the order in which to act: the most severe, and what delay makes worse, first."""

    impacts: tuple[Impact, ...]
    risks: tuple[ProductRisk, ...]
    rights: tuple[RightAtRisk, ...]
    opportunities: tuple[Opportunity, ...]
    to_decide: tuple[ToDecide, ...]

    def addressed_by(self, actor: str, entity: str | None) -> tuple[str, ...]:
        """Return whom a duty addresses: its actor, or if it is joint the firms at cause or contribute to the impact."""
        if actor != JOINTLY:
            return (actor,)
        involvements = (one for impact in self.impacts if impact.id == entity for one in impact.involvements)
        return tuple(
            one.actor for one in involvements if one.level is not None and one.level.binds_jointly and not one.private
        )
