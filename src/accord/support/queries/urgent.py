"""Open alerts, with what to do, in clear for those who hold the key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from accord.base.clock import now
from accord.dossiers.sealing import sealings
from accord.support.models import Alert, SupportFile
from accord.support.queries.caseload import open_alerts
from accord.support.queries.identity import first_names
from accord.support.queries.minority import Minority, minorities
from accord.support.sealed import open_text


@dataclass(frozen=True)
class AlertLine:
    """One alert with whom it is about; ``late``: the next check is over."""

    alert: Alert
    words: str
    file: SupportFile
    name: str
    minority: Minority
    late: bool


def alert_lines() -> list[AlertLine]:
    """Of every file where one has a seat, danger first."""
    return _lines(list(open_alerts()))


def alerts_of(dossier_id: uuid.UUID) -> list[AlertLine]:
    return _lines(list(open_alerts().filter(dossier_id=dossier_id)))


def _lines(alerts: list[Alert]) -> list[AlertLine]:
    ids = list({alert.dossier_id for alert in alerts})
    files = {file.dossier_id: file for file in SupportFile.objects.filter(dossier_id__in=ids)}
    seals, names, ages = sealings(ids), first_names(ids), minorities(list(files.values()))
    return [
        AlertLine(
            alert=alert,
            words=open_text(seals[alert.dossier_id], alert, "words") if alert.dossier_id in seals else "",
            file=files[alert.dossier_id],
            name=names[alert.dossier_id].get("chosen_name", ""),
            minority=ages[alert.dossier_id],
            late=alert.next_check_at is not None and alert.next_check_at <= now(),
        )
        for alert in alerts
    ]
