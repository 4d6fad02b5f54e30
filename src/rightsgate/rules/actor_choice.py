"""Which duties a policy asks of which actors, where it chooses by the ids that manifests give them."""

from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.policy import Policy, Selection
from rightsgate.rules.select import chooses, in_force


class ActorChoice:
    """Tells on one day whether a policy asks a duty of an actor."""

    def __init__(self, policy: Policy, as_of: str) -> None:
        """``as_of`` is the day (ISO) on which an exception may have lapsed."""
        self.selections = policy.selections
        self.exceptions = tuple(one.selection for one in in_force(policy, as_of))
        self.actors = frozenset(actor for one in (*self.selections, *self.exceptions) for actor in one.actors)

    def asks(self, duty: Duty, role: str, actor: str) -> bool:
        """Whether a duty is asked of an actor in a role; an empty id is an actor that the manifest does not list."""
        if not self.actors:
            return True
        chosen = not self.selections or _any_chooses(self.selections, duty, role, actor)
        return chosen and not _any_chooses(self.exceptions, duty, role, actor)


def _any_chooses(selections: tuple[Selection, ...], duty: Duty, role: str, actor: str) -> bool:
    return any((not one.actors or actor in one.actors) and chooses(one, duty, role) for one in selections)
