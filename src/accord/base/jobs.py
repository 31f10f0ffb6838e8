"""Jobs: enqueued by name in the writer's own transaction, run by a worker with the matcher's role.

A job's arguments are ids alone. Its effect must be repeatable: a worker may die after the effect and before the note
that it was done, and the job then runs again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

import procrastinate
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from procrastinate import PsycopgConnector

from accord.base.postgres.databases import role_url
from accord.base.row_security.call import call

TASKS = [  # each app's own; a worker loads them by name
    "accord.deconfliction.tasks",
    "accord.dossiers.tasks",
    "accord.consent.tasks",
    "accord.referrals.tasks",
    "accord.places.tasks",
    "accord.permits.tasks",
    "accord.support.tasks",
]
app = procrastinate.App(connector=PsycopgConnector(), import_paths=TASKS)
SILENT = 60  # seconds without a worker's sign of life, which comes every ten


def enqueue(task: str, *, using: str = "default", **ids: Any) -> None:
    """Put a job on the queue, inside the transaction that is open on ``using``.

    ``ids`` are UUIDs or lists of them: no other value belongs into a job. Raises ``LookupError`` for a name that the
    database does not take (``base/functions.sql``).
    """
    arguments = json.dumps({name: _plain(value) for name, value in ids.items()})
    try:
        call("enqueue", task, arguments, using=using)
    except PermissionDenied as refused:
        raise LookupError(f"no job named {task!r} is put on the queue") from refused


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    raise TypeError(f"a job takes ids alone, not {type(value).__name__}")


def _connector() -> PsycopgConnector:
    return PsycopgConnector(conninfo=role_url("matcher"), kwargs={"options": "-c search_path=jobs"})


def with_fresh_connections(task: Callable[..., None]) -> Callable[..., None]:
    """A task whose database connections are looked at before and after, as Django does around a request.

    A worker outlives restarts of the database: the connection that broke is dropped, and the retry gets a new one.
    """

    @wraps(task)
    def fresh(**arguments: Any) -> None:
        close_old_connections()
        try:
            task(**arguments)
        finally:
            close_old_connections()

    return fresh


@app.periodic(cron="* * * * *")
@app.task(name="sweep_stalled")
async def sweep_stalled(timestamp: int = 0) -> None:
    """Put jobs of workers that died back on the queue: nothing is stuck for longer than two minutes."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        await app.job_manager.retry_job(job)


def run_worker(*, concurrency: int = 1) -> None:
    """Work until told to stop (SIGINT or SIGTERM finish the job at hand)."""
    with app.replace_connector(_connector()) as working:
        working.run_worker(concurrency=concurrency, listen_notify=True, delete_jobs="successful")


def drain() -> None:
    """Do the jobs that wait, in this process, and return: for the story, which tells eighteen months in a minute."""
    with app.replace_connector(_connector()) as working:
        working.run_worker(
            wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="successful"
        )
