"""What the worker does for agreements by itself."""

from django.db import transaction

from accord.base.jobs import app
from accord.base.row_security.call import call


@app.periodic(cron="* * * * *")
@app.task(name="end_expired_consents", queueing_lock="end_expired_consents")
def end_expired_consents(timestamp: int) -> None:
    """Take back what was agreed until now, within a minute of its end."""
    with transaction.atomic(using="matcher"):
        call("end_expired_consents", using="matcher")
