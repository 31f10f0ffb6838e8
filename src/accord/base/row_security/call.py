"""Calling the database's own functions, the only writers of dossiers, parties and seats."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connections, transaction

REFUSED = "AC403"


def call(function: str, *arguments: Any, using: str = "default") -> Any:
    """The value of ``accord.<function>(arguments)``.

    Raises ``PermissionDenied`` with the database's reason where it refuses; the surrounding transaction lives on.
    """
    if not re.fullmatch(r"[a-z_]+", function):
        raise ValueError(function)
    places = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(using=using), connections[using].cursor() as cursor:
            cursor.execute(f"SELECT accord.{function}({places})", arguments)
            row = cursor.fetchone()
            return row[0] if row else None
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == REFUSED:
            raise PermissionDenied(str(error).splitlines()[0]) from error
        raise
