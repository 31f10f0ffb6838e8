"""A hit that nobody answers goes up inside its own agency: first to the dossier's leads, then to the commanders."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from accord.base.clock import now
from accord.deconfliction.matching.held import MATCHER, fetch, immigration_humans
from accord.deconfliction.matching.telling import SEATED, send_notices
from accord.notices.models import NoticeKind

BATCH = 1000
LATE = """
UPDATE accord.hit h SET escalated = %(step)s FROM (
    SELECT dossier_id, id FROM accord.hit
    WHERE state = 'open' AND answer = '' AND told = 'desk' AND escalated = %(step)s - 1 AND created_at < %(before)s
    ORDER BY dossier_id, id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
) late WHERE h.dossier_id = late.dossier_id AND h.id = late.id RETURNING h.dossier_id, h.id
"""
COMMANDERS = """
SELECT d.id, m.id FROM accord.dossier d JOIN accord.member m ON m.agency_id = d.owner_id
WHERE d.id = ANY (%(dossiers)s) AND m.active AND 'commander' = ANY (m.duties) AND m.human_id <> ALL (%(excluded)s)
ORDER BY d.id, m.id
"""


def escalate() -> None:
    """Tell the leads of hits unanswered for longer than ``ANSWER_WITHIN_HOURS``, the commanders after twice that."""
    patience = timedelta(hours=settings.ANSWER_WITHIN_HOURS)
    for step, whom in ((2, COMMANDERS), (1, SEATED)):  # a hit that is very late takes one step a run
        with transaction.atomic(using=MATCHER):
            late = fetch(LATE, {"step": step, "before": now() - step * patience, "batch": BATCH})
            asked = {
                "dossiers": list({dossier for dossier, _hit in late}),
                "roles": ["lead"],
                "excluded": list(immigration_humans()),
            }
            told = fetch(whom, asked) if late else []
            send_notices(
                (
                    (member, NoticeKind.HIT_UNANSWERED, dossier, hit)
                    for dossier, hit in late
                    for place, member in told
                    if place == dossier
                ),
                now(),
            )
