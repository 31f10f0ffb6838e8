"""Where failed sign-ins are counted: a table of the door's schema, seen alike by every process of the server."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.db import DatabaseCache


class AttemptCache(DatabaseCache):
    """Django's database cache, on the door's connection: the pages' role cannot reset its own counters."""

    def __init__(self, table: str, params: dict[str, Any]) -> None:
        super().__init__(table, params)
        self.cache_model_class._meta.app_label = "door"
