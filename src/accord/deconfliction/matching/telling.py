"""What ``line`` decided, as rows: hits, notices, the broker's queue. Gathered for many matches."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accord.base.clock import now
from accord.deconfliction.matching.held import MATCHER, Held, execute, execute_many, fetch
from accord.deconfliction.matching.models import Match, MatchSide
from accord.deconfliction.matching.numbers import derived_id
from accord.deconfliction.models import BrokerItem, Hit, HitState, IntroductionRequest
from accord.deconfliction.models.broker import BrokerState
from accord.deconfliction.pairs import Told, Why
from accord.notices.models import NoticeKind

RECORDS = """
SELECT p.id, p.record_id, p.subject_id, p.cls, p.about_victim, f.reference, f.filed_at
FROM unnest(%(dossiers)s::uuid[], %(pointers)s::uuid[]) AS asked(dossier, pointer) JOIN {table} p
ON p.dossier_id = asked.dossier AND p.id = asked.pointer
JOIN accord.filing f ON f.dossier_id = p.dossier_id AND f.id = p.filing_id
"""
RECORDS_OF_BOTH = " UNION ALL ".join(
    RECORDS.format(table=table) for table in ("accord.pointer", "accord.support_pointer")
)
SEATED = """
SELECT s.dossier_id, s.member_id FROM accord.seat s
WHERE s.dossier_id = ANY (%(dossiers)s) AND s.until > statement_timestamp() AND s.role = ANY (%(roles)s)
  AND s.human_id <> ALL (%(excluded)s) ORDER BY s.dossier_id, s.member_id
