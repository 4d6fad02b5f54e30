"""What a report refers to by id, each stated once: rules, recommendations, risks, pathways, rights, groups."""

from typing import Annotated

from msgspec import Meta, Struct

from rightsgate.rules.model.duty import Basis, Strength
from rightsgate.rules.model.risk import CellStatus, Match
from rightsgate.vocabulary.model import FieldType

Texts = tuple[str, ...]


class Recommendation(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A recommendation or section of a document, under which rules stand."""

    document: Annotated[str, Meta(description="Id of the document")]
    section: Annotated[str, Meta(description="Number of the section")]
    section_title: Annotated[str, Meta(description="Title of the section")] = ""
    number: Annotated[int, Meta(description="Number within the section; 0: the document does not number it")] = 0
    title: Annotated[str, Meta(description="The recommendation in our words")]


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule of which the report has a finding; `why` and `fix` are given where a finding on it is unmet."""

    title: Annotated[str, Meta(description="What the rule asks for, in a line")]
    recommendation: Annotated[str, Meta(description="Id of the recommendation under which it stands")]
    clauses: Annotated[Texts, Meta(description="Ids of the clauses of the document that it encodes")]
    strength: Annotated[
        Strength, Meta(description="How it binds; a finding says so where its role is bound otherwise")
    ] = Strength.SHOULD
    basis: Annotated[Basis, Meta(description="Whether the document states the duty or it is inferred from it")] = (
        Basis.STATED
    )
    asked_of: Annotated[str, Meta(description="Kind of entity of which it is asked; none: the actor itself")] = ""
    framework: Annotated[str, Meta(description="Id of the framework in a collection that it is taken from")] = ""
    stage: Annotated[str, Meta(description="Stage of the life cycle at which its framework asks for it")] = ""
    rights: Annotated[Texts, Meta(description="Ids of the rights that it protects; none: all of them")] = ()
    closes: Annotated[Texts, Meta(description="Ids of the pathways that stay open while it is unmet")] = ()
    why: Annotated[str, Meta(description="Why it matters to people")] = ""
    fix: Annotated[str, Meta(description="What to do")] = ""
    out_of_reach: Annotated[str, Meta(description="Why no manifest can show whether it is met")] = ""


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a risk table: how a role can be connected to the risk."""

    role: Annotated[str, Meta(description="Id of the role")]
    status: Annotated[CellStatus, Meta(description="What the table prints for the role")]
    labels: Annotated[tuple["Label", ...], Meta(description="What the row prints as the way to the harm")] = ()
    sign: Annotated[str, Meta(description="The sign by which an actor of that role is connected, in our words")] = ""
    reason: Annotated[str, Meta(description="Why the row connects nobody")] = ""


class Label(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A label that a risk table prints."""

    id: Annotated[str, Meta(description="Id of the label")]
    label: Annotated[str, Meta(description="The label as the table prints it")]
    match: Annotated[Match, Meta(description="How it matches the name of a pathway")]
    pathways: Annotated[Texts, Meta(description="Ids of the pathways that it stands for")] = ()
    closest_own: Annotated[str, Meta(description="Of a label that is another role's: the closest one of its own")] = ""


class Risk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A risk to people, as the document's table has it."""

    name: Annotated[str, Meta(description="Name of the risk")]
    document: Annotated[str, Meta(description="Id of the document")]
    section: Annotated[str, Meta(description="Number of the section")]
    means: Annotated[str, Meta(description="What it means, in our words")]
    right: Annotated[str, Meta(description="Id of the right under which it stands")]
    touches: Annotated[Texts, Meta(description="Ids of further rights")] = ()
    groups: Annotated[Texts, Meta(description="Ids of the groups at heightened risk")] = ()
    baseline: Annotated[bool, Meta(description="Whether nearly every product has it")] = False
    rows: Annotated[tuple[Row, ...], Meta(description="The rows of its table (`--derivations`)")] = ()


class Pathway(Struct, frozen=True, kw_only=True):
    """A way in which a role comes to be connected to harm."""

    name: Annotated[str, Meta(description="Name of the pathway")]
    role: Annotated[str, Meta(description="Id of the role that it is of")]


class Right(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A right, or a category of rights."""

    name: Annotated[str, Meta(description="Name of the right")]
    instruments: Annotated[
        dict[str, tuple[int, ...]], Meta(description="Articles by the id of the instrument; none: the whole of it")
    ] = {}
    categories: Annotated[Texts, Meta(description="Ids of the categories of other sources that it falls under")] = ()


class Category(Struct, frozen=True, kw_only=True):
    """A category of rights of another source."""

    name: Annotated[str, Meta(description="Name of the category")]
    fit: Annotated[str, Meta(description="How closely it fits the rights that it is mapped to")]


class Field(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field of manifests: what can be typed there. Every field also takes `none` and `unknown`."""

    type: Annotated[FieldType, Meta(description="What kind of value it takes")]
    values: Annotated[Texts, Meta(description="The values that it takes, where they are limited")] = ()
    refers_to: Annotated[str, Meta(description="Section whose ids it takes; `any`: those of every section")] = ""


class Reference(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the parts of the report refer to, by id."""

    rules: Annotated[dict[str, Rule], Meta(description="Rules that a finding is on, or that are out of reach")] = {}
    recommendations: Annotated[dict[str, Recommendation], Meta(description="Where these rules stand")] = {}
    risks: Annotated[
        dict[str, Risk], Meta(description="Risks that a product has or may have, or of which an impact is")
    ] = {}
    pathways: Annotated[dict[str, Pathway], Meta(description="Pathways that rules and risks name")] = {}
    rights: Annotated[dict[str, Right], Meta(description="Rights that rules, risks and impacts name")] = {}
    categories: Annotated[dict[str, Category], Meta(description="Categories that these rights fall under")] = {}
    instruments: Annotated[dict[str, str], Meta(description="Names of the instruments that protect these rights")] = {}
    groups: Annotated[dict[str, str], Meta(description="Names of the groups at heightened risk")] = {}
    fields: Annotated[dict[str, Field], Meta(description="Fields that are missing, by section and path")] = {}
