"""How long something has waited, in both languages."""

from datetime import timedelta

import pytest
from django.utils import translation

from accord.base.clock import now
from accord.web.home.waits import waited


@pytest.mark.parametrize(
    "ago, english, french",
    [
        (timedelta(days=366), "1 year", "1 an"),
        (timedelta(days=3 * 366), "3 years", "3 ans"),
        (timedelta(days=2, hours=1), "2 days", "2 jours"),
    ],
)
def test_a_wait_is_told_in_one_unit(ago, english, french):
    for language, words in (("en", english), ("fr", french)):
        with translation.override(language):
            assert waited(now() - ago).replace("\N{NO-BREAK SPACE}", " ") == words


def test_what_has_not_begun_has_not_waited():
    assert waited(None) == ""
