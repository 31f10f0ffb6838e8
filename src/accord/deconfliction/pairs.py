"""The table of pairs: what each side learns when two pointers meet. The whole promise of the platform on one screen.

Pure: no database, no clock, and blind to who came first (``what_each_learns(a, b)`` mirrors ``(b, a)``).

====================================  ======================================  ===================================
pair                                  what each side's dossier learns         the broker
====================================  ======================================  ===================================
open × open                           both: the other's desk                  (counts of unanswered hits)
open × protected                      open: nothing; protected: the desk      nothing
protected × protected                 nothing                                 both agencies, an opaque number
support × open                        support: "call the broker"; open: none  answers when called
support × protected, or support       nothing                                 with consent: as protected × both
same agency, human or dossier;        never matched                           nothing
immigration enforcement
====================================  ======================================  ===================================

A value that too many hold says nothing about two desks: whatever would be told goes to the broker alone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Told(StrEnum):
    """What one side's dossier learns, least first."""

    NOTHING = ""
    BROKER = "broker"  # "call the coordination office": no agency is named
    DESK = "desk"  # the other agency, its desk's phone, kind, strength, agreeing fields


class Why(StrEnum):
    """Why a pair stands in the broker's queue."""

    NOT_BROKERED = ""
    BOTH_PROTECTED = "both_protected"
    COMMON = "common"
    SUPPORT_CALLED = "support_called"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two pointers that met, as far as the table asks.

    ``support``: filed by an agency of the support realm. ``open``: its class after "protected wins". ``consents``:
    the survivor agreed to be matched. ``immigration``: the agency enforces immigration law, or the human who filed
    has an account at one that does.
    """

    agency: uuid.UUID
    human: uuid.UUID
    dossier: uuid.UUID
    support: bool = False
    open: bool = False
    consents: bool = False
    immigration: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the left side, the right side and the broker learn."""

    left: Told = Told.NOTHING
    right: Told = Told.NOTHING
    broker: Why = Why.NOT_BROKERED


NOTHING = Outcome()
BROKERED = Outcome(broker=Why.BOTH_PROTECTED)


def what_each_learns(left: Side, right: Side, *, common: bool = False) -> Outcome:
    """Look the pair up in the table above."""
    if never_matched(left, right):
        return NOTHING
    outcome = _with_support(left, right) if left.support or right.support else _without_support(left, right)
    if common and outcome != NOTHING:
        return Outcome(broker=Why.COMMON)
    return outcome


def never_matched(left: Side, right: Side) -> bool:
    """Whether the pair is none at all, however alike its pointers are."""
    return (
        left.agency == right.agency
        or left.human == right.human
        or left.dossier == right.dossier  # a joint case: its parties see each other's records there
        or left.immigration
        or right.immigration
    )


def _without_support(left: Side, right: Side) -> Outcome:
    if not left.open and not right.open:
        return BROKERED
    return Outcome(left=_told(right), right=_told(left))


def _told(other: Side) -> Told:
    return Told.DESK if other.open else Told.NOTHING


def _with_support(left: Side, right: Side) -> Outcome:
    # Support's own class changes nothing: what a shelter files is never shown to a desk by itself.
    if left.support and right.support:
        return BROKERED if left.consents and right.consents else NOTHING
    support, other = (left, right) if left.support else (right, left)
    if other.open:
        call = {"left" if left.support else "right": Told.BROKER}
        return Outcome(**call, broker=Why.SUPPORT_CALLED)
    return BROKERED if support.consents else NOTHING
