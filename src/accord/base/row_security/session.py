"""Who a transaction acts for. The setting lasts as long as the transaction: it cannot leak to the next user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, transaction

from accord.base import audit

# The planner expects few rows behind a policy, and so would fetch and sort a full desk whole rather than read the
# newest fifty in the order of their key. Pages in memory or on a solid disk cost about the same in any order.
ACT_FOR = """
    SELECT set_config('accord.session', %s, true), set_config('accord.mandate', %s, true),
           set_config('random_page_cost', '1.1', true)
"""


class NoTransaction(RuntimeError):
    """Acting for a member outside a transaction would leave the setting on the connection."""


def act_for(*, session: str = "", mandate: str = "") -> None:
    """From here to the end of the transaction, rows are those of this session's (or this mandate's) member.

    Both empty: nobody; only public rows are seen. Takes raw tokens; the database compares their SHA-256.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("open a transaction before acting for a member")
    # Bound by the server: Django's own cursor writes values into the statement, and the text of each connection's last
    # statement, with the raw token in it, would stand in pg_stat_activity for every connection of the same role.
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(ACT_FOR, [session, mandate])


@contextmanager
def acting(*, door: str, route: str, session: str = "", mandate: str = "") -> Iterator[audit.Trail]:
    """One act outside the web, in one transaction with its audit entry: a job, a command, a test.

    ``door`` is "job", "cli" or "api"; ``route`` names the act. The entry is committed with what was done.
    """
    with audit.trail(audit.Trail(door=door, route=route)) as trail, transaction.atomic(durable=True):
        act_for(session=session, mandate=mandate)
        with connection.cursor() as cursor:
            cursor.execute("SELECT accord.me(), accord.my_agency()")
            trail.member_id, trail.agency_id = cursor.fetchone()
        yield trail
        audit.write(trail)
