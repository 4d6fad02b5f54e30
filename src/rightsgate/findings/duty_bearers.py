"""Of whom duties are asked, and whose gate: the subject's, those of the others, or everyone's."""

from collections.abc import Iterable, Mapping

from rightsgate.evaluate.fact_tables import FactTables
from rightsgate.evaluate.result import Result
from rightsgate.logic.truth import FALSE
from rightsgate.manifest.model import link_key
from rightsgate.rules.actor_choice import ActorChoice
from rightsgate.rules.model.attribution import Level
from rightsgate.rules.model.duty import JOINTLY, Duty
from rightsgate.rules.model.policy import DutyBearers


class Gating:
    """Tells for one manifest which duties are asked, and whose gate; all others are advisory."""

    def __init__(
        self, of: DutyBearers, subject: str, actors: Iterable[str], facts: FactTables, choice: ActorChoice
    ) -> None:
        """``subject`` is the id of an actor; where it is empty, everyone's duties gate."""
        self.of = of if subject else DutyBearers.EVERYONE
        self.subject = subject
        self.actors = tuple(actors)
        self.others = tuple(actor for actor in self.actors if actor != subject)
        self.facts = facts
        self.choice = choice

    @property
    def is_of_subject(self) -> bool:
        """Whether the duties of a subject gate, and those of nobody else."""
        return self.of is DutyBearers.SUBJECT

    def asks(self, duty: Duty, actor: str, role: str, entity: str | None) -> bool:
        """Whether the policy asks a duty of an actor; a joint duty, wherever it asks it of one who may be bound."""
        if not self.choice.actors:
            return True
        bearers = (self._bound(self.actors, entity) or ("",)) if actor == JOINTLY else (actor,)
        return any(self.choice.asks(duty, role, bearer) for bearer in bearers)

    def not_asked(self, result: Result, duties: Mapping[str, Duty]) -> frozenset[tuple[str, str]]:
        """Return the duties, each with the actor, that bind an actor of whom the policy does not ask them."""
        if not self.choice.actors:
            return frozenset()
        return frozenset(
            (name, actor)
            for name, actor, role, entity in result.outcomes()
            if not self.asks(duties[name], actor, role, entity)
        )

    def actors_not_found(self) -> tuple[str, ...]:
        """Return the ids by which the policy chooses actors, and which no actor of the manifest has."""
        return tuple(sorted(self.choice.actors.difference(self.actors)))

    def gates(self, actor: str, entity: str | None) -> bool:
        """Whether a duty of an actor gates. A joint duty does wherever one whose duties gate may be bound by it."""
        match self.of:
            case DutyBearers.EVERYONE:
                return True
            case DutyBearers.SUBJECT:
                return bool(self._bound((self.subject,), entity)) if actor == JOINTLY else actor == self.subject
            case DutyBearers.OTHERS:
                return bool(self._bound(self.others, entity)) if actor == JOINTLY else actor != self.subject

    def _bound(self, actors: Iterable[str], impact: str | None) -> tuple[str, ...]:
        """Return the actors that a joint duty about an impact binds, or may bind."""
        binding = [level.fact for level in Level if level.binds_jointly]
        links = {actor: link_key(actor, impact or "") for actor in actors}
        return tuple(
            actor for actor, link in links.items() if any(self.facts.holds(kind, link) is not FALSE for kind in binding)
        )
