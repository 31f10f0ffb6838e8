"""Which schema, and so which role, each app's tables belong to."""

from __future__ import annotations

from typing import Any

# Accounts, second factors and sessions: readable by the door role alone.
DOOR_APPS = frozenset({"door", "auth", "contenttypes", "account", "mfa", "socialaccount", "sessions"})
# The matcher's own index of holdings: readable by the matcher role alone.
MATCHER_APPS = frozenset({"matching"})


def alias_of(app_label: str) -> str:
    """The connection on which an app's tables live."""
    if app_label in DOOR_APPS:
        return "door"
    return "matcher" if app_label in MATCHER_APPS else "default"


class SchemaRouter:
    """Django's router over the three schemas of the one database."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return None if (alias := alias_of(model._meta.app_label)) == "default" else alias

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == alias_of(app_label)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return alias_of(one._meta.app_label) == alias_of(other._meta.app_label)
