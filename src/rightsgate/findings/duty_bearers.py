"""Whose duties gate: those of the organisation on whose behalf a manifest is checked, of the others, or of everyone."""

from collections.abc import Iterable

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.logic.truth import FALSE
from rightsgate.manifest.model import link_key
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.policy import DutyBearers


class Gating:
    """Tells for one manifest whose duties gate; all others are advisory."""

    def __init__(self, of: DutyBearers, subject: str, actors: Iterable[str], facts: FactTables) -> None:
        """``subject`` is the id of an actor; where it is empty, everyone's duties gate."""
        self.of = of if subject else DutyBearers.EVERYONE
        self.subject = subject
        self.others = tuple(actor for actor in actors if actor != subject)
        self.facts = facts

    def gates(self, actor: str, entity: str | None) -> bool:
        """Whether a duty of an actor gates. A joint duty does wherever one whose duties gate may be bound by it."""
        match self.of:
            case DutyBearers.EVERYONE:
                return True
            case DutyBearers.SUBJECT:
                return self._may_bind((self.subject,), entity) if actor == JOINTLY else actor == self.subject
            case DutyBearers.OTHERS:
                return self._may_bind(self.others, entity) if actor == JOINTLY else actor != self.subject

    def _may_bind(self, actors: Iterable[str], impact: str | None) -> bool:
        links = [link_key(actor, impact or "") for actor in actors]
        binding = [level.fact for level in Level if level.binds_jointly]
        return any(self.facts.holds(kind, link) is not FALSE for kind in binding for link in links)
