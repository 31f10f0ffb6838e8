"""Where a confidential service is: entered, shown on purpose, forgotten. The words go into no log and no entry.

The address is sealed under the key ``location``, bound to its row. Who may is decided twice: here by rule, and by the
policy of the table, which knows the agency's own members alone.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.base.crypto import open_sealed, seal
from accord.directory import rules
from accord.directory.models import Service, ShelterLocation

KEY = "location"


@dataclass(frozen=True, repr=False)
class Address:
    """No ``repr``: an address must not stand in a traceback."""

    street: str
    city: str = ""
    province: str = ""
    postal_code: str = ""
    directions: str = ""


def written(service: Service, member: Member) -> ShelterLocation | None:
    """The sealed row of the member's agency, unopened."""
    return ShelterLocation.objects.filter(service=service, agency_id=member.agency_id).first()


@sensitive_variables()
def enter_address(*, by: Member, service: Service, address: Address) -> None:
    """Write it down, in place of what stood there."""
    rules.require(rules.may_write_address(by, service))
    row = written(service, by) or ShelterLocation(agency_id=by.agency_id, service=service)
    is_new = row._state.adding
    row.sealed = seal(KEY, json.dumps(asdict(address)).encode(), aad=_place(row.id))
    row.written_at, row.written_by = now(), by.id
    if is_new:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["sealed", "written_at", "written_by"])
    audit.record("shelter_address.entered", row_id=row.id)


@sensitive_variables()
def reveal_address(*, by: Member, service: Service) -> Address | None:
    """The address, for one look; None where none is written. Raises ``NotOpened`` for a row that was tampered with."""
    rules.require(rules.holds_address(by, service))
    row = written(service, by)
    if row is None:
        return None
    said = json.loads(open_sealed(KEY, bytes(row.sealed), aad=_place(row.id)))
    audit.record("shelter_address.revealed", row_id=row.id)
    return Address(**{each.name: said.get(each.name, "") for each in fields(Address)})


def forget_address(*, by: Member, service: Service) -> None:
    rules.require(rules.may_write_address(by, service))
    row = written(service, by)
    if row is not None:
        gone = row.id
        row.delete()
        audit.record("shelter_address.forgotten", row_id=gone)


def _place(row: UUID) -> bytes:
    return f"shelter_location:{row}".encode()
