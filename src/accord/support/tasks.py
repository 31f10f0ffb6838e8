"""What the worker does for survivors' files: it writes down how holds ended, and seats who stands in."""

from django.db import transaction

from accord.base.jobs import app, with_fresh_connections
from accord.base.row_security.call import call


@app.periodic(cron="* * * * *")
@app.task(name="settle_held_places", queueing_lock="settle_held_places")
@with_fresh_connections
def settle_held_places(timestamp: int = 0) -> None:
    """After an arrival the follow-ups are planned; after a hold that ran out, to look again."""
    with transaction.atomic(using="matcher"):
        call("settle_held_places", using="matcher")


@app.periodic(cron="* * * * *")
@app.task(name="begin_covers", queueing_lock="begin_covers")
@with_fresh_connections
def begin_covers(timestamp: int = 0) -> None:
    """Cover that was set for a later day begins on that day; its end is the seat's own."""
    with transaction.atomic(using="matcher"):
        call("begin_covers", using="matcher")
