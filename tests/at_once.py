"""The same act from several browsers at one moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from accord.base.row_security.session import acting


def at_once(world: Any, member: Any, act: Callable[[], Any], times: int = 6) -> list[BaseException]:
    """``act`` so many times, each on a connection and in a transaction of its own, let go together; what was raised."""
    session, start, raised = world.session(member), threading.Barrier(times), []

    def once() -> None:
        try:
            connection.ensure_connection()
            start.wait(30)
            with acting(door="web", route="test", session=session):
                act()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=once) for _ in range(times)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return raised
