"""English that was never marked for translation is found where a reader would meet it."""

import pytest

from accord.base.translations.literals import untranslated


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>\n  Hello there\n</p>", (2, "Hello there")),
        ("{% if x %}\n{{ y }} hits{% endif %}", (2, "x0 hits")),
        ('<input placeholder="City">', (1, "City")),
        ('\n<nav aria-label="Pages">', (2, "Pages")),
        ("{% blocktranslate %}a\nb{% endblocktranslate %}\nLeft out", (3, "Left out")),
        ('<meta name="description" content="A platform">', (1, "A platform")),
        ("<script>var word;</script><b>Word</b>", (1, "Word")),
    ],
)
def test_planted_literal_is_found(source, expected):
    assert list(untranslated(source)) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        '<p class="govuk-body">{% translate "Hello" %}</p>',
        "<p>{{ name }}{{ name }} – 12 %</p>",
        "{% comment %}Words for engineers{% endcomment %}{# more #}",
        "<script>const word = 'word';</script><style>p { color: red }</style>",
        '<html lang="en"><meta name="viewport" content="width=device-width">',
        "<{{ tag }} class='title'>{{ text }}</{{ tag }}>",
        '<a href="/fr" lang="fr">Français</a> <abbr>TLP</abbr>&nbsp;&times;',
        '<input type="hidden" name="next" value="home">',
    ],
)
def test_nothing_to_translate(source):
    assert list(untranslated(source)) == []
