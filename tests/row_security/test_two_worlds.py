"""Two worlds that differ in what one viewer may not know show that viewer the same bytes.

The worlds are one database at three moments: everything is asked, then others begin what is hidden, everything is asked
again, all of it ends, and everything is asked a third time. A service opens a file, screens, plans, asks for consent,
holds places, refers, applies, tells by law, seats a care team and reaches across to police; a desk files a report with
protected pointers and is hit. ``TOLD`` names who is told of what, at which address, and why.
"""

from __future__ import annotations

import itertools
import logging
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from accord.cli import main
from tests.matrix.matrix import ROWS
from tests.matrix.stage import Stage, set_stage
from tests.places.houses import House
from tests.row_security.happenings import a_desk_files, all_begins, all_ends, cast, lantern
from tests.row_security.replay import Asked, Bytes, Replay, differing

# Of police: with a hit, with a desk, with none, an administrator. Of prosecution, borders, coordination, services.
POLICE = ("partner", "stranger", "colleague", "administrator")
OTHERS = ("crown", "immigration", "broker", "office", "support", "haven", "anonymous")
# Who is told of something, and where their own work is that goes on meanwhile.
DESK = ("reports:", "judging:", "cases:", "network:", "map:", "hits:", "search:")
RECIPIENTS = {"lead": DESK, "clinic": ("door:",), "authority": ("door:",)}
OUTSIDERS = ("stranger", "support", "colleague", "haven")  # nothing of the stage is theirs in any way

# Whom what happens out of sight is told, at which addresses, and why. Everybody else, everywhere: the same bytes.
FREE = "places:board places:look", "services see how many places are free, and nothing of who comes"
TOLD: dict[str, tuple[tuple[str, str], ...]] = {
    "support": (FREE,),
    "haven": (
        FREE,
        ("places:holds", "her own agency's holds, without a name"),
        ("support:roster support:urgent", "her own agency's roster: who is on duty"),
        ("consent:register consent:register_csv", "a custodian keeps the register of what was told by law"),
        ("console:closed", "a custodian knows the numbers and days of closed files"),
    ),
    "clinic": (
        FREE,
        ("places:holds places:own places:turned_away", "the rooms are the clinic's"),
        ("notices:list home:home bridges:list referrals:board", "it was asked for a place, and referred to"),
        (
            "support:list support:urgent permits:list reports:new",
            "she agreed that it helps: a care team's seat",
        ),
        ("console:closed console:closed_file", "it leads what it received, which closed"),
        ("console:console reports:list", "its seats, by their numbers"),
    ),
    "authority": (
        (
            "notices:list home:home permits:list console:console reports:list",
            "an application for a permit: a seat on it",
        ),
    ),
    "lead": (
        (
            "notices:list home:home bridges:list console:console",
            "she chose to meet police: a line, and a date",
        ),
        ("console:looked", "who looked at the lead's own desk"),
    ),
}
BADGE = re.compile(rb' <span class="accord-count">\d+</span><span class="govuk-visually-hidden">[^<]*</span>')
LENGTH = re.compile(rb"Content-Length: \d+")


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    from tests.conftest import DATABASE
    from tests.world import World

    logging.disable(logging.CRITICAL)
    world = World(DATABASE.admin_url())
    made = set_stage(world)
    cast(made)
    yield made
    world.clear()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def rooms(stage) -> House:
    return lantern(stage)


@pytest.fixture(scope="module")
def replay(stage, rooms) -> Replay:
    for member in stage.people.values():
        stage.world.session(member)  # an administrator sees the accounts: all are there from the beginning
    made = Replay(stage, (*POLICE, *OTHERS, *RECIPIENTS), RECIPIENTS)
    for area in (
        "notices:",
        "cases:",
    ):  # what a first visit changes (it was seen) has then changed in all worlds
        made.ask(only=area, deep=False)
    return made


def test_what_is_hidden_changes_no_byte(replay, rooms, tmp_path):
    worlds, lists = [replay.ask()], [exported(tmp_path / "before")]
    begun = all_begins(replay.stage, rooms)
    worlds.append(replay.ask(deep=False, viewers=(*OTHERS, *RECIPIENTS)))
    all_ends(replay.stage, rooms, begun)
    worlds.append(replay.ask())
    lists.append(exported(tmp_path / "after"))
    found: dict[Asked, str] = {}
    for one, other in itertools.combinations(worlds, 2):
        found |= differing(plain(one), plain(other))
    told = {(who, route) for who, why in TOLD.items() for routes, _why in why for route in routes.split()}
    more = {key: lines for key, lines in found.items() if (key.who, key.route) not in told}
    assert more == {}, "\n".join(" ".join(key) for key in more)
    assert told - {(key.who, key.route) for key in found} == set(), "told of nothing any more"
    assert len(worlds[0]) > 2200 and lists[0] == lists[1]


