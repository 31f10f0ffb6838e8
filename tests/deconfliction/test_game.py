"""The two-worlds game: worlds that differ in one protected pointer look the same to everybody who may not know of it.

The same story is played twice with the same clock and the same ids. Players file, withdraw, refile and answer as they
like, on desks of three agencies of both classes; in one of the worlds somebody else's desk holds one more pointer.
After every other move, everything that every player's role can read, table by table, must be the same bytes.
"""

from __future__ import annotations

import itertools
import os
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accord.base.clock import replaced
from accord.deconfliction import actions, pairs
from accord.deconfliction.models import Pointer
from accord.linkage import Judgement
from tests.deconfliction.partnership import Desk, person, phone, plate, run_jobs

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
# Set by the database's clock: that they are set must be the same, not when.
STAMPED = {
    "first_seen_at", "step_proposed_at", "step_signed_at", "opened_at", "taken_at", "seconded_at", "asked_at",
    "starts", "until", "seen_at", "day",
}  # fmt: skip
STAMPED_ROWS = {"seat", "party", "dossier", "mandate"}  # their created_at too

VICTIMS = frozenset({"possible_victim"})
SECRETS = {
    "a victim's plate": lambda: plate(linked_roles=VICTIMS),
    "a protected telephone": phone,
    "a source's telephone": lambda: phone(source_identity=True),
    "a victim": lambda: person(role="possible_victim"),
    "a suspect not shown": person,
}


class Played:
    """One world, played from a seed."""

    def __init__(self, world: Any, seed: int) -> None:
        self.world, self.moves = world, 0
        self.chance = random.Random(seed)
        self.seen: list[dict[str, Any]] = []
        with self.moment("founding"):
            self.players = [Desk(world, world.agency()) for _ in range(3)]
            self.players.append(Desk(world, self.players[0].agency))  # a friend on another desk
            self.hidden = Desk(world, world.agency())
            self.shelter = Desk(world, world.agency("support"), kind="support")
        self.records: list[tuple[Desk, uuid.UUID]] = []

    @contextmanager
    def moment(self, label: str) -> Iterator[None]:
        """Time and ids depend on the move alone, not on what else happens in this world."""
        source = random.Random(f"{self.moves} {label}")
        fresh = lambda: uuid.UUID(int=source.getrandbits(128), version=4)  # noqa: E731
        at = NOON + timedelta(minutes=self.moves)
        with pytest.MonkeyPatch.context() as patch, replaced(now=lambda: at, new_id=fresh):
            patch.setattr(uuid, "uuid4", fresh)
            yield

    def play(
        self, secret: Callable[[], Any] | None, *, by_support: bool, moves: int = 10
    ) -> list[dict[str, Any]]:
        hidden = self.shelter if by_support else self.hidden
        when = self.chance.randrange(moves)
        for self.moves in range(1, moves + 1):
            if self.moves == when and secret is not None:
                with self.moment("secret"):
                    hidden.file(secret(), consent_to_match=by_support)
            if self.moves > when and secret is not None:
                with self.moment("looking"):
                    self._hidden_side_works(hidden)
            with self.moment("move"):
                if self.moves <= 3:  # everybody starts with something that can meet
                    self._file_open_suspect(self.players[self.moves - 1])
                    self.records.append((desk := self.players[self.moves - 1], desk.file(plate(), run=False)))
                else:
                    self.move()
                run_jobs()
            if self.moves % 2:
                self.seen.append(self.look())
        return self.seen

    def move(self) -> None:
        desk = self.chance.choice(self.players)
        kinds = [
            self._file,
            self._file,
            self._file_open_suspect,
            self._withdraw,
            self._refile,
            self._answer,
            self._see,
        ]
        self.chance.choice(kinds)(desk)

    def _file(self, desk: Desk) -> None:
        subjects = [plate(), phone(), person(), plate(linked_roles=VICTIMS), person(role="possible_victim")]
        chosen = self.chance.sample(subjects, self.chance.randint(1, 2))
        self.records.append((desk, desk.file(*chosen, run=False)))

    def _file_open_suspect(self, desk: Desk) -> None:
        self.records.append((desk, desk.file(person(open_wanted=True))))
        with desk.world.acting(desk.lead):
            asked = list(Pointer.objects.filter(dossier_id=desk.dossier.id, opening="asked", state="watched"))
        for pointer in asked:
            desk.do(actions.countersign_open, by=desk.lead, pointer=pointer)

    def _withdraw(self, _desk: Desk) -> None:
        if self.records:
            desk, record = self.records.pop(self.chance.randrange(len(self.records)))
            desk.withdraw(record, run=False)

    def _refile(self, desk: Desk) -> None:
        self._withdraw(desk)
        self._file(desk)

    def _answer(self, desk: Desk) -> None:
        for hit in desk.hits():
            if hit.state == "open" and not hit.answer:
                said = self.chance.choice(list(Judgement))
                desk.do(actions.answer_hit, hit=hit, judgement=said, run=False)

    def _see(self, desk: Desk) -> None:
        for hit in desk.hits():
            desk.do(actions.see_hit, hit=hit, run=False)

    def _hidden_side_works(self, hidden: Desk) -> None:
        """The hidden side reads and answers what it has, but does not step forward."""
        for hit in hidden.hits():
            hidden.do(actions.see_hit, hit=hit)
            if hit.told == "desk" and hit.state == "open" and not hit.answer:
                hidden.do(actions.answer_hit, hit=hit, judgement=Judgement.SAME)

    def look(self) -> dict[str, Any]:
        """Everything that each player can read in any table."""
        members = [desk.lead if self.moves % 3 else desk.worker for desk in self.players]
        return {f"{n}": everything_readable(self.world, member) for n, member in enumerate(members)}


