"""Every act on a referral, in every state, by everybody: done as it is written down, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.consent import actions as consents
from accord.consent.models import Consent
from accord.dossiers.models import Dossier
from accord.referrals import actions
from accord.referrals.drafts.actions import discard_draft, keep_draft
from accord.referrals.models import Referral
from accord.referrals.vocabulary import Decline, State
from tests.referrals.sending import FACTS, errand, keep, received, send
from tests.support.files import File, open_file

ACTS = ["keep", "send", "discard", "take up", "accept", "decline", "withdraw", "finish", "open a file"]
MOVES = {
    "take up": State.IN_PROGRESS, "accept": State.ACCEPTED, "decline": State.DECLINED, "withdraw": State.WITHDRAWN,
    "finish": State.DONE,
}  # fmt: skip
ACTORS = ["sender", "receiver", "reader", "stranger"]
GONE = "gone"
# Whoever holds no seat on the file finds none: the page answers "not found".
REFUSALS = (PermissionDenied, Dossier.DoesNotExist)
# What is allowed, and the state that follows. Everything else is refused. Written by hand: not read from the code.
ALLOWED: dict[tuple[str, str, str], str] = {
    ("sender", "draft", "keep"): "draft",
    ("sender", "draft", "send"): "sent",
    ("sender", "draft", "discard"): GONE,
    ("sender", "sent", "withdraw"): "withdrawn",
    ("sender", "in_progress", "withdraw"): "withdrawn",
    ("sender", "accepted", "withdraw"): "withdrawn",
    ("sender", "accepted", "finish"): "done",
    ("receiver", "sent", "take up"): "in_progress",
    ("receiver", "sent", "accept"): "accepted",
    ("receiver", "sent", "decline"): "declined",
    ("receiver", "in_progress", "accept"): "accepted",
    ("receiver", "in_progress", "decline"): "declined",
    ("receiver", "accepted", "finish"): "done",
    ("receiver", "accepted", "open a file"): "accepted",
}
# The same form, sent again: the referral that stands is given back, and nothing changes.
AGAIN = [state for state in State.values if state != "draft"]
OUTSIDE: dict[tuple[str, str], str] = {
    ("draft", "keep"): "draft", ("draft", "send"): "sent", ("draft", "discard"): GONE,
    ("sent", "take up"): "in_progress", ("sent", "accept"): "accepted", ("sent", "decline"): "declined",
    ("sent", "withdraw"): "withdrawn", ("in_progress", "accept"): "accepted",
    ("in_progress", "decline"): "declined", ("in_progress", "withdraw"): "withdrawn",
    ("accepted", "finish"): "done", ("accepted", "withdraw"): "withdrawn",
}  # fmt: skip
HOW: dict[str, list[tuple[str, State]]] = {
    "sent": [], "in_progress": [("receiver", State.IN_PROGRESS)], "accepted": [("receiver", State.ACCEPTED)],
    "declined": [("receiver", State.DECLINED)], "withdrawn": [("sender", State.WITHDRAWN)],
    "done": [("receiver", State.ACCEPTED), ("sender", State.DONE)], "revoked": [],
}  # fmt: skip


class Play:
    """One referral brought to a state, and who may try what on it."""

    def __init__(self, world: Any, state: str, *, outside: bool) -> None:
        file = open_file(
            world,
            world.member(world.agency("support")),
            world.member(world.agency("support"), duties=["intake"]),
        )
        self.world, self.file = world, file
        trainee, stranger = (
            world.member(file.lead.agency),
            world.member(world.agency("support"), duties=["intake"]),
        )
        with world.acting(file.lead):
            call("grant_seat", file.row.dossier_id, trainee.id, "reader", 30)
        self.people = {"sender": file.lead, "receiver": file.clinic, "reader": trainee, "stranger": stranger}
        self.consent: Consent = _agreed(file, outside)
        first = keep(file, self.consent) if state == "draft" else send(file, self.consent)
        self.event, self.mine = first.event_id, first
        self.theirs = None if outside or state == "draft" else received(file)
        for who, to in HOW.get(state, []):
            self._move("sender" if outside else who, to)
        if state == "revoked":
            with world.acting(file.lead):
                consents.withdraw_consent(by=file.lead, consent=self.consent)

    def row_of(self, who: str) -> Referral:
        """As this one's own page would have found it; a stranger names the receiver's row, or else the sender's."""
        row = self.theirs if who in ("receiver", "stranger") and self.theirs else self.mine
        with self.world.acting(self.people["receiver" if row is self.theirs else "sender"]):
            row.refresh_from_db()
        return row

    def _move(self, who: str, to: State) -> None:
        by = self.people[who]
        row = self.row_of(who)
        with self.world.acting(by):
            decline = Decline.FULL if to == State.DECLINED else None
            actions.move(by=by, referral=row, to=to, decline=decline)

    def try_it(self, who: str, act: str) -> None:
        by = self.people[who]
        if act in MOVES:
            return self._move(who, MOVES[act])
        row = self.row_of(who)
        rest: dict[str, Callable[[], Any]] = {
            "keep": lambda: keep_draft(by=by, dossier=self.file.dossier, errand=errand(), form_key=self.event,
                                       consent=self.consent),
            "send": lambda: actions.refer(by=by, consent=self.consent, errand=errand(), facts=FACTS,
                                          form_key=self.event),
            "discard": lambda: discard_draft(by=by, draft=row),
            "open a file": lambda: actions.open_file_from(by=by, referral=row),
        }  # fmt: skip
        with self.world.acting(by):
            rest[act]()
        return None

    def picture(self) -> Any:
        sql = self.world.sql
        return (
            sql(
                "SELECT dossier_id, side, state, decline, reply, moved_at FROM accord.referral ORDER BY 1, 2"
            ),
            sql("SELECT dossier_id, state FROM accord.referral_event ORDER BY created_at, dossier_id"),
            sql("SELECT dossier_id, side, revoked_at, fields::text FROM accord.disclosure ORDER BY 1, 2"),
        )

    def states(self) -> set[str]:
        rows = self.world.sql("SELECT state FROM accord.referral WHERE event_id = %s", self.event)
        return {state for (state,) in rows} or {GONE}


