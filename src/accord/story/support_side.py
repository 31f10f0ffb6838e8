"""The survivors' side of the story, told through the platform's own actions: files, agreements, referrals, permits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from accord.agencies.models import Agency
from accord.base.clock import now
from accord.base.reference import reference_of
from accord.base.row_security.call import call
from accord.consent import actions as consents
from accord.consent.models import StatutoryPush
from accord.consent.pushes import actions as pushes
from accord.consent.vocabulary import Answer, Fact, Purpose, PushBasis
from accord.directory.vocabulary import Need
from accord.referrals import actions as referrals
from accord.referrals.models import Referral
from accord.referrals.vocabulary import Decline, State
from accord.story import across, ageing, permit_side, stays, team_side, words
from accord.story.cast import MEMBERS, story_id
from accord.story.lives import LIVES
from accord.story.stage import Stage
from accord.story.told import Told, lead_of, member
from accord.support import actions
from accord.support.actions.file import FileDraft
from accord.support.models import FollowUp
from accord.support.screening import Kind
from accord.support.screening import State as Said
from accord.support.vocabulary import (
    AgeGroup,
    AlertKind,
    Closing,
    Complaint,
    DutyOutcome,
    Gender,
    Identity,
    NeedCategory,
    Outcome,
    Support,
    Urgency,
    Whereabouts,
)

REFERRED = (Fact.CHOSEN_NAME, Fact.LANGUAGES, Fact.AGE_BAND, Fact.INTERPRETER, Fact.CITY)
NEEDS = {each.value for each in NeedCategory}


def tell(stage: Stage) -> list[Told]:
    """All lives, then their time, then what is done today."""
    told = [Told(stage, life, number) for number, life in enumerate(LIVES)]
    for each in told:
        _open(each)
        _do(each, ACTS)
    ageing.age([([each.file.dossier_id], each.life.days) for each in told])
    for each in told:
        _do(each, TODAY)
    return told


def _do(told: Told, acts: dict[str, Callable[[Told, str], None]]) -> None:
    for act in told.life.acts.split():
        name, _colon, rest = act.partition(":")
        if name in acts:
            acts[name](told, rest)


def _open(told: Told) -> None:
    life = told.life
    born = date(now().year - life.age, 1 + told.number % 12, 1 + told.number % 27)
    identity = {
        Identity.CHOSEN_NAME: life.name, Identity.LEGAL_NAME: life.legal, Identity.DATE_OF_BIRTH: born.isoformat(),
        Identity.PHONE: f"514 555 01{60 + told.number}",
    }  # fmt: skip
    languages = life.languages.split()
    draft = FileDraft(
        age_group=AgeGroup.MINOR if life.is_minor else AgeGroup.ADULT, age=life.age, gender=Gender(life.gender),
        languages=languages, interpreter="" if {"fr", "en"} & set(languages) else languages[0], city=life.city,
        province=life.province, identity=identity,
    )  # fmt: skip
    with told.acting():
        told.file = actions.open_file(by=told.by, draft=draft, form_key=story_id("life", life.name))
        changes = {"support": Support(life.support), "complaint": Complaint(life.complaint)}
        actions.change_file(by=told.by, file=told.file, changes=changes)
        for code in life.needs.split():
            if code in NEEDS:
                urgency = Urgency.TODAY if code in ("shelter", "safety", "medical") else Urgency.WEEK
                actions.set_need(by=told.by, file=told.file, category=NeedCategory(code), urgency=urgency)
        _follow_up(told)
        actions.write_note(by=told.by, file=told.file, words=words.note(told.french, told.number))


def _follow_up(told: Told) -> None:
    """Those whose day has come were made in time, but for one file in seven."""
    for row in FollowUp.objects.filter(dossier_id=told.file.dossier_id, done_at__isnull=True):
        came = row.due_at <= now() + timedelta(days=told.life.days)
        if came and told.number % 7 != 3:
            actions.finish_follow_up(by=told.by, follow_up=row, outcome=Outcome.SPOKEN)


def _screen(told: Told, _rest: str = "", about: Kind = Kind.SEXUAL) -> None:
    with told.acting():
        begun = actions.start_screening(by=told.by, file=told.file, instrument="walk-in", about=about)
        said = {f"W.{1 + (told.number + step) % 10:02d}": state for step, state in enumerate(words.ANSWERS)}
        actions.save_answers(
            by=told.by, screening=begun, answers={code: Said(state) for code, state in said.items()}
        )


def _safety(told: Told, _rest: str) -> None:
    with told.acting():
        actions.write_safety_plan(by=told.by, file=told.file, parts=words.safety(told.french))


def _duty(told: Told, _rest: str) -> None:
    with told.acting():
        actions.record_duty(
            by=told.by, file=told.file, outcome=DutyOutcome.CALLED, words=words.called(told.french)
        )


def _alert(told: Told, kind: AlertKind) -> None:
    with told.acting():
        actions.raise_alert(
            by=told.by, file=told.file, kind=kind, words=words.alert(told.french, kind == AlertKind.MISSING),
            last_contact_at=now() - timedelta(hours=5), next_check_at=now() + timedelta(hours=2),
        )  # fmt: skip


def _goal(told: Told, _rest: str) -> None:
    with told.acting():
        actions.add_goal(by=told.by, file=told.file, words=words.goal(told.french, told.number))
        summary = actions.draft_summary(by=told.by, file=told.file, words=words.summary(told.french))
        actions.read_summary_back(by=told.by, summary=summary, language=told.life.languages.split()[0])
        actions.approve_summary(by=told.by, summary=summary)


def _children(told: Told, _rest: str) -> None:
    with told.acting():
        actions.add_child(by=told.by, file=told.file, name="Mia", age=6, whereabouts=Whereabouts.WITH_HER)


def _refer(told: Told, rest: str) -> None:
    to, _colon, ends = rest.partition(":")
    with told.acting():
        consent = told.agree(Purpose.REFERRAL, to, REFERRED)
        errand = referrals.Errand(
            service_name=str(consent.recipient), need=Need.SHELTER if to in ("Havre", "Lakeside") else Need.HEALTH,
            caller=told.by.name, caller_phone=told.by.agency.desk_phone, urgent=ends == "silent",
        )  # fmt: skip
        facts = {Fact.CHOSEN_NAME: told.life.name, Fact.LANGUAGES: ", ".join(told.life.languages.split())}
        sent = referrals.refer(by=told.by, consent=consent, errand=errand, facts=facts,
                               form_key=story_id("referral", told.life.name, to))  # fmt: skip
    if ends in ("sent", "silent"):
        return
    if ends == "withdrawn":
        with told.acting():
            referrals.move(by=told.by, referral=sent, to=State.WITHDRAWN)
        return
    other = lead_of(to)
    for state in {"done": ("accepted", "done")}.get(ends, (ends,)):
        with told.acting(other):
            row = Referral.objects.get(event_id=sent.event_id)
            decline = Decline.FULL if state == State.DECLINED else None
            reply = "" if decline else words.reply(other.language == "fr")
            referrals.move(by=member(other), referral=row, to=State(state), decline=decline, reply=reply)


def _push(told: Told, how: str) -> None:
    """Youth protection is told by law: one proposes, a second human signs; or has not yet, or it was not needed."""
    if how:
        _not_sent(told, how)
        return
    second = next(each for each in MEMBERS if each.agency == told.life.by and each.id != told.part.id)
    key = story_id("push", told.life.name)
    with told.acting():
        call("grant_seat", told.file.dossier_id, second.id, "worker", 60)
        pushes.propose_push(
            by=told.by, dossier=told.dossier, form_key=key,
            push=pushes.Push(
                basis=PushBasis.CHILD_DUTY, law="YPA-39", purpose=words.protects(told.french),
                facts={Fact.CHOSEN_NAME: told.life.name, Fact.AGE_BAND: str(told.life.age)},
                why=words.called(told.french), recipient=Agency.objects.get(pk=story_id("agency", "DPJ")),
            ),
        )  # fmt: skip
    with told.acting(second):
        row = StatutoryPush.objects.get(dossier_id=told.file.dossier_id, id=key)
        pushes.sign_push(by=member(second), push=row, title=reference_of(key, "P"))


def _not_sent(told: Told, how: str) -> None:
    """Police are to be told to find her: it waits for a signature, or she called and it was thrown away."""
    key = story_id("push", told.life.name)
    with told.acting():
        pushes.propose_push(
            by=told.by, dossier=told.dossier, form_key=key,
            push=pushes.Push(
                basis=PushBasis.LIFE_THREAT, law="A-2.1-59.1", purpose=words.life_in_danger(told.french),
                facts={Fact.CHOSEN_NAME: told.life.name, Fact.CITY: told.life.city},
                why=words.not_reached(told.french), recipient=Agency.objects.get(pk=story_id("agency", "SPVG")),
            ),
        )  # fmt: skip
        if how == "discarded":
            row = StatutoryPush.objects.get(dossier_id=told.file.dossier_id, id=key)
            pushes.discard_push(by=told.by, push=row)


def _refused(told: Told, _rest: str) -> None:
    with told.acting():
        told.agree(Purpose.POLICE, "EILP", [Fact.CHOSEN_NAME], answer=Answer.REFUSED)


def _withdraw(told: Told, how: str) -> None:
    """She takes an agreement back: with a worker, or by herself with the card."""
    with told.acting():
        consent = told.agree(Purpose.REFERRAL, "Clinique", REFERRED)
        if how == "worker":
            consents.withdraw_consent(by=told.by, consent=consent)
        else:
            consents.withdraw_by_card(consents.make_card(by=told.by, dossier=told.dossier))


def _close(told: Told, why: str) -> None:
    with told.acting():
        actions.close_file(by=told.by, file=told.file, closing=Closing(why))


def _reach(told: Told, _rest: str) -> None:
    with told.acting():
        actions.set_need(
            by=told.by, file=told.file, category=NeedCategory.HOUSING, words=words.goal(told.french, 1)
        )


def _lost(told: Told, _rest: str) -> None:
    with told.acting():
        actions.change_file(by=told.by, file=told.file, changes={"contact": "out_of_reach"})


ACTS: dict[str, Callable[[Told, str], None]] = {
    "screen": _screen,
    "labour": lambda told, rest: _screen(told, rest, Kind.LABOUR),
    "safety": _safety,
    "duty": _duty,
    "danger": lambda told, rest: _alert(told, AlertKind.DANGER),
    "missing": lambda told, rest: _alert(told, AlertKind.MISSING),
    "goal": _goal,
    "children": _children,
    "refer": _refer,
    "permit": permit_side.apply,
    "compensation": permit_side.ask_compensation,
    "paper": permit_side.apply_on_paper,
    "clock": permit_side.start_clock,
    "refused": _refused,
    "push": _push,
    "withdraw": _withdraw,
    "closed": _close,
    "reached": _reach,
    "lost": _lost,
    "police": lambda told, rest: across.meet_police(told, Purpose.POLICE),
    "court": lambda told, rest: across.meet_police(told, Purpose.COURT),
    "match": lambda told, rest: across.be_matched(told),
}
# Done once the lives have their age: what is booked, covered and shared from today on.
TODAY: dict[str, Callable[[Told, str], None]] = {
    "interpreter": team_side.book_interpreter,
    "cover": team_side.arrange_cover,
    "team": team_side.bring_in,
    "hand": team_side.hand_over,
    "hold": stays.hold_for,
    "placed": stays.turned_away_and_placed,
}