def everything_readable(world: Any, member: Any) -> dict[str, list[str]]:
    with world.acting(member), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'accord'::regnamespace AND relkind = 'r'"
            " AND has_any_column_privilege(oid, 'SELECT') ORDER BY 1"
        )
        return {table: _rows(cursor, table) for (table,) in cursor.fetchall()}


def _rows(cursor: Any, table: str) -> list[str]:
    cursor.execute(f'SELECT * FROM accord."{table}"')
    names = [column.name for column in cursor.description]
    masked = STAMPED | ({"created_at", "last_at"} if table in STAMPED_ROWS else set())
    return sorted(
        repr(
            {
                name: (value is not None) if name in masked else _hide_random(table, name, value)
                for name, value in zip(names, row, strict=True)
            }
        )
        for row in cursor.fetchall()
    )


def _hide_random(table: str, name: str, value: Any) -> Any:
    """Ids and seals that are random by design: the database's own, and the nonces of sealed payloads."""
    if name in ("payload", "sealed") or (table in ("seat", "party") and name == "id"):
        return value is not None
    if table == "notice" and name in ("id", "created_at"):
        return None
    return value


@pytest.mark.parametrize("by_support", [False, True], ids=["police", "shelter"])
@pytest.mark.parametrize("secret", SECRETS, ids=str)
@pytest.mark.parametrize("seed", range(int(os.environ.get("ACCORD_GAME_SEEDS", "1"))))
def test_nobody_can_tell_the_worlds_apart(world, secret, seed, by_support):
    without = Played(world, seed).play(None, by_support=by_support)
    _empty(world)
    with_secret = Played(world, seed).play(SECRETS[secret], by_support=by_support)
    for move, (one, other) in enumerate(zip(without, with_secret, strict=True)):
        assert one == other, f"after move {move}"


def test_game_can_be_lost(world):
    """The same comparison notices an open pointer, and the players have hits of their own that could differ."""
    without = Played(world, 0).play(None, by_support=False)
    assert any(tables["hit"] for seen in without for tables in seen.values())
    _empty(world)
    with_open = Played(world, 0).play(plate, by_support=False)
    assert without != with_open


def _empty(world: Any) -> None:
    from tests.world import WIPE

    world.admin.execute(WIPE)
    world._sessions.clear()
    world._count = itertools.count(1)


def test_planted_fault_loses_the_game(world, monkeypatch):
    """A table of pairs that tells the open side of a protected pointer is found out."""
    monkeypatch.setattr(pairs, "_told", lambda other: pairs.Told.DESK)
    without = Played(world, 0).play(None, by_support=False)
    _empty(world)
    assert without != Played(world, 0).play(SECRETS["a victim's plate"], by_support=False)
