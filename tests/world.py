"""Peopling a test's partnership: agencies, members, sessions, desks.

Arranging is done by the database's administrator; acting goes through the real roles: ``with world.acting(member):``
runs as that member does, under row security, in a transaction that commits.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.test import Client

from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.base.row_security.session import acting
from accord.dossiers.models import Dossier

WIPE = """
DO $$ DECLARE t record; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR t IN SELECT schemaname, relname FROM pg_stat_user_tables
           WHERE schemaname IN ('accord', 'door', 'matching', 'jobs') AND relname <> 'django_migrations' LOOP
    EXECUTE format('DELETE FROM %I.%I', t.schemaname, t.relname);
  END LOOP;
END $$
"""


class World:
    """What a test arranges. Names count up by themselves; every value can be given."""

    def __init__(self, admin_url: str) -> None:
        self.admin = psycopg.connect(admin_url, autocommit=True)
        self._count = itertools.count(1)
        self._sessions: dict[uuid.UUID, str] = {}

    def clear(self) -> None:
        self.admin.execute(WIPE)
        self.admin.close()

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Arrange, or look behind the rule, as the administrator."""
        cursor = self.admin.execute(statement, values)
        return cursor.fetchall() if cursor.description else []

    def agency(
        self, realm: str = "enforcement", *, short_name: str = "", immigration: bool = False, **more: Any
    ) -> Agency:
        short = short_name or f"Agency {next(self._count)}"
        agency = Agency(
            short_name=short,
            name_en=f"{short} (English)",
            name_fr=f"{short} (français)",
            realm=realm,
            immigration_enforcement=immigration,
            desk_phone="+1 613 555 0100",
            **more,
        )
        self._insert("agency", agency)
        return agency

    def member(
        self, agency: Agency | None = None, *, name: str = "", duties: list[str] | None = None, **more: Any
    ) -> Member:
        member = Member(
            agency=agency or self.agency(),
            name=name or f"Member {next(self._count)}",
            duties=duties or [],
            **more,
        )
        self._insert("member", member)
        return member

    def desk(self, lead: Member, *others: Member, title: str = "Desk", role: str = "worker") -> Dossier:
        """A desk of the lead's agency, opened through the real function; ``others`` get seats from the lead."""
        return self.dossier("desk", lead, *others, title=title, role=role)

    def dossier(
        self, kind: str, lead: Member, *others: Member, title: str = "", role: str = "worker"
    ) -> Dossier:
        if kind == "desk":
            self.sql("UPDATE accord.member SET duties = duties || '{commander}' WHERE id = %s", lead.id)
        with self.acting(lead):
            new = call("open_dossier", uuid.uuid4(), kind, title or f"{kind} {next(self._count)}")
            for other in others:
                call("grant_seat", new, other.id, role, 90)
            return Dossier.objects.get(pk=new)

    def session(self, member: Member) -> str:
        """The raw token of a signed-in browser of this member."""
        if member.id not in self._sessions:
            self._sessions[member.id] = self._sign_in(member)
        return self._sessions[member.id]

    @contextmanager
    def acting(self, member: Member) -> Iterator[audit.Trail]:
        """A committed transaction on behalf of the member, with its audit trail."""
        with acting(door="web", route="test", session=self.session(member)) as trail:
            yield trail

    def browser(self, member: Member | None = None, *, language: str = "en") -> Client:
        """Django's test client, signed in as the member if one is given."""
        client = Client(headers={"accept-language": language}, raise_request_exception=True)
        if member is not None:
            client.cookies["accord_session"] = self.session(member)
        return client

    def _sign_in(self, member: Member) -> str:
        from accord.door.models import Account
        from accord.door.opening import open_session

        account = Account.objects.filter(pk=member.id).first() or Account.objects.create_user(
            f"{member.id}@example.org", id=member.id
        )
        return open_session(account)

    def _insert(self, table: str, row: Any) -> None:
        fields = list(row._meta.local_concrete_fields)
        columns = ", ".join(f'"{field.column}"' for field in fields)
        places = ", ".join(["%s"] * len(fields))
        self.sql(
            f"INSERT INTO accord.{table} ({columns}) VALUES ({places})",
            *[getattr(row, field.attname) for field in fields],
        )
