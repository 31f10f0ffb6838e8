"""The table of pairs, cell by cell and in both orders, without a database."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from accord.deconfliction.pairs import NOTHING, Outcome, Side, Told, Why, what_each_learns

A, B = (
    Side(agency=uuid.UUID(int=n), human=uuid.UUID(int=n + 10), dossier=uuid.UUID(int=n + 20)) for n in (1, 2)
)

OPEN, PROTECTED = {"open": True}, {"open": False}
SHELTER = {"support": True}
NO, CALL, DESK = Told.NOTHING, Told.BROKER, Told.DESK

TABLE = [
    (OPEN, OPEN, Outcome(DESK, DESK)),
    (OPEN, PROTECTED, Outcome(NO, DESK)),
    (PROTECTED, PROTECTED, Outcome(NO, NO, Why.BOTH_PROTECTED)),
    (SHELTER, OPEN, Outcome(CALL, NO, Why.SUPPORT_CALLED)),
    (SHELTER | OPEN, OPEN, Outcome(CALL, NO, Why.SUPPORT_CALLED)),
    (SHELTER | {"consents": True}, OPEN, Outcome(CALL, NO, Why.SUPPORT_CALLED)),
    (SHELTER, PROTECTED, NOTHING),
    (SHELTER | OPEN, PROTECTED, NOTHING),
    (SHELTER | {"consents": True}, PROTECTED, Outcome(NO, NO, Why.BOTH_PROTECTED)),
    (SHELTER, SHELTER, NOTHING),
    (SHELTER | OPEN, SHELTER | OPEN, NOTHING),
    (SHELTER | {"consents": True}, SHELTER, NOTHING),
    (SHELTER | {"consents": True}, SHELTER | {"consents": True}, Outcome(NO, NO, Why.BOTH_PROTECTED)),
]


def mirrored(outcome: Outcome) -> Outcome:
    return Outcome(outcome.right, outcome.left, outcome.broker)


@pytest.mark.parametrize(("left", "right", "outcome"), TABLE)
def test_cell_says_the_same_whoever_came_first(left, right, outcome):
    assert what_each_learns(replace(A, **left), replace(B, **right)) == outcome
    assert what_each_learns(replace(B, **right), replace(A, **left)) == mirrored(outcome)


@pytest.mark.parametrize(("left", "right", "outcome"), TABLE)
def test_over_common_value_goes_to_the_broker_alone(left, right, outcome):
    expected = NOTHING if outcome == NOTHING else Outcome(broker=Why.COMMON)
    assert what_each_learns(replace(A, **left), replace(B, **right), common=True) == expected
    assert what_each_learns(replace(B, **right), replace(A, **left), common=True) == expected


@pytest.mark.parametrize(("left", "right", "outcome"), TABLE)
@pytest.mark.parametrize("same", ["agency", "human", "dossier"])
def test_one_agency_human_or_dossier_never_meets_itself(left, right, outcome, same):
    other = replace(B, **{same: getattr(A, same)}, **right)
    assert what_each_learns(replace(A, **left), other) == NOTHING
    assert what_each_learns(other, replace(A, **left)) == NOTHING


@pytest.mark.parametrize(("left", "right", "outcome"), TABLE)
@pytest.mark.parametrize("common", [False, True])
def test_immigration_enforcement_meets_nobody(left, right, outcome, common):
    excluded = replace(A, immigration=True, **left)
    assert what_each_learns(excluded, replace(B, **right), common=common) == NOTHING
    assert what_each_learns(replace(B, **right), excluded, common=common) == NOTHING
