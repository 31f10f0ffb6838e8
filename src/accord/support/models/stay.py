"""The places that were held for her: what the file remembers of each hold. The hold itself knows of no file."""

from __future__ import annotations

from django.db import models

from accord.base.row_security.models import Protected
from accord.places.vocabulary import HoldState


class HeldPlace(Protected):
    """A hold that was made from this file: ``id`` is the hold's own. Added by a function that asks whose hold it is.

    ``sealed_words`` names the place and its house, for services that join later and cannot read the hold. ``outcome``
    and ``ended_at`` are written down once by the worker's job, which also plans what follows from them.
    """

    kept_by = models.UUIDField()
    until = models.DateTimeField()
    sealed_words = models.BinaryField(default=bytes)
    outcome = models.TextField(choices=HoldState.choices, default=HoldState.HELD)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "held_place"
        indexes = [
            # What is still to be settled, looked for each minute.
            models.Index(
                fields=["dossier_id"], condition=models.Q(outcome="held"), name="held_place_unsettled"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=HoldState.values), name="held_place_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="held", ended_at__isnull=True)
                | (~models.Q(outcome="held") & models.Q(ended_at__isnull=False)),
                name="held_place_ended_and_how",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome
