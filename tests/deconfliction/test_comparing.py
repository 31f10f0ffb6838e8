"""How far down the candidates the matcher goes."""

from __future__ import annotations

import pytest

from accord.deconfliction.matching import candidates
from accord.linkage import Band, Score

LIKE = Score(20.0, 0.9, Band.PROBABLE, ())
UNLIKE = Score(0.0, 0.0, None, ())


@pytest.fixture
def compare(monkeypatch):
    """``compare({3, 40}, own={1, 2})``: which of a hundred are found; some are alike, some the own agency's."""

    class Model:
        def scorer(self, mine):
            return lambda payload: LIKE if payload in mine else UNLIKE

    def run(alike, own=frozenset()):
        monkeypatch.setattr(candidates, "scorer", Model)
        monkeypatch.setattr(candidates, "chosen", lambda keys: list(range(100)))
        asked = []

        def payloads(one, numbers):
            asked.extend(numbers)
            return [(no, no) for no in numbers if no not in own]

        monkeypatch.setattr(candidates, "payloads", payloads)
        found = [no for no, _score in candidates.compared(None, [], alike)]
        return found, len(asked)

    return run


def test_stops_after_a_row_of_strangers(compare):
    assert compare({3}) == ([3], 20)
    assert compare(set()) == ([], 20)


def test_goes_on_while_somebody_is_found(compare):
    found, asked = compare({5, 18, 33, 48, 60, 73, 88, 99})
    assert found == [5, 18, 33, 48, 60, 73, 88, 99]
    assert asked == 100


def test_own_agency_s_records_do_not_end_the_search(compare):
    assert compare({40}, own=set(range(32))) == ([40], 60)
