"""What the catalogue must contain is found wherever it is written."""

import pytest

from accord.base.translations.extract import Unreadable, messages, not_literal, of_python, of_template


def found(extracted):
    return [(message.text, message.plural, message.context) for message in extracted]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("Case")', ("Case", "", "")),
        ('gettext_lazy("Case")', ("Case", "", "")),
        ('_("Two " "halves")', ("Two halves", "", "")),
        ('_("New %(kind)s") % {"kind": kind}', ("New %(kind)s", "", "")),
        ('ngettext("%(n)s hit", "%(n)s hits", n)', ("%(n)s hit", "%(n)s hits", "")),
        ('ngettext_lazy("hit", "hits", "n")', ("hit", "hits", "")),
        ('pgettext("verb", "File")', ("File", "", "verb")),
        ('npgettext("desk", "file", "files", n)', ("file", "files", "desk")),
    ],
)
def test_python(source, expected):
    assert found(of_python(source)) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Cases" %}', ("Cases", "", "")),
        ("{% trans 'Cases' as title %}", ("Cases", "", "")),
        ('{% translate "May" context "verb" %}', ("May", "", "verb")),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", ("Hello %(name)s", "", "")),
        (
            "{% blocktranslate count n=hits %}{{ n }} hit{% plural %}{{ n }} hits{% endblocktranslate %}",
            ("%(n)s hit", "%(n)s hits", ""),
        ),
        ("{% blocktranslate trimmed %}\n   One\n   line\n{% endblocktranslate %}", ("One line", "", "")),
        ('{% blocktranslate context "desk" %}File{% endblocktranslate %}', ("File", "", "desk")),
        ('{{ value|default:_("Unknown") }}', ("Unknown", "", "")),
        ('{% button text=_("Save") %}', ("Save", "", "")),
        ("<p>l'été</p>\n    <b>\n  {% translate \"After l'été\" %}</b>", ("After l'été", "", "")),
    ],
)
def test_template(source, expected):
    assert found(of_template(source)) == [expected]


def test_a_string_of_two_files_is_one_message(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "views.py").write_text('_("Save")')
    (tmp_path / "templates" / "page.html").write_text('{% translate "Save" %}')
    (one,) = messages(tmp_path)
    assert one.files == {"views.py", "templates/page.html"}


def test_migrations_are_left_out(tmp_path):
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_initial.py").write_text('_("Frozen")')
    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("broken.py", "def ("),
        ("templates/broken.html", "{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}"),
    ],
)
def test_unreadable_file_is_named(tmp_path, name, source):
    (tmp_path / "templates").mkdir()
    (tmp_path / name).write_text(source)
    with pytest.raises(Unreadable, match=name):
        messages(tmp_path)


@pytest.mark.parametrize("source", ["_(word)", '_(f"{n} hits")', 'gettext(f"{n} hits")', '_("a" + b)'])
def test_what_cannot_be_translated_is_noticed(source):
    assert list(not_literal(f"\n{source}")) == [2]


@pytest.mark.parametrize("source", ['_("word")', '"_(word)"', "gettext(word)", "f(_, word)"])
def test_what_can_is_not(source):
    assert list(not_literal(source)) == []
