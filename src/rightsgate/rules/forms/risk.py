"""Files of pathways, table labels and risks, checked against each other and the vocabulary."""

from collections.abc import Mapping
from typing import TypeVar

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.rules.forms.condition import ConditionReader
from rightsgate.rules.forms.right import RightsReader
from rightsgate.rules.forms.tables.risk import CONNECTING, LABELS, PATHWAYS, RISKS
from rightsgate.rules.model.condition import AnyOf
from rightsgate.rules.model.risk import Cell, Label, Pathway, Risk, RiskTables
from rightsgate.text.form import Filled
from rightsgate.text.located import LocatedMap
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import Vocabulary

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
        file = PATHWAYS.read(reader, data)
        for found in file["pathways"]:
            self.claim(reader, found, self.pathways)
            self.check_role(reader, found)
            signals = self.conditions(reader, found, "signals")
            own = {**found, **_source(file), "signals": signals, "path": reader.path, "mark": found.data.start}
            self.pathways[found["id"]] = Pathway(**own)

    def read_labels(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of table labels."""
        for found in LABELS.read(reader, data)["labels"]:
            self.claim(reader, found, self.labels)
            self.check_role(reader, found)
            also, closest = reader.mapping(found.data, "also", found.where), found["closest_own"]
            reader.known(found.data, "pathways", found["pathways"], self.pathways, "pathway")
            reader.known(found.data, "closest_own", (closest,) if closest else (), self.pathways, "pathway")
            for right, names in found["also"].items():
                reader.known(also, right, names, self.pathways, "pathway")
                if right not in self.rights.rights:
                    message = f"unknown right '{right}'"
                    hint = did_you_mean(right, self.rights.rights)
                    reader.fault(codes.UNKNOWN_NAME, also.marks[right], message, hint)
            self.labels[found["id"]] = Label(**found)

    def read_risks(self, reader: Reader, data: LocatedMap) -> None:
        """Read one file of risks."""
        file = RISKS.read(reader, data)
        for found in file["risks"]:
            self.claim(reader, found, self.risks)
            reader.known(found.data, "right", (found["right"],), self.rights.rights, "right")
            reader.known(found.data, "touches", found["touches"], self.rights.rights, "right")
            reader.known(found.data, "groups", found["groups"], self.rights.groups, "group")
            cells = tuple(self.cell(reader, one, found["right"]) for one in found["cells"])
            if len({cell.role for cell in cells}) < len(cells):
                message = f"{found.where} has two cells for one role"
                reader.fault(codes.CONTRADICTION, found.data.start, message, "a role has one row in a table")
            made = {"cells": cells, "triggers": self.conditions(reader, found, "triggers")}
            own = {**found, **_source(file), **made, "path": reader.path, "mark": found.data.start}
            self.risks[found["id"]] = Risk(**own)

    def cell(self, reader: Reader, found: Filled, right: str) -> Cell:
        """Return one row of a risk table."""
        self.check_role(reader, found)
        labels = found["labels"]
        reader.known(found.data, "labels", labels, self.labels, "label")
        known = [self.labels[label] for label in labels if label in self.labels]
        if (found["status"] in CONNECTING) is not bool(labels):
            message = f"{found.where} must have labels if it is listed or merged, and none otherwise"
            reader.fault(codes.KEYS_DISAGREE, found.data.start, message)
        if any(label.role != found["role"] for label in known):
            reader.fault(codes.CONTRADICTION, found.mark("labels"), f"a label of {found.where} is another role's")
        pathways = (pathway for label in known for pathway in (*label.pathways, *label.also.get(right, ())))
        fields = self.conditions(reader, found, "fields")
        return Cell(**{**found, "fields": fields, "pathways": tuple(dict.fromkeys(pathways))})

    def check_role(self, reader: Reader, found: Filled) -> None:
        """Refuse a role that no rule gives an actor."""
        reader.known(found.data, "role", (found["role"],), self.roles, "role")

    def conditions(self, reader: Reader, found: Filled, key: str) -> AnyOf:
        """Read conditions of which any suffices."""
        conditions = ConditionReader(reader, self.vocabulary, self.fact_kinds)
        return AnyOf(conditions.read(found.data, key, "actor", frozenset({"actor"}), found.where).parts)

    def claim(self, reader: Reader, found: Filled, taken: Mapping[str, object]) -> None:
        """Refuse an id that is taken."""
        if found["id"] in taken:
            message = f"the id '{found['id']}' is taken"
            reader.fault(codes.DUPLICATE_NAME, found.mark("id"), message, "give it an id of its own")

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


def _source(file: Filled) -> dict[str, str]:
    """Return where the entries of a file come from."""
    return dict(file["source"] or {"document": "", "section": ""})


def _sorted(entries: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(entries.items()))