"""
EVERYBODY = ["reader", "worker", "lead"]


class Telling:
    """Differences to write. Every new row's id follows from what it is about."""

    def __init__(self, just_filed: frozenset[uuid.UUID], excluded: frozenset[uuid.UUID]) -> None:
        self.at = now()
        self.just_filed, self.excluded = just_filed, excluded
        self._new: list[tuple[Hit, Held]] = []
        self._changed: dict[tuple[uuid.UUID, uuid.UUID], dict[str, Any]] = defaultdict(dict)
        self._moved: list[tuple[Hit, Held]] = []
        self._vanished: list[Hit] = []
        self._notices: list[tuple[uuid.UUID, uuid.UUID, NoticeKind]] = []
        self._matches: list[Match] = []
        self._sides: list[MatchSide] = []
        self._items: list[BrokerItem] = []
        self._told_otherwise: list[uuid.UUID] = []
        self._unbrokered: list[tuple[Match, list[MatchSide]]] = []

    def hit(
        self,
        match: Match,
        mine: MatchSide,
        held: Held,
        other: MatchSide,
        hit: Hit | None,
        told: Told,
        known: bool,
    ) -> None:
        """This side's dossier has a hit that says this much."""
        facts = {
            "told": told.value,
            "other_agency_id": other.agency_id if told == Told.DESK else None,
            "known_to_other": known,
            "band": match.band,
            "agreed": match.agreed,
            "state": HitState.OPEN.value,
        }
        if hit is None:
            new = Hit(
                dossier_id=mine.dossier_id, id=mine.hit_id, created_at=self.at, number=match.number, kind=match.kind,
                subject=mine.subject, **facts,
            )  # fmt: skip
            self._new.append((new, held))
            self._notices.append((mine.dossier_id, mine.hit_id, NoticeKind.HIT))
            return
        if hit.told != told:
            self._notices.append((mine.dossier_id, mine.hit_id, NoticeKind.HIT_CHANGED))
        differing = {name: value for name, value in facts.items() if getattr(hit, name) != value}
        if differing:
            self.set(hit, **differing)
        self._moved.append((hit, held))

    def set(self, hit: Hit, **values: Any) -> None:
        """Change a hit's row, and nothing in it that this side's members may have written meanwhile."""
        self._changed[hit.dossier_id, hit.id].update(values)

    def carry_answers(self, left: Hit | None, right: Hit | None) -> None:
        """Both answers are shown together, or none is: where one is taken back, the other side sees none either."""
        if left is None or right is None or not (left.told == right.told == Told.DESK):
            return
        both = bool(left.answer and right.answer)
        for mine, other in ((left, right), (right, left)):
            shown = other.answer if both else ""
            if mine.other_answer != shown:
                self.set(mine, other_answer=shown, answers_shown_at=mine.answers_shown_at or self.at)
                self._notices.append((mine.dossier_id, mine.id, NoticeKind.HIT_CHANGED))

    def vanish(self, hits: Iterable[Hit]) -> None:
        """Nobody has looked: the rows go, and the notices with them."""
        self._vanished.extend(hits)

    def match(self, match: Match, *sides: MatchSide) -> None:
        """Remember how far this match has come."""
        self._matches.append(match)
        self._sides.extend(sides)

    def broker_item(
        self, match: Match, left: MatchSide, right: MatchSide, why: Why, *, may_introduce: bool
    ) -> None:
        """The pair stands in the broker's queue."""
        self._items.append(
            BrokerItem(
                id=derived_id("broker", match.id), number=match.number, left_agency_id=left.agency_id,
                right_agency_id=right.agency_id, why=why.value, may_introduce=may_introduce, created_at=self.at,
            )
        )  # fmt: skip

    def close_brokering(self, match: Match, sides: list[MatchSide]) -> None:
        """A side has withdrawn: there is nobody left to introduce."""
        self._unbrokered.append((match, sides))

    def not_brokered(self, match: Match) -> None:
        """The table has nothing (more) for the brokers: a pair that nobody has taken yet leaves their queue."""
        self._told_otherwise.append(derived_id("broker", match.id))

    def write(self) -> None:
        """Write it all, within the caller's transaction."""
        self._write_matches()
        self._write_hits()
        self._write_broker()
        self._tell()

    def _write_matches(self) -> None:
        execute_many(
            "UPDATE match SET closed_at = %s, introduced_at = %s WHERE id = %s"
            " AND (closed_at, introduced_at) IS DISTINCT FROM (%s, %s)",
            [
                (one.closed_at, one.introduced_at, one.id, one.closed_at, one.introduced_at)
                for one in self._matches
            ],
        )
        execute_many(
            "UPDATE match_side SET told = %s, stepped_at = %s WHERE match_id = %s AND side = %s",
            [(one.told, one.stepped_at, one.match_id, one.side) for one in self._sides],
        )

    def _write_hits(self) -> None:
        records = self._records([held for _hit, held in (*self._new, *self._moved)])
        for hit, held in self._new:
            record, subject, cls, victim, reference, filed_at = records[held.pointer_id]
            hit.record_id, hit.subject_id, hit.own_reference = record, subject, reference
            hit.my_class, hit.about_victim, hit.filed_at = cls, victim, filed_at
            hit.measured_from = filed_at if held.pointer_id in self.just_filed else self.at
        Hit.objects.using(MATCHER).bulk_create([hit for hit, _held in self._new], ignore_conflicts=True)
        for hit, held in self._moved:
            self._move(hit, records[held.pointer_id])
        for (dossier_id, hit_id), values in self._changed.items():
            Hit.objects.using(MATCHER).filter(dossier_id=dossier_id, id=hit_id).update(**values)
        if self._vanished:
            for gone in self._vanished:
                Hit.objects.using(MATCHER).filter(dossier_id=gone.dossier_id, id=gone.id).delete()
            execute("SELECT accord.unsay_hits(%s)", [[hit.id for hit in self._vanished]])

    def _move(self, hit: Hit, record: tuple[uuid.UUID, uuid.UUID, str, bool, str, datetime]) -> None:
        """The record that the hit was about was withdrawn, and another of the dossier holds the same."""
        names = ("record_id", "subject_id", "my_class", "about_victim", "own_reference")
        differing = {name: new for name, new in zip(names, record, strict=False) if getattr(hit, name) != new}
        if differing:
            self.set(hit, **differing)

    def _records(self, helds: list[Held]) -> dict[uuid.UUID, tuple[Any, ...]]:
        if not helds:
            return {}
        asked = {"dossiers": [one.dossier_id for one in helds], "pointers": [one.pointer_id for one in helds]}
        return {row[0]: row[1:] for row in fetch(RECORDS_OF_BOTH, asked)}

    def _write_broker(self) -> None:
        items = BrokerItem.objects.using(MATCHER)
        items.bulk_create(self._items, ignore_conflicts=True)
        again = [item.id for item in self._items]
        items.filter(id__in=again, state=BrokerState.CLOSED).update(state=BrokerState.WAITING)
        if self._told_otherwise:
            items.filter(id__in=self._told_otherwise, state=BrokerState.WAITING).delete()
        for match, sides in self._unbrokered:
            item = items.filter(id=derived_id("broker", match.id))
            item.filter(state=BrokerState.WAITING).delete()
            item.exclude(state=BrokerState.INTRODUCED).update(state=BrokerState.CLOSED)
            for side in sides:
                IntroductionRequest.objects.using(MATCHER).filter(
                    dossier_id=side.dossier_id, id=derived_id("request", side.hit_id), closed_at=None
                ).update(closed_at=self.at)

    def _tell(self) -> None:
        if not self._notices:
            return
        asked = {
            "dossiers": list({dossier for dossier, _about, _kind in self._notices}),
            "roles": EVERYBODY,
            "excluded": list(self.excluded),
        }
        seated: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
        for dossier, member in fetch(SEATED, asked):
            seated[dossier].append(member)
        send_notices(
            (
                (member, kind, dossier, about)
                for dossier, about, kind in self._notices
                for member in seated[dossier]
            ),
            self.at,
        )


def send_notices(
    lines: Iterable[tuple[uuid.UUID, NoticeKind, uuid.UUID | None, uuid.UUID | None]], at: datetime
) -> None:
    """(recipient, kind, dossier, subject) each, once a moment."""
    rows = [
        (
            derived_id("notice", kind.value, recipient, str(dossier), str(about), at.isoformat()),
            recipient, kind.value, dossier, about, at,
        )
        for recipient, kind, dossier, about in lines
    ]  # fmt: skip
    execute_many(
        "INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        rows,
    )
