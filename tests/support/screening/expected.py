"""The weights of the four lists, kept apart from the instrument, so that each checks the other.

One word an item, in the order AL CL AS CS: S strong, M medium, W weak, - not on the list.
"""

from __future__ import annotations

from accord.support.screening import Instrument, Strength

LISTS = ("AL", "CL", "AS", "CS")
WEIGHTS = {
    "D1": "SSSS MMMM MMMM MMMM MMMM MMMM MMMM MMMM MMMM WSWS",
    "D2": "SSSS MSMS MSMS MSMS MMMM MMMM MMMM MMMM MMMM MMMM",
    "D3": "MMMM MMMM MMMM MMMM MMMM MMMM MMMM M-M- MMMM MMMM MMMM MMMM MMMM MMMM WMWM WMWM",
    "D4": "SSSS MMMM MMMM MMMM MMMM MMMS MMMM M-W- WM-M",
    "D5": "SSSS SSSS SSSS SSSS MSSS MSMS MSSS MSSS MMMM MMMM MMMM MMMM MMMM MMMM WMMM",
    "D6": "MMMM MMMM MMMM MMMM MMMM WMWM WMWM",
}
STRENGTHS = {"S": Strength.STRONG, "M": Strength.MEDIUM, "W": Strength.WEAK}


def expected() -> dict[str, dict[str, Strength]]:
    return {
        f"{dimension}.{number:02}": {
            code: STRENGTHS[letter]
            for code, letter in zip(LISTS, letters, strict=True)
            if letter in STRENGTHS
        }
        for dimension, row in WEIGHTS.items()
        for number, letters in enumerate(row.split(), start=1)
    }


def differences(instrument: Instrument) -> list[str]:
    """Items whose weights are not what they should be; items too many or too few."""
    found = {item.id: dict(item.weights) for item in instrument.items}
    wanted = expected()
    return sorted(
        item_id for item_id in found.keys() | wanted.keys() if found.get(item_id) != wanted.get(item_id)
    )
