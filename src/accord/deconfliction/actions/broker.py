"""The coordination office introduces desks that may not know of each other, and lists values that mean nothing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit, jobs
from accord.base.row_security.call import call
from accord.deconfliction import rules
from accord.deconfliction.models import BrokerItem, CommonValue, IntroductionRequest
from accord.linkage import normalise_identifier


def broker_take(*, by: Member, item: BrokerItem) -> None:
    """The first broker takes the pair."""
    _step(by, item, "take")


def broker_second(*, by: Member, item: BrokerItem) -> None:
    """A second broker joins: two people look at every introduction."""
    _step(by, item, "second")


def ask_desks(*, by: Member, item: BrokerItem) -> None:
    """Ask both desks' leads whether they agree to be introduced. Neither learns who the other is."""
    rules.require(item.may_introduce, _("One of the filings does not allow contact."))
    _step(by, item, "ask")
    jobs.enqueue("ask_desks", item_id=item.id)


def agree_to_introduction(
    *, by: Member, request: IntroductionRequest, basis: str = "", reason: str = ""
) -> None:
    """A lead agrees for the desk. About a possible victim, with that person's consent or a statutory ground."""
    rules.require(
        not request.about_victim or rules.basis_suffices(basis, about_victim=True),
        _("For a possible victim this takes that person's consent or a statutory ground."),
    )
    _answer(by, request, "agree", basis, reason)


def decline_introduction(*, by: Member, request: IntroductionRequest, reason: str = "") -> None:
    """A lead declines; the other desk learns nothing of it."""
    _answer(by, request, "decline", "", reason)


def publish_common_value(*, by: Member, kind: str, value: str, context: str = "", reason: str) -> CommonValue:
    """Put a value on the public list of those that mean nothing. Raises ``linkage.NotUnderstood``."""
    rules.require(rules.is_broker(by), _("This is for brokers of the coordination office."))
    normal = normalise_identifier(kind, value, context=context)
    standing = CommonValue.objects.filter(kind=str(normal.kind), form=normal.form).first()
    if standing is not None:
        return standing
    row = CommonValue(
        kind=str(normal.kind), form=normal.form, shown=normal.shown, reason=reason, added_by=by.id
    )
    row.save(force_insert=True)
    audit.record("common_value.published", row_id=row.id, reason=reason)
    return row


def _step(by: Member, item: BrokerItem, step: str) -> None:
    rules.require(rules.is_broker(by), _("This is for brokers of the coordination office."))
    call("broker_step", item.id, step)
    item.refresh_from_db()
    audit.record(f"broker.{step}", row_id=item.id)


def _answer(by: Member, request: IntroductionRequest, answer: str, basis: str, reason: str) -> None:
    rules.require(rules.leads(by, request.dossier_id), _("Only a lead answers the coordination office."))
    call("answer_introduction", request.dossier_id, request.id, answer, basis, reason)
    request.answer = answer
    jobs.enqueue("settle_introduction", dossier_id=request.dossier_id, request_id=request.id)
    audit.record(f"introduction.{answer}", dossier_id=request.dossier_id, row_id=request.id, reason=reason)
