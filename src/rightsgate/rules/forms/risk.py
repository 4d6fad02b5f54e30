"""Files of pathways, table labels and risks, checked against each other and the vocabulary."""

from collections.abc import Mapping
from typing import Final, TypeVar

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.rules.forms.condition import ConditionReader
from rightsgate.rules.forms.right import RightsReader
from rightsgate.rules.model.condition import AnyOf
from rightsgate.rules.model.risk import Cell, CellStatus, Label, Match, Nature, Pathway, Risk, RiskTables
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.model import Vocabulary

PATHWAY_KEYS: Final = ("id", "role", "name", "nature", "means", "effects", "signals")
LABEL_KEYS: Final = ("id", "role", "label", "match", "pathways", "also", "closest_own", "note")
RISK_KEYS: Final = (
    *("id", "name", "right", "touches", "means", "example", "baseline", "topics"),
    *("groups", "groups_note", "triggers", "cells"),
)
CELL_KEYS: Final = ("role", "status", "labels", "sign", "reason", "fields")
CONNECTING: Final = (CellStatus.LISTED, CellStatus.MERGED)
Source = tuple[str, str]
T = TypeVar("T")


class RiskReader:
    """Reads pathways first, then labels, then risks: each may only name what was read before."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        fact_kinds: Mapping[str, int],
        rights: RightsReader,
        roles: frozenset[str],
    ) -> None:
        """``fact_kinds`` some rule derives, ``roles`` an actor can come to hold; ``rights`` are those declared."""
        self.roles = roles
        self.vocabulary = vocabulary
        self.fact_kinds = fact_kinds
        self.rights = rights
        self.pathways: dict[str, Pathway] = {}
        self.labels: dict[str, Label] = {}
        self.risks: dict[str, Risk] = {}

    def read_pathways(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of pathways."""
        reader.only(data, ("source", "pathways"), "a file of pathways")
        document, section = self.source(reader, data, "a file of pathways")
        for body in reader.maps(data, "pathways", "a file of pathways", required=True):
            name = self.claim(reader, body, self.pathways, "a pathway")
            where = f"pathway {name}"
            reader.only(body, PATHWAY_KEYS, where)
            self.pathways[name] = Pathway(
                id=name,
                role=self.role(reader, body, where),
                name=reader.text(body, "name", where),
                document=document,
                section=section,
                nature=reader.choice(body, "nature", where, Nature),
                means=reader.text(body, "means", where),
                effects=reader.texts(body, "effects", where),
                signals=self.conditions(reader, body, "signals", where),
                path=reader.path,
                mark=body.start,
            )

    def read_labels(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of table labels."""
        reader.only(data, ("labels",), "a file of labels")
        for body in reader.maps(data, "labels", "a file of labels", required=True):
            name = self.claim(reader, body, self.labels, "a label")
            where = f"label {name}"
            reader.only(body, LABEL_KEYS, where)
            also = reader.mapping(body, "also", where)
            pathways = reader.texts(body, "pathways", where, required=True)
            closest = reader.text(body, "closest_own", where, "")
            added = {right: reader.texts(also, right, where) for right in also}
            reader.known(body, "pathways", pathways, self.pathways, "pathway")
            reader.known(body, "closest_own", (closest,) if closest else (), self.pathways, "pathway")
            for right, names in added.items():
                reader.known(also, right, names, self.pathways, "pathway")
                if right not in self.rights.rights:
                    message = f"unknown right '{right}'"
                    hint = did_you_mean(right, self.rights.rights)
                    reader.fault(codes.UNKNOWN_NAME, also.marks[right], message, hint)
            self.labels[name] = Label(
                id=name,
                role=self.role(reader, body, where),
                label=reader.text(body, "label", where),
                match=reader.choice(body, "match", where, Match),
                pathways=pathways,
                also=added,
                closest_own=closest,
                note=reader.text(body, "note", where, ""),
            )

    def read_risks(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of risks."""
        reader.only(data, ("source", "risks"), "a file of risks")
        document, section = self.source(reader, data, "a file of risks")
        for body in reader.maps(data, "risks", "a file of risks", required=True):
            name = self.claim(reader, body, self.risks, "a risk")
            where = f"risk {name}"
            reader.only(body, RISK_KEYS, where)
            right, touches = reader.text(body, "right", where), reader.texts(body, "touches", where)
            groups = reader.texts(body, "groups", where)
            reader.known(body, "right", (right,), self.rights.rights, "right")
            reader.known(body, "touches", touches, self.rights.rights, "right")
            reader.known(body, "groups", groups, self.rights.groups, "group")
            cells = tuple(self.cell(reader, cell, right, where) for cell in reader.maps(body, "cells", where))
            if len({cell.role for cell in cells}) < len(cells):
                message = f"{where} has two cells for one role"
                reader.fault(codes.CONTRADICTION, body.start, message, "a role has one row in a table")
            self.risks[name] = Risk(
                id=name,
                name=reader.text(body, "name", where),
                document=document,
                section=section,
                right=right,
                touches=touches,
                means=reader.text(body, "means", where),
                example=reader.text(body, "example", where, ""),
                baseline=reader.boolean(body, "baseline", where, default=False),
                topics=reader.texts(body, "topics", where),
                groups=groups,
                groups_note=reader.text(body, "groups_note", where, ""),
                triggers=self.conditions(reader, body, "triggers", where),
                cells=cells,
                path=reader.path,
                mark=body.start,
            )

    def cell(self, reader: Reader, body: LocatedMap, right: str, risk: str) -> Cell:
        """Read one row of a risk table."""
        role = self.role(reader, body, f"a cell of {risk}")
        where = f"the cell for {role} of {risk}"
        reader.only(body, CELL_KEYS, where)
        status, labels = reader.choice(body, "status", where, CellStatus), reader.texts(body, "labels", where)
        reader.known(body, "labels", labels, self.labels, "label")
        known = [self.labels[label] for label in labels if label in self.labels]
        if (status in CONNECTING) is not bool(labels):
            message = f"{where} must have labels if it is listed or merged, and none otherwise"
            reader.fault(codes.KEYS_DISAGREE, body.start, message)
        if any(label.role != role for label in known):
            reader.fault(codes.CONTRADICTION, body.marks["labels"], f"a label of {where} is another role's")
        pathways = (pathway for label in known for pathway in (*label.pathways, *label.also.get(right, ())))
        return Cell(
            role=role,
            status=status,
            labels=labels,
            pathways=tuple(dict.fromkeys(pathways)),
            sign=reader.text(body, "sign", where, ""),
            reason=reader.text(body, "reason", where, ""),
            fields=self.conditions(reader, body, "fields", where),
        )

    def role(self, reader: Reader, body: LocatedMap, where: str) -> str:
        """Read a role, and refuse one that no rule gives an actor."""
        role = reader.text(body, "role", where)
        reader.known(body, "role", (role,), self.roles, "role")
        return role

    def conditions(self, reader: Reader, body: LocatedMap, key: str, where: str) -> AnyOf:
        """Read conditions of which any suffices."""
        conditions = ConditionReader(reader, self.vocabulary, self.fact_kinds)
        return AnyOf(conditions.read(body, key, "actor", frozenset({"actor"}), where).parts)

    def source(self, reader: Reader, data: LocatedMap, where: str) -> Source:
        """Read where the entries of a file come from."""
        source = reader.mapping(data, "source", where, required=True)
        reader.only(source, ("document", "section"), "a source")
        return reader.text(source, "document", "a source"), reader.text(source, "section", "a source")

    def claim(self, reader: Reader, body: LocatedMap, taken: Mapping[str, object], where: str) -> str:
        """Read an id, and refuse one that is taken."""
        name = reader.text(body, "id", where)
        if name in taken:
            message = f"the id '{name}' is taken"
            reader.fault(codes.DUPLICATE_NAME, body.marks.get("id", body.start), message, "give it an id of its own")
        return name

    def tables(self) -> RiskTables:
        """Return all that was read."""
        rights = self.rights
        return RiskTables(
            instruments=_sorted(rights.instruments),
            groups=_sorted(rights.groups),
            rights=_sorted(rights.rights),
            categories=_sorted(rights.categories),
            opportunities=_sorted(rights.opportunities),
            labels=_sorted(self.labels),
            pathways=_sorted(self.pathways),
            risks=_sorted(self.risks),
        )


def _sorted(entries: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(entries.items()))
