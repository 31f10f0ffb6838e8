"""Which database role each connection of the process uses.

Four roles sign in, each with the least it needs (docs/architecture.md):

- ``app``      the pages and the API: rows under the access rule only;
- ``door``     accounts and hashed sessions;
- ``matcher``  tokens in, hits and notices out, and the job queue;
- ``owner``    migrations, and nothing else.

Addresses come from ``ACCORD_<ROLE>_URL`` where an operator sets them, otherwise from the secrets directory that
``provision`` wrote. A process that lacks a role's secret simply lacks that connection.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ROLES = ("app", "door", "matcher", "owner")
SEARCH_PATH = {"app": "accord", "door": "door", "matcher": "matching,accord", "owner": "accord"}
# A request that holds a transaction for longer than this is a fault; the matcher may relink for longer.
TRANSACTION_TIMEOUT = {"app": "15s", "door": "15s", "matcher": "120s", "owner": "0"}


def data_dir() -> Path:
    """Where the embedded database and its secrets live (``ACCORD_DATA``, default ``.accord/demo``)."""
    return Path(os.environ.get("ACCORD_DATA", ".accord/demo")).resolve()


def secrets_dir() -> Path:
    """Where keys and role passwords live: outside the database, readable by its user alone (``ACCORD_SECRETS``)."""
    return Path(os.environ.get("ACCORD_SECRETS") or data_dir() / "secrets").resolve()


def role_url(role: str) -> str:
    """The address that signs in as this role, or "" where this process has none."""
    given = os.environ.get(f"ACCORD_{role.upper()}_URL")
    if given is not None:
        return given
    file = secrets_dir() / "roles.json"
    if not file.exists():
        return ""
    return str(json.loads(file.read_text()).get(role, ""))


def conninfo(url: str) -> dict[str, str]:
    """The parts of a ``postgresql://`` address, as libpq names them."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "dbname": unquote(parts.path.lstrip("/")),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "host": unquote(parts.hostname or "") or query.pop("host", ""),
        "port": str(parts.port or query.pop("port", "") or ""),
        **query,
    }


def django_database(role: str, *, search_path: str | None = None) -> dict[str, Any]:
    """One entry of Django's ``DATABASES`` for this role."""
    info = conninfo(role_url(role) or "postgresql:///accord")
    extra = {key: value for key, value in info.items() if key.startswith("ssl")}
    options = f"-c search_path={search_path or SEARCH_PATH[role]} -c transaction_timeout={TRANSACTION_TIMEOUT[role]}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": info["dbname"],
        "USER": info["user"],
        "PASSWORD": info["password"],
        "HOST": info["host"],
        "PORT": info["port"],
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": options, **extra},
        "TEST": {"MIRROR": None},
    }


def django_databases() -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``: by role, or all as the owner while ``ACCORD_MIGRATING`` is set."""
    if os.environ.get("ACCORD_MIGRATING"):
        return {
            "default": django_database("owner", search_path="accord"),
            "door": django_database("owner", search_path="door"),
            "matcher": django_database("owner", search_path="matching"),
        }
    return {
        "default": django_database("app"),
        "door": django_database("door"),
        "matcher": django_database("matcher"),
    }
