"""The public directory and those who keep it."""

from __future__ import annotations

from typing import Any

from accord.directory.models import Organization
from accord.directory.queries import offer_of, published
from accord.web.directory.drafts import digest
from tests.matrix.row import KEY, NO, Row
from tests.matrix.stage import Stage

KEEPERS = "administrator broker lead"
LISTERS = f"{KEEPERS} support authority night clinic"
LISTING = {"name_en": "Quilt hall", "needs": ["food"], "status": "active"}

HELP_LINE = {"number": "988", "name_en": "A line", "name_fr": "Une ligne", "source": "called"}


def as_it_stands(stage: Stage) -> dict[str, Any]:
    """A form of the service that nobody has changed meanwhile."""
    row = published(stage.things["service"]["id"])
    assert row is not None
    return {**LISTING, "was": digest(offer_of(row))}


def stranger(stage: Stage) -> dict[str, Any]:
    return {"agency": str(stage.people["stranger"].agency_id)}


def two_organizations(stage: Stage) -> dict[str, Any]:
    one, other = (str(each.id) for each in Organization.objects.all()[:2])
    return {"one": one, "other": other, "verdict": "same"}


ROWS: dict[str, Row] = {
    "help:service": Row("service", "200 *", NO, public="200 405"),
    # What one's agency keeps, and nothing of others'
    "directory:list": Row("nothing", "200 *", "200 *"),
    "directory:new": Row(
        "nothing", f"200 {LISTERS}; 403 *", f"302 {LISTERS}; 403 *", {**LISTING, "form_key": KEY}
    ),
    "directory:service": Row("service", f"200 {KEEPERS}; 403 *", f"302 {KEEPERS}; 403 *", as_it_stands),
    "directory:duplicates": Row("nothing", "200 broker; 403 *", "302 broker; 403 *", two_organizations),
    "directory:lines": Row("nothing", "200 broker; 403 *", NO),
    "directory:line": Row("help_line", "200 broker; 403 *", "302 broker; 403 *", HELP_LINE),
    "directory:line_checked": Row("help_line", NO, "302 broker; 403 *"),
    "directory:keepers": Row("service", NO, "302 broker; 403 *", stranger),
    # The sealed address: the shelter's own people, and for nobody else is there such a page
    "directory:address": Row("shelter", "200 support; 404 *", "200 support; 404 *", {"act": "reveal"}),
}
