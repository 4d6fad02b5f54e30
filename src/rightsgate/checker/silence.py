"""What an actor's silence costs: the duties that its unsaid statements hold open."""

from collections.abc import Mapping

import msgspec


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """How many duties are unknown for want of statements about what is an actor's own.

    ``own`` counts duties of the actor itself, ``others`` those of each other actor (empty id: joint duties), where that
    one could not make the statement itself. Duties that other statements would settle as well are counted too.
    """

    actor: str
    own: int
    others: Mapping[str, int]
