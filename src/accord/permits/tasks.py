"""What the worker does for permits and clocks by itself."""

from django.db import transaction

from accord.base.jobs import app, with_fresh_connections
from accord.base.row_security.call import call


@app.periodic(cron="23 * * * *")
@app.task(name="warn_of_permits", queueing_lock="warn_of_permits")
@with_fresh_connections
def warn_of_permits(timestamp: int) -> None:
    """Tell of permits that expire in 90, 60, 30 and 7 days and of clocks that are late, each once; end what is over."""
    with transaction.atomic(using="matcher"):
        call("warn_of_permits", using="matcher")
