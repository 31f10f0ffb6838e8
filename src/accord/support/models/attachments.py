"""Papers of a file: sealed bytes with the digest of the original."""

from __future__ import annotations

from django.db import models

from accord.base.clock import now
from accord.base.row_security.models import Protected

MOST_BYTES = 10 * 1024 * 1024


class Attachment(Protected):
    """``kind`` is the media type that the bytes themselves show; ``digest`` the SHA-256 of the original."""

    sealed_name = models.BinaryField(default=bytes)
    sealed_content = models.BinaryField()
    kind = models.TextField()
    size = models.PositiveIntegerField()
    digest = models.BinaryField()
    added_by = models.UUIDField()
    added_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "attachment"
        constraints = [
            models.CheckConstraint(condition=models.Q(size__lte=MOST_BYTES), name="attachment_size_bounded")
        ]

    def __str__(self) -> str:
        return str(self.id)
