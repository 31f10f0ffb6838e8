"""Seekers and offers of every sort, drawn by hypothesis: half of what could be said is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from accord.places.fit import Kind, Offer, Seeker

NOW = datetime(2026, 3, 4, 21, tzinfo=UTC)
POINTS = st.sampled_from([(45.50, -73.57), (45.61, -73.71), (43.65, -79.38), (49.28, -123.12), (None, None)])
ACCESS = st.lists(st.sampled_from(["wheelchair", "lift", "hearing"]), max_size=2, unique=True).map(tuple)
GENDERS = st.lists(st.sampled_from(["women", "men", "trans"]), max_size=2, unique=True).map(tuple)
TONGUES = st.lists(st.sampled_from(["en", "fr", "es"]), max_size=2, unique=True).map(tuple)
WHEN = st.none() | st.integers(0, 100).map(lambda hours: NOW - timedelta(hours=hours))
PROVINCES = st.sampled_from(["QC", "ON", "BC", ""])


@st.composite
def seekers(draw: st.DrawFn) -> Seeker:
    latitude, longitude = draw(POINTS)
    return Seeker(
        age=draw(st.none() | st.integers(14, 30)),
        minor=draw(st.booleans()),
        gender=draw(st.sampled_from(["women", "men", "trans", "non_binary", ""])),
        languages=draw(TONGUES),
        children=draw(st.sampled_from([0, 0, 1, 3])),
        pets=draw(st.booleans()),
        accessibility=draw(ACCESS),
        substance_use=draw(st.sampled_from(["", "none", "uses"])),
        kinds=draw(st.lists(st.sampled_from(list(Kind)), max_size=4, unique=True).map(tuple)),
        province=draw(PROVINCES),
        latitude=latitude,
        longitude=longitude,
        waiting_since=draw(WHEN),
        guardian=draw(st.booleans()),
    )


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    latitude, longitude = draw(POINTS)
    return Offer(
        id=draw(st.integers(0, 999)),
        kind=draw(st.sampled_from(list(Kind))),
        free=draw(st.integers(0, 2)),
        age_min=draw(st.none() | st.integers(12, 20)),
        age_max=draw(st.none() | st.integers(20, 30)),
        genders=draw(GENDERS),
        languages=draw(TONGUES),
        children=draw(st.none() | st.booleans()),
        most_people=draw(st.none() | st.integers(1, 4)),
        pets=draw(st.none() | st.booleans()),
        accessibility=draw(ACCESS),
        substance_use=draw(st.sampled_from(["", "welcome", "not_on_site", "abstinence"])),
        province=draw(PROVINCES),
        latitude=latitude,
        longitude=longitude,
        reported_at=draw(WHEN),
    )


@st.composite
def plain_seekers(draw: st.DrawFn) -> Seeker:
    """Seekers whom many places would take, so that they compete."""
    latitude, longitude = draw(POINTS)
    return Seeker(
        age=draw(st.sampled_from([15, 16, 25, 40])),
        kinds=draw(st.lists(st.sampled_from(list(Kind)[:4]), max_size=2, unique=True).map(tuple)),
        latitude=latitude,
        longitude=longitude,
        waiting_since=draw(WHEN),
    )


@st.composite
def plain_offers(draw: st.DrawFn) -> Offer:
    latitude, longitude = draw(POINTS)
    low = draw(st.sampled_from([None, None, 16, 18]))
    return Offer(
        id=draw(st.integers(0, 999)),
        kind=draw(st.sampled_from(list(Kind)[:4])),
        free=draw(st.sampled_from([0, 1, 1, 2])),
        age_min=low,
        latitude=latitude,
        longitude=longitude,
        reported_at=draw(WHEN),
    )
