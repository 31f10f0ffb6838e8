"""What the worker does for dossiers by itself."""

from django.db import transaction

from accord.base.jobs import app
from accord.base.row_security.call import call


@app.periodic(cron="7 9 * * *")
@app.task(name="warn_of_endings", queueing_lock="warn_of_endings")
def warn_of_endings(timestamp: int) -> None:
    """Tell leads 14 and 3 days before the last lead's seat ends, and custodians when it has. 09:07 UTC: before work."""
    with transaction.atomic(using="matcher"):
        call("warn_of_endings", using="matcher")


@app.periodic(cron="* * * * *")
@app.task(name="end_expired_disclosures", queueing_lock="end_expired_disclosures")
def end_expired_disclosures(timestamp: int) -> None:
    """Empty what was given until now, at its receivers."""
    with transaction.atomic(using="matcher"):
        call("end_expired_disclosures", using="matcher")
