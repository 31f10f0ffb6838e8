"""Working a hit: seeing, answering, stepping forward, contact. What crosses to the other side, the matcher carries."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit, jobs
from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.deconfliction import rules
from accord.deconfliction.models import Hit, Step
from accord.deconfliction.models.hit import TAKEN_BACK
from accord.dossiers.models import Role, Seat
from accord.linkage import Judgement
from accord.notices.models import Notice, NoticeKind


def see_hit(*, by: Member, hit: Hit) -> None:
    """Note that this side has looked at the hit: from here it can close, and no longer vanish."""
    see_hits(by=by, hits=[hit])


def see_hits(*, by: Member, hits: Sequence[Hit]) -> None:
    """Note that this side has looked at the hits, as a list that names the other desks does."""
    unseen: dict[object, list[Hit]] = {}
    for hit in hits:
        if hit.first_seen_at is None:
            unseen.setdefault(hit.dossier_id, []).append(hit)
    for dossier_id, its in unseen.items():
        call("see_hits", dossier_id, [hit.id for hit in its])
        for hit in its:
            hit.first_seen_at = now()
            audit.record("hit.seen", dossier_id=hit.dossier_id, row_id=hit.id)


def answer_hit(*, by: Member, hit: Hit, judgement: Judgement, instead_of: str = "", reason: str = "") -> None:
    """Say whether both sides mean the same. ``instead_of``: the answer that the member saw when choosing.

    An answer may be changed at any time, with a reason; each side's latest stands, and the other sees it once both
    have answered. Raises ``AnsweredAlready`` where a colleague was faster, ``HitClosed``, ``PermissionDenied``.
    """
    _say(by, hit, judgement.value, instead_of, reason)


def take_answer_back(*, by: Member, hit: Hit, instead_of: str, reason: str) -> None:
    """Have no answer any more, and say why. The other side is told, and sees no answer until there is one again.

    What rests on the answer follows: no joint case is proposed or accepted; an open one stays, and says so.
    """
    _say(by, hit, TAKEN_BACK, instead_of, reason)


def _say(by: Member, hit: Hit, answer: str, instead_of: str, reason: str) -> None:
    rules.require(rules.works(by, hit.dossier_id), _("Answering needs a working seat on this dossier."))
    rules.require(
        not instead_of or answer == instead_of or bool(reason.strip()), _("Say why the answer changes.")
    )
    outcome = call("answer_hit", new_id(), hit.dossier_id, hit.id, answer, instead_of, reason, now())
    if outcome == "closed":
        raise rules.HitClosed
    rules.require(outcome != "broker", _("The coordination office answers for this hit: call it."))
    if outcome == "overtaken":
        raise rules.AnsweredAlready(Hit.objects.get(dossier_id=hit.dossier_id, id=hit.id))
    if outcome == "done":  # else it stood so already: the same form sent twice
        hit.answer = answer
        acts = {(True, True): "hit.answer_changed", (True, False): "hit.answer_taken_back"}
        act = acts.get((bool(instead_of), bool(answer)), "hit.answered")
        audit.record(act, dossier_id=hit.dossier_id, row_id=hit.id, reason=reason)
        _settle(hit)


def propose_step_forward(*, by: Member, hit: Hit, basis: str, reason: str) -> None:
    """A lead asks to become known to the other side; a second human signs. Nothing crosses before."""
    rules.require_open(hit)
    rules.require(
        rules.may_step_forward(by, hit), _("Only a lead of the side that is not known steps forward.")
    )
    rules.require(
        rules.basis_suffices(basis, about_victim=hit.about_victim),
        _("For a possible victim this takes that person's consent or a statutory ground."),
    )
    rules.require(bool(reason.strip()), _("Give the reason for stepping forward."))
    call("propose_step", hit.dossier_id, hit.id, basis, reason)
    hit.step, hit.step_basis, hit.step_reason, hit.step_proposed_by = Step.PROPOSED, basis, reason, by.id
    audit.record("hit.step_proposed", dossier_id=hit.dossier_id, row_id=hit.id, reason=reason)
    _tell_seats(by, hit, NoticeKind.COUNTERSIGN)


def countersign_step_forward(*, by: Member, hit: Hit) -> None:
    """The second human signs: the other side now learns of this desk."""
    rules.require_open(hit)
    rules.require(rules.works(by, hit.dossier_id), _("Signing needs a working seat on this dossier."))
    rules.require(
        hit.step_proposed_by != by.id, _("The second signature is another person's than the proposer's.")
    )
    call("sign_step", hit.dossier_id, hit.id)
    hit.step, hit.step_signed_by = Step.DONE, by.id
    audit.record("hit.stepped_forward", dossier_id=hit.dossier_id, row_id=hit.id)
    _settle(hit)


def record_contact(*, by: Member, hit: Hit) -> None:
    """The desks have spoken: the time it took is measured, once."""
    rules.require(rules.works(by, hit.dossier_id), _("This needs a working seat on this dossier."))
    if hit.contacted_at is not None:
        return
    at = now()
    _change(hit, contacted_at=at, contacted_by=by.id, contact_took=max(at - hit.measured_from, at - at))
    audit.record("hit.contacted", dossier_id=hit.dossier_id, row_id=hit.id)


def assign_hit(*, by: Member, hit: Hit, to: Member) -> None:
    """Give the hit to somebody with a working seat on the dossier, who is told."""
    rules.require(rules.works(by, hit.dossier_id), _("This needs a working seat on this dossier."))
    rules.require(rules.works(to, hit.dossier_id), _("This member holds no working seat on the dossier."))
    _change(hit, assigned_to=to.id)
    audit.record("hit.assigned", dossier_id=hit.dossier_id, row_id=hit.id)
    if to.id != by.id:
        Notice(
            recipient_id=to.id, kind=NoticeKind.HIT_ASSIGNED, dossier_id=hit.dossier_id, subject_id=hit.id
        ).save(force_insert=True)


def _change(hit: Hit, **values: object) -> None:
    changed = Hit.objects.filter(dossier_id=hit.dossier_id, id=hit.id).update(**values)
    rules.require(changed == 1, _("Your seat on this dossier no longer allows this."))
    for name, value in values.items():
        setattr(hit, name, value)


def _settle(hit: Hit) -> None:
    jobs.enqueue("settle_hit", dossier_id=hit.dossier_id, hit_id=hit.id)


def _tell_seats(by: Member, hit: Hit, kind: NoticeKind) -> None:
    working = Seat.objects.filter(
        dossier_id=hit.dossier_id, role__in=[Role.WORKER, Role.LEAD], until__gt=now()
    ).exclude(member_id=by.id)
    Notice.objects.bulk_create(
        Notice(recipient_id=seat.member_id, kind=kind, dossier_id=hit.dossier_id, subject_id=hit.id)
        for seat in working
    )
