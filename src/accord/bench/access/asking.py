"""The lists and look-ups of the platform's pages, asked over the app's role in the name of one member."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle

import psycopg
from psycopg import sql

from accord.base.row_security.session import ACT_FOR
from accord.bench.access.holdings import HIDDEN_DESK, Holder, Holdings, sample_report

COLUMNS = "dossier_id, id, created_at, reference, city, exploitation, outcome, narrative"
NEWEST = f"""
    SELECT r.* FROM (SELECT id FROM accord.dossier ORDER BY last_at DESC LIMIT 50) d
    CROSS JOIN LATERAL (SELECT {COLUMNS} FROM accord.report WHERE dossier_id = d.id
                        ORDER BY created_at DESC, id DESC LIMIT 50) r
    ORDER BY r.created_at DESC, r.id DESC LIMIT 50
"""
NAIVE = f"SELECT {COLUMNS} FROM accord.report ORDER BY created_at DESC, id DESC LIMIT 50"
OF_ONE = (
    f"SELECT {COLUMNS} FROM accord.report WHERE dossier_id = %s ORDER BY created_at DESC, id DESC LIMIT 50"
)
ONE = f"SELECT {COLUMNS} FROM accord.report WHERE dossier_id = %s AND id = %s"
PEER_ONE = f"SELECT {COLUMNS} FROM accord.peer WHERE id = %s"
PEER_NEWEST = NEWEST.replace("accord.report", "accord.peer")
CONTAINER = "SELECT id, title FROM accord.dossier WHERE id = %s"

IDS = 1000  # different ids, so that no page of an index is warmer for one kind than for the other

Ask = Callable[[], object]


class Asking:
    """One connection of the app, in one transaction for one member, as a request holds it."""

    def __init__(self, connection: psycopg.Connection, holdings: Holdings, holder: Holder) -> None:
        self.connection, self.holdings, self.holder = connection, holdings, holder

    @contextmanager
    def request(self) -> Iterator[None]:
        with self.connection.transaction(force_rollback=True):
            self.connection.execute(ACT_FOR.encode(), [self.holder.token, ""])
            yield

    def acts(self) -> dict[str, Ask]:
        """What is measured, by name. "select 1" and those that say "peer" are what it is compared with."""
        mine, hidden = self.holder, self.holdings.hidden_reports[0]
        return {
            "select 1 (peer)": lambda: self._rows("SELECT 1"),
            "newest 50 over all my seats": lambda: self._rows(NEWEST),
            "the same, naive ORDER BY": lambda: self._rows(NAIVE),
            "newest 50 of one dossier": lambda: self._rows(OF_ONE, mine.dossier),
            "one row, visible": lambda: self._rows(ONE, mine.dossier, mine.report),
            "one row, hidden": lambda: self._rows(ONE, HIDDEN_DESK, hidden),
            "insert (rolled back)": self._insert,
            "newest 50, EXISTS policy (peer)": lambda: self._rows(PEER_NEWEST),
            "one row, EXISTS policy, id index (peer)": lambda: self._rows(PEER_ONE, hidden),
        }

    def pairs(self) -> dict[str, tuple[Ask, Ask]]:
        """A hidden thing and one that does not exist, asked for in the same way, each time another one."""
        stranger, hidden, none = (
            cycle(ids) for ids in (self.holdings.hidden_dossiers, self.holdings.hidden_reports, _random_ids())
        )
        return {
            "dossier": (
                lambda: self._rows(CONTAINER, next(stranger)),
                lambda: self._rows(CONTAINER, next(none)),
            ),
            "row of a full desk, or none of it": (
                lambda: self._rows(ONE, HIDDEN_DESK, next(hidden)),
                lambda: self._rows(ONE, HIDDEN_DESK, next(none)),
            ),
            "row of a full desk, or of no dossier": (
                lambda: self._rows(ONE, HIDDEN_DESK, next(hidden)),
                lambda: self._rows(ONE, next(none), next(none)),
            ),
            "list of a full desk, or of no dossier": (
                lambda: self._rows(OF_ONE, HIDDEN_DESK),
                lambda: self._rows(OF_ONE, next(none)),
            ),
            "row by an id index under EXISTS (peer)": (
                lambda: self._rows(PEER_ONE, next(hidden)),
                lambda: self._rows(PEER_ONE, next(none)),
            ),
        }

    def _rows(self, statement: str, *values: object) -> int:
        return len(self.connection.execute(statement.encode(), values or None).fetchall())

    def _insert(self) -> None:
        row = {
            **sample_report(),
            "dossier_id": self.holder.dossier,
            "form_key": uuid.uuid4(),
            "id": uuid.uuid4(),
        }
        row["reference"] = str(row["form_key"])
        statement = sql.SQL("INSERT INTO accord.report ({}) VALUES ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join([sql.Placeholder()] * len(row))
        )
        self.connection.execute(statement, list(row.values()))


def _random_ids() -> list[uuid.UUID]:
    return [uuid.uuid4() for _ in range(IDS)]
