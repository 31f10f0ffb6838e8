"""Keeping the directory on the pages: services by those who offer them, keepers and judgements by the office."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Agency, Member
from accord.base import audit
from accord.base.row_security.call import call
from accord.directory import rules
from accord.directory.loading import OURS, rows_of
from accord.directory.models import Service
from accord.directory.records import Offer, Provider


def keep_service(*, by: Member, service: Service, offer: Offer) -> None:
    """The service as its keeper says it is. From then on it is the keeper's, whatever a list says later."""
    rules.require(rules.may_keep(by, service))
    call("keep_service", service.id, _rows(offer))
    audit.record("service.kept", row_id=service.id)


def list_service(*, by: Member, offer: Offer, form_key: uuid.UUID) -> uuid.UUID:
    """A new service of the member's agency; the id that it has from now on. The same form sent twice lists it once."""
    if not (rules.keeps_own(by) or rules.keeps_all(by)):
        raise PermissionDenied(_("A service is listed by an administrator or by intake."))
    own = Provider(str(by.agency_id), by.agency.name_en, by.agency.name_fr)
    call("list_service", form_key, _rows(replace(offer, provider=own)))
    audit.record("service.listed", row_id=form_key)
    return form_key


def set_keeper(*, by: Member, service: Service, agency: Agency, keeps: bool) -> None:
    """Which agency keeps a service, or no longer does."""
    rules.require(rules.keeps_all(by))
    call("set_keeper", service.id, agency.id, keeps)
    audit.record("service.keeper_named" if keeps else "service.keeper_ended", row_id=service.id)


def _rows(offer: Offer) -> str:
    return json.dumps(rows_of(OURS, [offer]), default=str)
