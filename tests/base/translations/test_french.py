"""French is set as French is set in Canada."""

import pytest

from accord.base.translations.french import set_properly

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("l'agence d'accueil", "l’agence d’accueil"),
        ("qu'%(name)s", "qu’%(name)s"),
        ("l'<b>agence</b>", "l’<b>agence</b>"),
        ('le mot "accord"', f"le mot «{N}accord{N}»"),
        ("« accord »", f"«{N}accord{N}»"),
        ("Note : ceci", f"Note{N}: ceci"),
        ("Note: ceci", f"Note{N}: ceci"),
        ("Ville :", f"Ville{N}:"),
        ("Êtes-vous là ?", "Êtes-vous là?"),
        ("Attention !", "Attention!"),
        ("un ; deux", "un; deux"),
        ("50 %", f"50{N}%"),
        ("%(share)s %%", f"%(share)s{N}%%"),
        ("Attendez...", "Attendez…"),
    ],
)
def test_is_set_right_and_then_left_alone(typed, right):
    assert set_properly(typed) == right
    assert set_properly(right) == right


@pytest.mark.parametrize(
    "text",
    [
        "10:30",
        "https://example.org/a?b",
        '<a href="/x" title="y">ici</a>',
        "%(n)s fois",
        "3 %(unit)s",
        "{n} : {m}".replace(" ", N, 1),
    ],
)
def test_is_left_alone(text):
    assert set_properly(text) == text