def _agreed(file: File, outside: bool) -> Consent:
    return file.agree(recipient=None, recipient_name="Dr Quimper") if outside else file.agree()


def _refused_in_words(play: Play, who: str, act: str) -> None:
    before = play.picture()
    with pytest.raises(Exception) as refusal:
        play.try_it(who, act)
    assert isinstance(refusal.value, REFUSALS), (who, act, refusal.value)
    words = str(refusal.value)
    assert len(words) > 15 and "accord." not in words and "NULL" not in words, (who, act, words)
    assert play.picture() == before, (who, act)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", State.values)
def test_everybody_may_do_what_is_written_down_and_nothing_else(world, state, act):
    play = Play(world, state, outside=False)
    assert play.states() == {state}
    refused = [who for who in ACTORS if (who, state, act) not in ALLOWED]
    for who in refused:
        if (who, act) == ("sender", "send") and state in AGAIN:
            before = play.picture()
            play.try_it(who, act)
            assert play.picture() == before
        else:
            _refused_in_words(play, who, act)
    for who in set(ACTORS) - set(refused):
        anew = Play(world, state, outside=False)
        anew.try_it(who, act)
        assert anew.states() == {ALLOWED[who, state, act]}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", State.values)
def test_worker_notes_both_sides_of_a_service_outside(world, state, act):
    play = Play(world, state, outside=True)
    assert play.states() == {state}
    for who in ("reader", "stranger"):
        _refused_in_words(play, who, act)
    if (state, act) in OUTSIDE:
        play.try_it("sender", act)
        assert play.states() == {OUTSIDE[state, act]}
    elif act == "send" and state in AGAIN:
        before = play.picture()
        play.try_it("sender", act)
        assert play.picture() == before
    else:
        _refused_in_words(play, "sender", act)
