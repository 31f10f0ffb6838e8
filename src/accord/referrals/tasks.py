"""What the worker does for referrals by itself."""

from django.db import transaction

from accord.base.jobs import app
from accord.base.row_security.call import call


@app.periodic(cron="* * * * *")
@app.task(name="sound_silence", queueing_lock="sound_silence")
def sound_silence(timestamp: int = 0) -> None:
    """Tell the named person and the file's leads of referrals that nobody has answered in time, each once."""
    with transaction.atomic(using="matcher"):
        call("sound_silence", using="matcher")
