"""Refusing plainly what the rules do not allow."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


def require(allowed: bool, why: str) -> None:
    """Raises ``PermissionDenied`` with the reason."""
    if not allowed:
        raise PermissionDenied(why)
