"""What to do first: the order of findings."""

from typing import Final

from msgspec import structs

from rightsgate.engine.program import Fact
from rightsgate.findings.model import Finding
from rightsgate.findings.priorities import most_urgent
from rightsgate.manifest.location import Location
from rightsgate.people.model import (
    Assessment,
    Connection,
    Impact,
    OpenPathway,
    ProductRisk,
    Raised,
    RaisedBy,
    Row,
    Severity,
)
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.duty import Strength
from rightsgate.rules.model.outcome import Effect, Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.risk import CellStatus

HERE: Final = Location(path="m.yaml", line=1, column=1, pointer="")
FACT: Final[Fact] = ("triggered", ())
MILD: Final = Severity(scale="", remediability="", scope="", delay_irremediable=False, raised_by=(), likelihood="")
GROUPS: Final = Raised(by=RaisedBy.GROUPS, names=("children",))


def finding(pack: Pack, name: str, pathway: str, *, strength: Strength = Strength.SHOULD, actor: str = "us") -> Finding:
    duty = structs.replace(pack.duties[0], id=name, strength=strength, secondary=(), closes=(pathway,))
    return Finding(
        duty=duty,
        actor=actor,
        role="deployer",
        role_certain=True,
        entity=None,
        outcome=Outcome.UNMET,
        possible=(),
        effect=Effect.BLOCK,
        decision=None,
        explanation=None,
    )


def risk(
    pack: Pack, pathway: str, *, certain: bool = True, impacts: tuple[str, ...] = (), severity: Severity = MILD
) -> ProductRisk:
    way = OpenPathway(id=pathway, name="", certain=certain, labels=(), sign=False, signalled=False, unmet=())
    connection = Connection(
        id="",
        fact=FACT,
        actor="us",
        role="deployer",
        certain=certain,
        pathways=(way,),
        level=Level.DIRECTLY_LINKED,
        owes=(),
    )
    row = Row(role="deployer", status=CellStatus.LISTED, labels=(), sign="", reason="", connections=(connection,))
    return ProductRisk(
        id=f"risk-{pathway}",
        fact=FACT,
        risk=next(iter(pack.tables.risks.values())),
        product="app",
        certain=certain,
        rows=(row,),
        impacts=impacts,
        severity=severity,
        location=HERE,
    )


def impact(name: str, severity: Severity) -> Impact:
    return Impact(
        id=name,
        name="",
        status="actual",
        nature="",
        date="",
        risk="",
        rights=(),
        groups=(),
        products=("app",),
        severity=severity,
        contacts=(),
        involvements=(),
        location=HERE,
    )


def ordered(findings: list[Finding], risks: list[ProductRisk], impacts: tuple[Impact, ...] = ()) -> list[str]:
    assessment = Assessment(impacts=impacts, risks=tuple(risks), rights=(), opportunities=(), to_decide=())
    return [one.duty.id for one in most_urgent(findings, assessment)]


def test_strength_comes_before_urgency(pack: Pack) -> None:
    found = [finding(pack, "a", "P-1"), finding(pack, "b", "P-2", strength=Strength.MUST)]
    assert ordered(found, [risk(pack, "P-1")]) == ["b", "a"]


def test_a_graver_recorded_impact_comes_first_even_of_a_risk_that_is_only_possible(pack: Pack) -> None:
    grave, mild = (structs.replace(MILD, scale=scale) for scale in ("grave", "minor"))
    impacts = (impact("dead", grave), impact("cross", mild))  # the assessment puts the gravest first
    risks = [
        risk(pack, "P-1", impacts=("cross",), severity=mild),
        risk(pack, "P-2", certain=False, impacts=("dead",), severity=grave),
        risk(pack, "P-3", severity=structs.replace(MILD, raised_by=(GROUPS,))),
    ]
    found = [finding(pack, name, pathway) for name, pathway in (("a", "P-1"), ("b", "P-2"), ("c", "P-3"))]
    assert ordered(found, risks, impacts) == ["b", "a", "c"]


def test_equally_severe_impacts_leave_the_order_to_the_id(pack: Pack) -> None:
    impacts = (impact("one", MILD), impact("two", structs.replace(MILD, likelihood="high")))
    risks = [risk(pack, "P-1", impacts=("two",)), risk(pack, "P-2", impacts=("one",))]
    assert ordered([finding(pack, "b", "P-2"), finding(pack, "a", "P-1")], risks, impacts) == ["a", "b"]


def test_without_impacts_certain_risks_come_first_then_what_raises_severity_then_the_id(pack: Pack) -> None:
    raised = structs.replace(MILD, raised_by=(GROUPS,))
    risks = [
        risk(pack, "P-1", certain=False, severity=raised),
        risk(pack, "P-2"),
        risk(pack, "P-3", severity=raised),
        risk(pack, "P-4"),
    ]
    ways = {"a": "P-1", "b": "P-4", "c": "P-2", "d": "P-3", "e": "P-9"}
    found = [finding(pack, name, pathway) for name, pathway in ways.items()]
    assert ordered(found, risks) == ["d", "b", "c", "a", "e"]


def test_a_pathway_counts_for_the_actor_that_it_connects(pack: Pack) -> None:
    found = [finding(pack, "a", "P-1", actor="other"), finding(pack, "b", "P-1")]
    assert ordered(found, [risk(pack, "P-1")]) == ["b", "a"]
