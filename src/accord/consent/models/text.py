"""An agency's own wording of what is read to a survivor. The platform's own stands in ``consent/texts``."""

from __future__ import annotations

from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now


class ConsentText(models.Model):
    """One version, never changed: what was read on a day can be read again. The newest of a language holds.

    ``body`` is paragraphs parted by blank lines, with the placeholders of ``consent.wording``; ``hash`` its SHA-256.
    ``verified_on`` is the day on which somebody who speaks the language has checked it, or empty.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    language = models.TextField()
    version = models.TextField()
    body = models.TextField()
    hash = models.BinaryField()
    verified_on = models.DateField(null=True, blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "consent_text"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "language", "version"], name="consent_text_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"
