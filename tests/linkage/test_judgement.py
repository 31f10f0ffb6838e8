"""Two answers about one pair, and their sum."""

from __future__ import annotations

import pytest

from accord.linkage import Judgement, agreed

SAME, DIFFERENT, UNSURE = Judgement


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        (SAME, SAME, SAME),
        (DIFFERENT, DIFFERENT, DIFFERENT),
        (UNSURE, UNSURE, UNSURE),
        (SAME, UNSURE, SAME),
        (DIFFERENT, UNSURE, DIFFERENT),
        (SAME, DIFFERENT, UNSURE),
    ],
)
def test_answers_add_in_either_order(one: Judgement, other: Judgement, total: Judgement) -> None:
    assert one + other is total
    assert other + one is total


def test_a_judgement_adds_to_nothing_else() -> None:
    with pytest.raises(TypeError):
        SAME + 1  # type: ignore[operator]


def test_a_joint_case_needs_both_sides_to_say_same() -> None:
    assert agreed(SAME, SAME)
    assert not any(agreed(one, SAME) for one in (DIFFERENT, UNSURE, None))
    assert not any(agreed(SAME, one) for one in (DIFFERENT, UNSURE, None))
