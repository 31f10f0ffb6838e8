"""Everything that a hit may say has words, in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from accord.linkage import REASON_CODES, Band, IdentifierKind, Judgement
from accord.web.hits import words


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("field", "level"), sorted(REASON_CODES))
def test_every_reason_has_words(language, field, level):
    with translation.override(language):
        (said,) = words.agreed([{"field": field, "level": level}])
    assert field in words.FIELDS and level in words.LEVELS
    assert "_" not in said


def test_every_kind_band_and_answer_has_words():
    assert set(words.KINDS) == {"person", *map(str, IdentifierKind)}
    assert set(words.BANDS) == set(Band)
    assert set(words.ANSWERS) == set(Judgement)