def plain(world: Bytes) -> Bytes:
    """Who is told has a number beside the notices on every page; of the others that number is compared as well."""
    return {
        key: LENGTH.sub(b"", BADGE.sub(b"", each)) if key.who in RECIPIENTS else each
        for key, each in world.items()
    }


def exported(folder: Path) -> dict[str, bytes]:
    """What leaves as the directory's files, in both formats."""
    folder.mkdir()
    kept = {}
    for form in ("hsds-json", "hsds-csv"):
        done = CliRunner().invoke(
            main, ["export", "directory", "--format", form, "--out", str(folder / form)]
        )
        assert done.exit_code == 0, done.output
        found = folder / form
        for file in [found] if found.is_file() else sorted(found.rglob("*.*")):
            kept[f"{form} {file.name}"] = file.read_bytes()
    return kept


def test_hidden_and_nonexistent_are_answered_alike(replay):
    """Every address of a hidden thing, and the same address with ids that nothing has."""
    assert told_by_refusals(replay) == {}


def is_outside(viewer: str, route: str) -> bool:
    """Whether the viewer may not know that it is there: listings are published, places are known to services.

    A service's custodian (haven) knows the numbers and days of its closed files, and nothing that stands in them.
    """
    if ROWS[route].public or route.startswith("directory:"):
        return False
    if viewer == "haven" and ROWS[route].on in ("shut", "shut_waiting"):
        return False
    return not (viewer in ("haven", "support") and route.startswith("places:"))


def told_by_refusals(replay: Replay, *, only: str = "") -> dict[Asked, str]:
    nothing: dict[str, Any] = {
        word: {
            name: value if isinstance(value, str | int) else uuid.UUID(int=99)
            for name, value in arguments.items()
        }
        for word, arguments in replay.hidden.items()
    }
    hidden, none = (
        replay.ask(about=about, only=only, viewers=OUTSIDERS) for about in (replay.hidden, nothing)
    )
    for kept, things in ((hidden, replay.hidden), (none, nothing)):
        for key in [key for key in kept if not is_outside(key.who, key.route)]:
            del kept[key]
        for key in kept:
            for value in things[ROWS[key.route].on].values():
                kept[key] = kept[key].replace(str(value).encode(), b"ID")
    return differing(hidden, none)


# Planted defects


@pytest.mark.parametrize("viewer", ["stranger", "crown", "immigration", "broker", "anonymous"])
def test_planted_count_of_holds_is_found(replay, rooms, monkeypatch, viewer):
    """A public page that tells how many are on the way to some shelter."""
    from accord.web.help import views

    drawn = views.render

    def counting(*rest, **more):
        answer = drawn(*rest, **more)
        answer["X-Total"] = str(replay.stage.world.sql("SELECT count(*) FROM accord.hold")[0][0])
        return answer

    monkeypatch.setattr(views, "render", counting)
    before = replay.ask(only="help:help", viewers=[viewer])
    rooms.hold()
    assert differing(before, replay.ask(only="help:help", viewers=[viewer]))


def test_planted_count_of_all_rows_is_found(replay, monkeypatch):
    from accord.web.reports.views import reading

    drawn, everything = reading.render, "SELECT count(*) FROM accord.report"

    def counting(*rest, **more):
        answer = drawn(*rest, **more)
        answer["X-Total"] = str(replay.stage.world.sql(everything)[0][0])
        return answer

    monkeypatch.setattr(reading, "render", counting)
    before = replay.ask(only="reports:list", viewers=["stranger"])
    a_desk_files(replay.stage)
    assert differing(before, replay.ask(only="reports:list", viewers=["stranger"]))


@pytest.mark.parametrize(
    ("table", "only", "viewer"),
    [("report", "reports:report", "stranger"), ("referral", "referrals:referral", "support"),
     ("hold", "places:held", "support")],
)  # fmt: skip
def test_planted_wide_policy_is_found(replay, table, only, viewer):
    world = replay.stage.world
    before = replay.ask(only=only, viewers=[viewer])
    world.sql(f"CREATE POLICY planted ON accord.{table} FOR SELECT USING (true)")
    try:
        found = differing(before, replay.ask(only=only, viewers=[viewer]))
    finally:
        world.sql(f"DROP POLICY planted ON accord.{table}")
    assert any(key.route == only for key in found)


def test_planted_telling_refusal_is_found(replay, monkeypatch):
    """A page that says "not allowed" of what exists, and "not found" of what does not."""
    from django.core.exceptions import PermissionDenied

    from accord.web.reports.views import reading

    def telling(dossier, row_id):
        if replay.stage.world.sql(
            "SELECT 1 FROM accord.report WHERE dossier_id = %s AND id = %s", dossier, row_id
        ):
            raise PermissionDenied
        return reading_or_404(dossier, row_id)

    reading_or_404 = reading.report_or_404
    monkeypatch.setattr(reading, "report_or_404", telling)
    assert told_by_refusals(replay, only="reports:report")
