"""From levels to bits: how the weights of fields add up, and where they do not.

Plain addition assumes independent fields and two hypotheses, the same person or a stranger. Real records break
that, and each breach has a rule here:

* a town and its postal code say one thing twice: the lesser counts a part;
* who moves changes the whole address at once, and the trafficked are moved on purpose: all disagreement about
  places together costs at most ``least_place``;
* a household or a ring shares address, telephone and family name: a third hypothesis, *of one household*, explains
  shared evidence as well as the same person does, so only what is a person's own (given name, birth, sex) decides
  between those two (:func:`with_household`);
* a name met through an alias or in the other order is one of several tries, and pays for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

Table = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything in a model that is not a weight of a level; all in bits unless said otherwise.

    ``possible``, ``probable``, ``strong``: thresholds of the bands. ``prior``: log2 odds against a pair before
    any evidence. ``household``: log2 odds against two persons being of one household before any evidence, higher
    where holdings know few households. ``swapped``, ``alias``: added when names met crossed or by an
    alias; ``lone_alias``: when that alias is a single word, as street names are: too many share one.
    ``lesser_place``: share (0..1) of the lesser of town and postal code. ``least_place``: the least that all places
    together weigh. ``range_agreement`` (0..1), ``range_years``: how often an age range is right, and the years
    among which births spread. ``identifier``: weight of one shared identifier.
    """

    possible: float
    probable: float
    strong: float
    prior: float
    household: float
    swapped: float
    alias: float
    lone_alias: float
    lesser_place: float
    least_place: float
    range_agreement: float
    range_years: float
    identifier: float


def place_weight(town: float, postcode: float, rules: Rules) -> float:
    """Return the joint weight of town and postal code: what both say counts once and a part."""
    if (town > 0 and postcode > 0) or (town < 0 and postcode < 0):
        greater, lesser = (town, postcode) if abs(town) >= abs(postcode) else (postcode, town)
        return greater + rules.lesser_place * lesser
    return town + postcode


def with_household(own: float, shared: float, rules: Rules) -> float:
    """Return the evidence for one person against strangers *and* against persons of one household.

    ``own``: evidence only the same person explains; ``shared``: evidence a household explains too. With odds
    2**-household of a household beforehand, the Bayes factor is 2**(own + shared) / (1 + 2**(shared - household)),
    scaled so that it is own + shared where little is shared and own + household where all is.
    """
    over = shared - rules.household
    if over < -8:
        return own + shared
    if over > 30:
        return own + rules.household
    return own + shared - log2(1.0 + 2.0**over)
