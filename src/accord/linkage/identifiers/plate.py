"""Licence plates → ``province:characters`` with look-alikes folded."""

from __future__ import annotations

from accord.linkage.folding import fold
from accord.linkage.identifiers.normal import IdentifierKind, Normal, NotUnderstood

_NAMES = {
    "AB": "alberta", "BC": "britishcolumbia colombiebritannique cb", "MB": "manitoba",
    "NB": "newbrunswick nouveaubrunswick", "NL": "newfoundlandandlabrador newfoundland terreneuveetlabrador tnl nf",
    "NS": "novascotia nouvelleecosse ne", "NT": "northwestterritories territoiresdunordouest tno nwt",
    "NU": "nunavut", "ON": "ontario ont", "PE": "princeedwardisland ileduprinceedouard ipe pei",
    "QC": "quebec pq que qbc", "SK": "saskatchewan sask", "YT": "yukon yk",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in (code.lower(), *names.split())}
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1"})
ANYWHERE = "--"
"""Stands for the province when nobody noted it."""


def province_code(name: str) -> str | None:
    """Return the two-letter code of a province or state; two or three other letters are kept; None if neither."""
    folded = fold(name)
    if not folded:
        return ANYWHERE
    folded = folded.removeprefix("ca") if folded[2:] in _CODES and folded.startswith("ca") else folded
    if folded in _CODES:
        return _CODES[folded]
    if folded.startswith("us") and len(folded) == 4:
        folded = folded[2:]
    return folded.upper() if folded.isalpha() and 2 <= len(folded) <= 3 else None


def normalise_plate(value: str, province: str = "") -> Normal:
    """Return a plate as ``QC:A1B2C3`` with O read as 0 and I as 1, which cameras and witnesses confuse.

    Raises NotUnderstood for fewer than two or more than eight characters or an unknown province.
    """
    head, colon, tail = value.partition(":")
    if colon and (head.strip() == ANYWHERE or (fold(head) and province_code(head))):
        province, value = (province if head.strip() == ANYWHERE else head), tail
    code = province_code(province)
    if code is None:
        raise NotUnderstood("plate.unknown_province", value)
    characters = fold(value).upper()
    if not characters:
        raise NotUnderstood("plate.empty", value)
    if len(characters) < 2:
        raise NotUnderstood("plate.too_short", value)
    if len(characters) > 8:
        raise NotUnderstood("plate.too_long", value)
    return Normal(
        IdentifierKind.PLATE, f"{code}:{characters.translate(_LOOK_ALIKES)}", f"{code}:{characters}"
    )
