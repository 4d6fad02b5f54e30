"""What a report says of people: risks, impacts, rights, the remedy register, and what a person must decide."""

from typing import Annotated

from msgspec import Meta, Struct

from rightsgate.people.model import State
from rightsgate.report.json.contract.finding import Decision
from rightsgate.report.json.contract.missing import Missing
from rightsgate.report.json.contract.place import Place
from rightsgate.report.json.contract.reference import Texts
from rightsgate.rules.model.attribution import Level


class Severity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How severe it is, as far as stated, and what raises it."""

    scale: Annotated[str, Meta(description="How grave")] = ""
    scope: Annotated[str, Meta(description="How many people")] = ""
    remediability: Annotated[str, Meta(description="How far it can be put right")] = ""
    delay_irremediable: Annotated[bool, Meta(description="Whether delay would make it irremediable")] = False
    raised_by: Annotated[Texts, Meta(description="What raises it, in words")] = ()
    likelihood: Annotated[str, Meta(description="How likely; it ranks nothing")] = ""


class OpenPathway(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A pathway that is open, or may be, and what opens it."""

    id: Annotated[str, Meta(description="Id of the pathway")]
    certain: Annotated[bool, Meta(description="Whether it is open for certain")] = False
    sign: Annotated[bool, Meta(description="Whether the sign of the row opens it")] = False
    signalled: Annotated[bool, Meta(description="Whether a signal of its own opens it")] = False
    findings: Annotated[Texts, Meta(description="Ids of the unmet findings that leave it open")] = ()


class Connection(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor that a row of the risk's table connects to it; it implies no fault."""

    id: Annotated[str, Meta(description="Id of the connection")]
    actor: Annotated[str, Meta(description="Id of the actor")]
    role: Annotated[str, Meta(description="Id of the role, and so of the row")]
    certain: Annotated[bool, Meta(description="Whether it is connected for certain")] = False
    level: Annotated[Level, Meta(description="The highest level of involvement that this supports by itself")]
    owes: Annotated[Texts, Meta(description="Ids of what is owed at that level")] = ()
    pathways: tuple[OpenPathway, ...] = ()
    derivation: Annotated[str, Meta(description="Its step among the derivations (`--derivations`)")] = ""


class ProductRisk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A risk that a product has, or may have."""

    id: Annotated[str, Meta(description="Id: risk and product")]
    risk: Annotated[str, Meta(description="Id of the risk")]
    product: Annotated[str, Meta(description="Id of the product")]
    certain: Annotated[bool, Meta(description="Whether it has the risk for certain")] = False
    severity: Severity
    impacts: Annotated[Texts, Meta(description="Ids of recorded impacts of that risk")] = ()
    connections: tuple[Connection, ...] = ()
    location: Place
    derivation: Annotated[str, Meta(description="Its step among the derivations (`--derivations`)")] = ""


class Involvement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How an actor is involved in an impact: a person's decision, or else what the rules propose."""

    id: Annotated[str, Meta(description="Id of the involvement")]
    actor: Annotated[str, Meta(description="Id of the actor")]
    roles: Annotated[Texts, Meta(description="Ids of its roles")] = ()
    level: Annotated[Level | None, Meta(description="The level that counts; none: it cannot be told")]
    proposed: Annotated[Level | None, Meta(description="The level that the rules propose")]
    by: Annotated[str, Meta(description="Id of the attribution rule that decides the proposal")] = ""
    fired: Annotated[Texts, Meta(description="Ids of all attribution rules that hold")] = ()
    not_excluded: Annotated[
        tuple[Level, ...], Meta(description="Levels that missing statements leave open, above the proposal")
    ] = ()
    lower_open: Annotated[bool, Meta(description="Whether the proposal may still be lowered")] = False
    questions: Annotated[
        tuple[Missing, ...], Meta(description="What would have to be stated to decide, and where")
    ] = ()
    private: Annotated[bool, Meta(description="Whether the actor is a private person")] = False
    owes: Annotated[Texts, Meta(description="Ids of its entries in the register")] = ()
    decision: Decision | None = None
    location: Place
    derivation: Annotated[str, Meta(description="Its step among the derivations (`--derivations`)")] = ""


class Impact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An impact that the manifest records."""

    id: Annotated[str, Meta(description="Id of the impact")]
    name: Annotated[str, Meta(description="Its name")] = ""
    status: Annotated[str, Meta(description="Whether it is actual or potential")] = ""
    nature: Annotated[str, Meta(description="What it consists in")] = ""
    date: Annotated[str, Meta(description="When it happened")] = ""
    risk: Annotated[str, Meta(description="Id of the risk that it is an instance of")] = ""
    products: Annotated[Texts, Meta(description="Ids of the products concerned")] = ()
    rights: Annotated[Texts, Meta(description="Ids of the rights harmed")] = ()
    groups: Annotated[Texts, Meta(description="Ids of the groups harmed")] = ()
    severity: Severity
    contacts: Annotated[Texts, Meta(description="Who answers for it")] = ()
    involvements: tuple[Involvement, ...] = ()
    location: Place


class RegisterEntry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of the remedy register: what an actor owes for an impact."""

    id: Annotated[str, Meta(description="Id of the entry")]
    actor: Annotated[str, Meta(description="Id of the actor")]
    impact: Annotated[str, Meta(description="Id of the impact")]
    owed: Annotated[str, Meta(description="Id of what is owed")]
    certain: Annotated[
        bool, Meta(description="True if it is owed at the level that counts, false if only at one that is still open")
    ] = False
    state: State
    derivation: Annotated[str, Meta(description="Its step among the derivations (`--derivations`)")] = ""


class RightAtRisk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A right that a risk of some product concerns."""

    right: Annotated[str, Meta(description="Id of the right")]
    risk: Annotated[str, Meta(description="Id of the risk")]
    certain: Annotated[bool, Meta(description="Whether some product has the risk for certain")] = False


class Opportunity(Struct, frozen=True, kw_only=True):
    """A benefit for a right; it never offsets a risk."""

    id: Annotated[str, Meta(description="Id of the opportunity")]
    right: Annotated[str, Meta(description="Id of the right")]
    name: Annotated[str, Meta(description="What it is")]


class ToDecide(Struct, frozen=True, kw_only=True):
    """A question that the sources leave to human judgement, and that nobody has decided yet."""

    about: Annotated[str, Meta(description="Id of a finding or of an involvement")]
    question: Annotated[str, Meta(description="The question")]


class People(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the check says of people; risks and impacts stand in the order in which to act."""

    impacts: tuple[Impact, ...] = ()
    risks: tuple[ProductRisk, ...] = ()
    register: tuple[RegisterEntry, ...] = ()
    rights: tuple[RightAtRisk, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    to_decide: tuple[ToDecide, ...] = ()
