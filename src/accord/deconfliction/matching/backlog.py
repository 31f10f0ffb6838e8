"""Doing together what waits together: a busy hour costs one search of the index, not one a report.

The job at hand takes the meetings that wait behind it along, and strikes them off when their effects are committed. A
worker that dies in between leaves them waiting; another that has begun one meanwhile does it a second time, which
changes nothing.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

import structlog
from django.db import transaction

from accord.deconfliction.matching.held import MATCHER, execute, fetch
from accord.deconfliction.matching.meeting import Asked, meet

log = structlog.get_logger()

MOST = 15  # meetings taken along; with 25 filings in a bulk job this stays below a second

WAITING = """
SELECT id, args FROM jobs.procrastinate_jobs
WHERE status = 'todo' AND task_name = 'meet_pointers' AND (scheduled_at IS NULL OR scheduled_at <= now())
ORDER BY id LIMIT %s
"""


def asked(dossier_id: str, filing_ids: list[str]) -> Asked:
    """The arguments of a job, as ids."""
    return uuid.UUID(dossier_id), [uuid.UUID(each) for each in filing_ids]


def meet_with_others(own: Asked) -> None:
    """Meet, and take along what waits. If it fails together, the job at hand is done alone."""
    others = waiting()
    try:
        meet(own, *others.values())
    except Exception:
        if not others:
            raise
        log.warning("meetings failed together, one is tried alone", together=len(others) + 1)
        meet(own)
    else:
        done(others)


def waiting() -> dict[int, Asked]:
    """Meetings that wait in the queue, oldest first, by the number of their job."""
    return {number: asked(**_arguments(given)) for number, given in fetch(WAITING, [MOST])}


def done(jobs: dict[int, Asked]) -> None:
    """Strike jobs off whose effects are committed, unless another worker has begun them."""
    if jobs:
        with transaction.atomic(using=MATCHER):
            execute("SET LOCAL search_path = jobs")  # the queue's own triggers look for their tables there
            execute("DELETE FROM procrastinate_jobs WHERE id = ANY (%s) AND status = 'todo'", [list(jobs)])


def _arguments(given: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(given) if isinstance(given, str) else given
    return found
