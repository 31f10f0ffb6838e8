"""How each kind of node is told apart without its colour: by shape and by sign. One list for server and browser."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """``outline``: corners around (0, 0) in picture units, () for a circle. ``sign``: an SVG path on a 24 × 24 field.

    ``shape`` is Cytoscape's word for the outline. ``fill`` has a contrast of at least 4.5 with white.
    """

    shape: str
    fill: str
    sign: str
    outline: tuple[tuple[int, int], ...] = ()


RADIUS = 16
LOOKS = {
    "person": Look(
        "ellipse", "#12393f",
        "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0 10c4.4 0 8 2.2 8 5v1H4v-1c0-2.8 3.6-5 8-5Z",
    ),
    "identifier": Look(
        "rectangle", "#1d5fa8",
        "M8 3h2l-.5 5h5L15 3h2l-.5 5H20v2h-3.7l-.4 4H19v2h-3.3l-.5 5h-2l.5-5h-5L8.2 21h-2l.5-5H3v-2h3.9l.4-4H4V8h3.5Z"
        "M9.3 10l-.4 4h5l.4-4Z",
        ((-15, -15), (15, -15), (15, 15), (-15, 15)),
    ),
    "premises": Look(
        "pentagon", "#7a3b00", "M4 11 12 4l8 7v9h-5v-6H9v6H4Z",
        ((0, -17), (17, -4), (11, 15), (-11, 15), (-17, -4)),
    ),
    "city": Look(
        "hexagon", "#4c2c92", "M3 20V10h5V5h7v6h6v9h-7v-4h-3v4Z",
        ((-17, 0), (-9, -15), (9, -15), (17, 0), (9, 15), (-9, 15)),
    ),
    "beyond": Look(
        "diamond", "#a4133c",
        "M6 3h3l2 5-2 2c1 2 3 4 5 5l2-2 5 2v3c0 2-2 3-3 3C10 21 3 14 3 6c0-1 1-3 3-3Z",
        ((0, -19), (19, 0), (0, 19), (-19, 0)),
    ),
    "report": Look(
        "round-rectangle", "#4d5156", "M6 3h8l4 4v14H6Zm3 8v2h6v-2Zm0 4v2h6v-2Z",
        ((-12, -16), (12, -16), (12, 16), (-12, 16)),
    ),
    "desk": Look(
        "octagon", "#00603f", "M3 20V8l9-4 9 4v12h-4v-8H7v8Z",
        ((-7, -16), (7, -16), (16, -7), (16, 7), (7, 16), (-7, 16), (-16, 7), (-16, -7)),
    ),
}  # fmt: skip
