"""The matcher's jobs: ids in, rows and notices out. Each may run twice; the second time changes nothing."""

from __future__ import annotations

import uuid

from procrastinate import RetryStrategy

from accord.base.jobs import app, enqueue, with_fresh_connections
from accord.deconfliction.matching import backlog, escalation, meeting, settling, settling_keys

# A database that restarts, two workers that met at one row: try again, a little later each time.
PATIENT = RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(name="meet_pointers", retry=PATIENT)
@with_fresh_connections
def meet_pointers(*, dossier_id: str, filing_ids: list[str]) -> None:
    backlog.meet_with_others(backlog.asked(dossier_id, filing_ids))


@app.task(name="drop_pointers", retry=PATIENT)
@with_fresh_connections
def drop_pointers(*, dossier_id: str, record_id: str) -> None:
    meeting.drop(uuid.UUID(dossier_id), uuid.UUID(record_id))


@app.task(name="forget_pointers", retry=PATIENT)
@with_fresh_connections
def forget_pointers(*, dossier_id: str, record_id: str) -> None:
    meeting.forget(uuid.UUID(dossier_id), uuid.UUID(record_id))


@app.task(name="settle_hit", retry=PATIENT)
@with_fresh_connections
def settle_hit(*, dossier_id: str, hit_id: str) -> None:
    settling.settle_hit(uuid.UUID(dossier_id), uuid.UUID(hit_id))


@app.task(name="ask_desks", retry=PATIENT)
@with_fresh_connections
def ask_desks(*, item_id: str) -> None:
    settling.ask_desks(uuid.UUID(item_id))


@app.task(name="settle_introduction", retry=PATIENT)
@with_fresh_connections
def settle_introduction(*, dossier_id: str, request_id: str) -> None:
    settling.settle_introduction(uuid.UUID(dossier_id), uuid.UUID(request_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name="escalate_unanswered", retry=PATIENT)
@with_fresh_connections
def escalate_unanswered(timestamp: int = 0) -> None:
    escalation.escalate()


@app.periodic(cron="* * * * *")
@app.task(name="settle_keys", retry=PATIENT)
@with_fresh_connections
def settle_keys(timestamp: int = 0) -> None:
    if settling_keys.settle_some():
        enqueue(
            "settle_keys", using="matcher"
        )  # behind what waits by now: no meeting waits for more than a slice
