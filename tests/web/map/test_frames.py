"""Projection, outlines and labels: plain geometry."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cli.geography import area, clipped, simplified, written
from accord.reports.places import CITIES
from accord.web.map import drawing
from accord.web.map.frames import FRAMES, WIDTH, closest
from accord.web.map.labels import SIZE, Dot, placed
from accord.web.map.projection import Lambert

# Snyder (1987), p. 296: the numerical example for the sphere. Radius 1, parallels 33 and 45, centre 23 N 96 W.
SNYDER = Lambert(33, 45, 23, -96)


def test_the_published_example_comes_out():
    east, north = SNYDER(35, -75)
    assert (round(east, 7), round(north, 7)) == (0.2966785, 0.2462112)


def test_the_centre_is_the_origin():
    assert SNYDER(23, -96) == pytest.approx((0, 0))


@pytest.mark.parametrize("frame", FRAMES.values(), ids=lambda frame: frame.code)
def test_every_frame_fits_the_page_and_holds_what_it_must(frame):
    assert 400 <= frame.height <= 900
    assert all(frame.shows(*place) for place in frame.holds)


@pytest.mark.parametrize(
    ("cities", "part"),
    [
        ((), "canada"),
        (("toronto-on", "niagarafalls-on"), "horseshoe"),
        (("montreal-qc", "gatineau-qc"), "montreal"),
        (("montreal-qc", "niagarafalls-on", "ottawa-on"), "central"),
        (("montreal-qc", "calgary-ab"), "canada"),
    ],
)
def test_closest_part_holds_every_place(cities, part):
    assert closest([(CITIES[code].latitude, CITIES[code].longitude) for code in cities]).code == part


def test_every_city_of_a_province_lies_on_the_national_map():
    whole = FRAMES["canada"]
    assert [city.code for city in CITIES.values() if not whole.shows(city.latitude, city.longitude)] == []


def test_neighbours_stand_apart_in_the_region_made_for_them():
    near = [CITIES[code] for code in ("toronto-on", "hamilton-on", "niagarafalls-on")]
    places = [FRAMES["horseshoe"].place(city.latitude, city.longitude) for city in near]
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 100 for a, b in combinations(places, 2))


POINTS = st.tuples(st.floats(-300, 1300), st.floats(-300, 900))


@given(st.lists(POINTS, min_size=2, max_size=30))
def test_a_simplified_line_keeps_its_ends_and_invents_nothing(line):
    kept = simplified(line, 2)
    assert kept[0] == line[0] and kept[-1] == line[-1]
    assert set(kept) <= set(line)


def test_what_bends_less_than_the_tolerance_is_straight():
    assert simplified([(0, 0), (5, 0.5), (10, 0)], 1) == [(0, 0), (10, 0)]
    assert simplified([(0, 0), (5, 2), (10, 0)], 1) == [(0, 0), (5, 2), (10, 0)]


@given(st.lists(POINTS, min_size=3, max_size=20))
def test_nothing_is_drawn_far_outside_the_frame(ring):
    cut = clipped(ring, 960, 600)
    assert all(-6.01 <= x <= 966.01 and -6.01 <= y <= 606.01 for x, y in cut)


def test_a_ring_around_the_frame_fills_it():
    assert area(clipped([(-900, -900), (2000, -900), (2000, 2000), (-900, 2000)], 100, 50)) == 112 * 62


def test_a_path_is_written_in_steps():
    assert written([(0.2, 0), (10, 0), (10, 10.4), (10, 10.3), (-3, -5)]) == "M0 0l10 0 0 10-13-15z"


@given(
    st.lists(
        st.builds(Dot, st.sampled_from(["Toronto", "Niagara-on-the-Lake", "Laval"]), st.floats(0, 960),
                  st.floats(0, 600), st.floats(3, 6)), max_size=40,
    )
)  # fmt: skip
def test_no_name_lies_on_another_on_a_dot_or_outside(dots):
    labels = placed(dots, width=WIDTH, height=600)
    assert all(label.box.within(WIDTH, 600) for label in labels)
    assert not any(one.box.meets(other.box) for one, other in combinations(labels, 2))
    assert not any(label.box.meets(dot.box) for label in labels for dot in dots)


def test_the_first_city_gets_its_name():
    crowd = [Dot("Toronto", 400, 300, 4), *[Dot("Laval", 400 + n, 300, 4) for n in range(1, 40)]]
    assert placed(crowd, width=WIDTH, height=600)[0].text == "Toronto"


def luminance(colour):
    """WCAG 2.2, "relative luminance"."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def rgb(text):
    return [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", [drawing.WATER, drawing.ABROAD, drawing.LAND])
def test_lines_and_names_stand_out_from_whatever_lies_under_them(ground):
    mixed = [0.72 * line + 0.28 * under for line, under in zip(rgb(drawing.LINE), rgb(ground), strict=True)]
    assert contrast(mixed, rgb(ground)) >= 3
    assert contrast(rgb(drawing.INK), rgb(ground)) >= 7


def test_letters_on_the_map_are_twelve_pixels_or_more():
    assert SIZE >= 12
