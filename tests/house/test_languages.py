"""Everything on screen is in English and in French."""

from accord.base.translations.problems import problems
from accord.cli.translations import PACKAGE


def test_every_string_has_good_french():
    assert problems(PACKAGE) == []
