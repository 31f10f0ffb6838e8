"""What the worker does for places: it writes down what the clock has decided, and tells whoever held."""

from django.db import transaction

from accord.base.jobs import app, with_fresh_connections
from accord.base.row_security.call import call


@app.periodic(cron="* * * * *")
@app.task(name="expire_holds", queueing_lock="expire_holds")
@with_fresh_connections
def expire_holds(timestamp: int = 0) -> None:
    with transaction.atomic(using="matcher"):
        call("expire_holds", using="matcher")
