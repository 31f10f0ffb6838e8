"""Places, holds, counts and turn-aways. None of them has a column for who comes."""

from accord.places.models.hold import Hold, HoldWord
from accord.places.models.need import TurnAway
from accord.places.models.place import Place, PlaceChange

__all__ = ["Hold", "HoldWord", "Place", "PlaceChange", "TurnAway"]
