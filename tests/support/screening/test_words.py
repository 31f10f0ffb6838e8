"""Words speak the language that is asked for, also inside each other."""

from __future__ import annotations

import pytest

from accord.support.screening import State, Words
from accord.support.screening.results import Standing
from accord.support.screening.words import joined, said

LANGUAGES = [("fr", "oui"), ("fr-ca", "oui"), ("FR", "oui"), ("en", "yes"), ("en-ca", "yes"), ("", "yes")]


@pytest.mark.parametrize(("code", "shown"), LANGUAGES)
def test_language(code, shown):
    assert Words("yes", "oui").in_language(code) == shown


def test_words_inside_words_keep_their_language():
    said_so = Words("{what} of {n}", "{what} sur {n}").filled(what=Words("two", "deux"), n=3)
    assert said_so == Words("two of 3", "deux sur 3")
    assert joined([Words("a", "b"), Words("c", "d")]) == Words("a, c", "b, d")


def test_braces_of_what_is_filled_in_stay():
    assert said("problems.unread", fields="{x}").en.startswith("nothing reads {x}")


def test_every_state_and_standing_has_words():
    for each in (*State, *Standing):
        assert each.words.en and each.words.fr
