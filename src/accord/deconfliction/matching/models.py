"""The matcher's own tables, in a schema that no other role may read.

``holding``, ``holding_key`` and ``key_block`` are an index of the pointers, and can be rebuilt from them. ``match``
remembers which pairs have met, so that nothing is told twice; ``protected_value`` what is protected for good, which
outlives the pointers it came from.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accord.base.clock import now


class Holding(models.Model):
    """One live pointer, ready to be met (or, withdrawn but protected for good, still to be recognised).

    ``open`` is the pointer's own class; "protected wins" is decided when pairs are looked up. A support pointer's
    ``token`` and keys are digests under the key of support, so that nobody without it can join the two sides. A
    person's sealed payload stands in the pointer alone. ``keyed``: its index keys stand in the index of keys.
    """

    no = models.AutoField(primary_key=True)
    dossier_id = models.UUIDField()
    pointer_id = models.UUIDField(unique=True)
    agency_id = models.UUIDField()
    human_id = models.UUIDField()
    support = models.BooleanField()
    open = models.BooleanField()
    for_good = models.BooleanField()
    consents = models.BooleanField()
    contact_allowed = models.BooleanField()
    live = models.BooleanField(default=True)
    keyed = models.BooleanField(default=False)
    kind = models.TextField()
    subject = models.BigIntegerField()
    content = models.BigIntegerField()
    token = models.BigIntegerField(null=True)

    class Meta:
        db_table = "holding"
        indexes = [
            models.Index(fields=["token"], condition=Q(token__isnull=False), name="holding_by_token"),
            models.Index(fields=["subject"], name="holding_by_subject"),
            models.Index(fields=["content"], condition=Q(live=False), name="holding_gone"),
        ]

    def __str__(self) -> str:
        return f"{self.no}"


class HoldingKey(models.Model):
    """A fresh index key of a person: 32 bits of it, which is plenty to choose whom to compare. Settled into blocks."""

    pk = models.CompositePrimaryKey("key", "no")
    key = models.IntegerField()
    no = models.IntegerField()

    class Meta:
        db_table = "holding_key"

    def __str__(self) -> str:
        return f"{self.key}"


class KeyBlock(models.Model):
    """Settled index keys of one bucket, six bytes an entry (``blocks.py``)."""

    bucket = models.IntegerField(primary_key=True)
    packed = models.BinaryField()

    class Meta:
        db_table = "key_block"

    def __str__(self) -> str:
        return f"{self.bucket}"


class KeyLayout(models.Model):
    """How settled keys are laid out; its one row is the lock of everybody who changes blocks (``keys.py``).

    ``bits`` say how many buckets there are. While the index grows, keys below ``grown_to`` (ordinals) stand in buckets
    of one bit more. ``entries``: about how many are settled. ``settled_to``: the key that settling goes on from.
    """

    id = models.SmallIntegerField(primary_key=True)
    bits = models.SmallIntegerField()
    grown_to = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)
    settled_to = models.IntegerField()

    class Meta:
        db_table = "key_layout"

    def __str__(self) -> str:
        return f"{self.bits}"


class ProtectedValue(models.Model):
    """A value (an identifier's token, or a person's subject) that an agency has protected for good."""

    pk = models.CompositePrimaryKey("agency_id", "value")
    agency_id = models.UUIDField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "protected_value"

    def __str__(self) -> str:
        return f"{self.value}"


class Match(models.Model):
    """Two subjects of different agencies that met. Its id follows from them: there is one a pair.

    ``band`` "": compared anew, they are no longer alike (``relinking``), and nobody had judged them.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField()
    kind = models.TextField()
    band = models.TextField()
    agreed = models.JSONField()
    common = models.BooleanField(default=False)
    introduced_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "match"

    def __str__(self) -> str:
        return self.number


class MatchSide(models.Model):
    """One side of a match (``side`` 0 or 1), and how much its dossier has been told."""

    pk = models.CompositePrimaryKey("match_id", "side")
    match_id = models.UUIDField()
    side = models.SmallIntegerField()
    agency_id = models.UUIDField()
    dossier_id = models.UUIDField()
    subject = models.BigIntegerField()
    hit_id = models.UUIDField()
    told = models.TextField(default="", blank=True)
    stepped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "match_side"
        indexes = [
            models.Index(fields=["subject"], name="match_side_by_subject"),
            models.Index(fields=["hit_id"], name="match_side_by_hit"),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.side}"


# Django finds an app's models through this module.
from accord.deconfliction.matching.relinking.models import RelinkChunk, RelinkRun  # noqa: E402

__all__ = [
    "Holding",
    "HoldingKey",
    "KeyBlock",
    "KeyLayout",
    "Match",
    "MatchSide",
    "ProtectedValue",
    "RelinkChunk",
    "RelinkRun",
]
