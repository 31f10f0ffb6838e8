"""From levels to bits: how the weights of fields add up, and where they do not.

Plain addition assumes independent fields. Three habits of real records break that, and each has a rule here:

* a town and its postal code say one thing twice: the lesser counts half;
* a household shares address, telephone and family name: such shared evidence counts only as far as the
  person's own (names, birth) carries it;
* a name met through an alias or in the other order is one of several tries, and pays for them.
"""

from __future__ import annotations

from dataclasses import dataclass

Table = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in a model that is not a weight of a level; all in bits unless said otherwise.

    ``possible``, ``probable``, ``strong``: thresholds of the bands. ``prior``: log2 odds against a pair before
    any evidence. ``swapped``, ``alias``: added when names met crossed or by an alias. ``shared_cap``: most that
    address and identifiers together may add; ``shared_slack``: how far beyond the personal evidence they may
    reach; ``shared_floor``: what they may always add. ``lesser_place``: share (0..1) of the lesser of town and
    postal code. ``range_agreement``, ``range_years``: in-range agreement of an age range, and the years among
    which births spread. ``identifier``: weight of one shared identifier.
    """

    possible: float
    probable: float
    strong: float
    prior: float
    swapped: float
    alias: float
    shared_cap: float
    shared_slack: float
    shared_floor: float
    lesser_place: float
    range_agreement: float
    range_years: float
    identifier: float


def place_weight(town: float, postcode: float, rules: Rules) -> float:
    """Return the joint weight of town and postal code: agreement counts once and a part, disagreement likewise."""
    if town > 0 and postcode > 0 or town < 0 and postcode < 0:
        greater, lesser = (town, postcode) if abs(town) >= abs(postcode) else (postcode, town)
        return greater + rules.lesser_place * lesser
    return town + postcode


def shared_weight(shared: float, personal: float, rules: Rules) -> float:
    """Return how much of the shared evidence counts beside the personal evidence."""
    if shared <= 0:
        return shared
    return min(shared, rules.shared_cap, max(rules.shared_floor, personal + rules.shared_slack))
