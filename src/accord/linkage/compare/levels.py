"""The levels of every field, best first. An index into these tuples is what a comparator returns.

``MISSING`` (either side unknown) has weight 0. Levels in ``AGREEING`` are those a reason may name.
"""

from __future__ import annotations

RUN = (
    "exact",
    "one_letter",
    "close",
    "related",
    "sounds",
    "start",
    "faint",
    "initial",
    "different",
    "initial_given",
)
"""Names and cities: same; one edit or swap apart; Dice ≥ 0.7; same nickname class or shared part of a compound;
same double metaphone; first three letters or Dice ≥ 0.47; Dice ≥ 0.32; first letter; nothing. ``initial_given``:
one side is a bare initial, and it fits."""

LOOSE = ("exact", "close", "start", "faint", "different")
"""Looser runs: same; Dice ≥ 0.7; first three letters or Dice ≥ 0.47; Dice ≥ 0.32; nothing."""

EMAIL = ("local_part", *LOOSE[1:])
"""The part of an e-mail address before the @, compared as a looser run."""

DATE = (
    "exact", "one_digit", "day_month_swapped", "two_parts", "near", "year", "next_year", "different",
    "in_range", "beside_range", "near_range", "out_of_range",
)  # fmt: skip
"""``near``: the same month or the one beside it; ``next_year``: the years are neighbours; the last four are
for an age range on either side: inside; one year beside it; two to four years; further."""

RANGES = DATE[-4:]
POSTCODE = ("exact", "one_letter", "area", "two_letters", "different")
NUMBER = ("exact", "one_digit", "different")
ONE = ("exact", "different")

MISSING = -1
"""Every weight table ends with a 0 for it."""

FIELDS: dict[str, tuple[str, ...]] = {
    "given_name": RUN,
    "family_name": RUN,
    "date_of_birth": DATE,
    "city": RUN,
    "postal_code": POSTCODE,
    "street_number": NUMBER,
    "street": LOOSE,
    "birth_place": LOOSE,
    "sex": ONE,
    "occupation": LOOSE,
    "email": EMAIL,
}
"""Every compared field and its levels."""

_SILENT = {"faint", "initial", "different", "next_year", "beside_range", "near_range", "out_of_range"}
_SILENT_OF = {"email": _SILENT | {"start"}, "occupation": _SILENT | {"start"}}
AGREEING: dict[str, frozenset[str]] = {
    field: frozenset(levels) - _SILENT_OF.get(field, _SILENT) for field, levels in FIELDS.items()
}
"""Field → the levels that a reason may name."""
