"""What the parts of a report refer to by id, each once, as JSON."""

from collections.abc import Iterable, Iterator

from rightsgate.checker.model import References, Run
from rightsgate.report.details import ALL
from rightsgate.report.json.contract import reference as contract
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.risk import Cell, Risk, RiskTables
from rightsgate.vocabulary.model import Vocabulary


def reference_json(run: Run, references: References, *, rows: bool) -> contract.Reference:
    """Return all that is referred to, and what this refers to in turn; risks with the ``rows`` of their tables."""
    tables = run.tables
    rules = {duty.id: duty for duty in run.duties if duty.id in references.rules}
    risks = {name: risk for name, risk in tables.risks.items() if name in references.risks}
    cells = [cell for risk in risks.values() for cell in risk.cells]
    closed = {name for duty in rules.values() for name in duty.closes}
    printed = {name for cell in cells for name in cell.pathways}
    rights = {*references.rights, *(name for risk in risks.values() for name in (risk.right, *risk.touches))}
    rights.update(name for duty in rules.values() for name in duty.rights if name != ALL)
    groups = {*references.groups, *(name for risk in risks.values() for name in risk.groups)}
    known = {name: _right(name, tables) for name in sorted(rights)}
    return contract.Reference(
        rules={name: _rule(duty, explained=name in references.unmet) for name, duty in sorted(rules.items())},
        recommendations=_recommendations(run, rules.values()),
        risks={name: _risk(risk, tables, rows=rows) for name, risk in sorted(risks.items())},
        pathways={
            name: contract.Pathway(name=tables.pathways[name].name, role=tables.pathways[name].role)
            for name in sorted(closed | printed)
        },
        rights=known,
        categories={
            name: contract.Category(name=tables.categories[name].name, fit=tables.categories[name].fit)
            for name in sorted({name for right in known.values() for name in right.categories})
        },
        instruments={
            name: tables.instruments[name].name
            for name in sorted({name for right in known.values() for name in right.instruments})
        },
        groups={name: tables.groups[name].name for name in sorted(groups)},
        fields=dict(_fields(references.fields, run.vocabulary)),
    )


def _fields(names: Iterable[str], vocabulary: Vocabulary) -> Iterator[tuple[str, contract.Field]]:
    """Yield the fields that are missing somewhere, by section and path."""
    for name in sorted(names):
        kind, _, path = name.partition(".")
        field, kinds = vocabulary.kinds[kind].by_path[path], vocabulary.kinds
        refers_to = kinds[field.to].section if field.to in kinds else field.to
        yield (
            f"{kinds[kind].section}.{path}",
            contract.Field(type=field.type, values=field.values, refers_to=refers_to),
        )


def _rule(duty: Duty, *, explained: bool) -> contract.Rule:
    return contract.Rule(
        title=duty.title,
        recommendation=duty.recommendation,
        clauses=duty.source.clauses,
        strength=duty.strength,
        basis=duty.basis,
        asked_of="" if duty.on.kind == "actor" else duty.on.kind,
        framework=duty.framework,
        stage=duty.stage,
        rights=tuple(right for right in duty.rights if right != ALL),
        closes=duty.closes,
        why=duty.why if explained else "",
        fix=duty.fix if explained else "",
        out_of_reach=duty.out_of_reach,
    )


def _recommendations(run: Run, duties: Iterable[Duty]) -> dict[str, contract.Recommendation]:
    named = {duty.recommendation for duty in duties}
    return {
        name: contract.Recommendation(
            document=recommendation.document,
            section=recommendation.section,
            section_title=recommendation.section_title,
            number=recommendation.number,
            title=recommendation.title,
        )
        for name, recommendation in sorted(run.recommendations.items())
        if name in named
    }


def _risk(risk: Risk, tables: RiskTables, *, rows: bool) -> contract.Risk:
    return contract.Risk(
        name=risk.name,
        document=risk.document,
        section=risk.section,
        means=risk.means,
        right=risk.right,
        touches=risk.touches,
        groups=risk.groups,
        baseline=risk.baseline,
        rows=tuple(_row(cell, tables) for cell in risk.cells) if rows else (),
    )


def _row(cell: Cell, tables: RiskTables) -> contract.Row:
    labels = (tables.labels[name] for name in cell.labels)
    return contract.Row(
        role=cell.role,
        status=cell.status,
        labels=tuple(
            contract.Label(
                id=label.id,
                label=label.label,
                match=label.match,
                pathways=label.pathways,
                closest_own=label.closest_own,
            )
            for label in labels
        ),
        sign=cell.sign,
        reason=cell.reason,
    )


def _right(name: str, tables: RiskTables) -> contract.Right:
    known = tables.rights.get(name) or tables.categories[name]  # a manifest may name another source's categories too
    return contract.Right(
        name=known.name,
        instruments=dict(tables.instruments_of(name)),
        categories=tuple(
            category.id for category in tables.categories.values() if name in category.rights or name == category.id
        ),
    )
