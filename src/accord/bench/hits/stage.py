"""Two agencies, each with a desk, a lead who files and a second human who countersigns."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from accord.agencies.founding import Founding
from accord.agencies.models import Member
from accord.base.clock import new_id
from accord.base.row_security.call import call
from accord.base.row_security.session import acting
from accord.door.models import Account
from accord.door.opening import open_session


@dataclass(frozen=True)
class Desk:
    """One agency of the bench."""

    agency_id: uuid.UUID
    dossier_id: uuid.UUID
    lead_session: str
    second_session: str

    @contextmanager
    def lead(self) -> Iterator[Member]:
        """A committed transaction of the lead."""
        with _acting(self.lead_session) as member:
            yield member

    @contextmanager
    def second(self) -> Iterator[Member]:
        """A committed transaction of the second human."""
        with _acting(self.second_session) as member:
            yield member


def open_desk(name: str) -> Desk:
    """Found an enforcement agency with two members and open its desk."""
    agency, lead, second = new_id(), new_id(), new_id()
    with Founding() as founding:
        founding.agency(id=agency, short_name=name, realm="enforcement", name_en=name, name_fr=name,
                        desk_phone="+1 613 555 0100")  # fmt: skip
        for member, duties in ((lead, ["commander"]), (second, [])):
            founding.member(
                id=member, agency=agency, human_id=new_id(), name=f"{name} {duties}", duties=duties
            )
    sessions = [
        open_session(Account.objects.create_user(f"{member}@example.org", id=member))
        for member in (lead, second)
    ]
    with _acting(sessions[0]):
        dossier = call("open_dossier", new_id(), "desk", name)
        call("grant_seat", dossier, second, "worker", 90)
    return Desk(agency, dossier, *sessions)


@contextmanager
def _acting(session: str) -> Iterator[Member]:
    with acting(door="cli", route="bench.hits", session=session) as trail:
        assert trail.member_id is not None
        yield Member.objects.select_related("agency").get(pk=trail.member_id)
