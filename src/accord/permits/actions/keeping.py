"""Keeping the published list, and choosing an optional right for one's agency."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.permits import rules
from accord.permits.actions.permission import require
from accord.permits.models import PathwayUse, Right

EDITABLE = frozenset(
    {"name_en", "name_fr", "gives_en", "gives_fr", "asks_not_en", "asks_not_fr", "conditions_en", "conditions_fr",
     "min_months", "max_months", "facts", "effective_from", "effective_to", "verified_on", "source", "source_fr"}
)  # fmt: skip


def edit_right(*, by: Member, right: Right, changes: Mapping[str, Any]) -> None:
    """Change what is published. From here on a new version of the platform leaves this right as it is.

    Raises ``ValueError`` for a column that is not changed here.
    """
    require(rules.keeps_rights(by), _("This is for brokers of the coordination office."))
    if unknown := set(changes) - EDITABLE:
        raise ValueError(sorted(unknown))
    for name, value in changes.items():
        setattr(right, name, value)
    right.edited_by, right.edited_at = by.id, now()
    right.save(update_fields=[*changes, "edited_by", "edited_at"])
    audit.record("right.edited", row_id=right.id)


def switch_pathway(*, by: Member, right: Right, on: bool) -> None:
    """Show an optional right to one's agency, or show it no more."""
    require(rules.may_switch(by, right), _("An administrator of the agency chooses this."))
    use = PathwayUse.objects.filter(agency_id=by.agency_id, right=right).first()
    if use is None:
        PathwayUse(agency_id=by.agency_id, right=right, active=on).save(force_insert=True)
    elif use.active != on:
        use.active = on
        use.save(update_fields=["active"])
    audit.record("pathway.switched_on" if on else "pathway.switched_off", row_id=right.id)
