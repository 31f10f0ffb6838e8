"""The catalogue keeps its French, follows the code, and each planted defect in it is found."""

import gettext

import pytest
from babel.messages import Catalog

from accord.base.translations import catalogue as catalogues
from accord.base.translations.extract import Message
from accord.base.translations.problems import of_catalogue, problems


def french(**words):
    catalogue = Catalog(locale="fr")
    for english, translated in words.items():
        catalogue.add(english, translated)
    return catalogue


def test_known_french_is_kept_and_what_left_the_code_is_dropped():
    fresh = catalogues.brought_into_step(
        french(Case="Dossier", Gone="Parti"), [Message("Case"), Message("New")]
    )
    assert {entry.id: entry.string for entry in fresh if entry.id} == {"Case": "Dossier", "New": ""}


def test_a_string_that_gains_a_plural_keeps_its_singular():
    fresh = catalogues.brought_into_step(french(hit="correspondance"), [Message("hit", "hits")])
    assert fresh["hit"].string == ("correspondance", "")


def test_file_is_the_same_however_often_it_is_written(tmp_path):
    file = tmp_path / "fr" / "django.po"
    strings = [Message("b", files={"y.py", "x.py"}), Message("a", "as", "letter", files={"x.py"})]
    catalogues.write(catalogues.brought_into_step(catalogues.read(file), strings), file)
    first = file.read_text()
    catalogues.write(catalogues.brought_into_step(catalogues.read(file), reversed(strings)), file)
    assert file.read_text() == first
    assert "#: x.py y.py\n" in first


def test_compiled_catalogue_speaks_french(tmp_path):
    file = tmp_path / "django.po"
    strings = [Message("hit", "hits"), Message("May", context="verb")]
    catalogue = catalogues.brought_into_step(Catalog(), strings)
    catalogue["hit"].string = ("correspondance", "correspondances")
    catalogue.get("May", "verb").string = "Peut"
    catalogues.write(catalogue, file)
    with catalogues.compile_to_mo(file).open("rb") as mo:
        spoken = gettext.GNUTranslations(mo)
    assert spoken.ngettext("hit", "hits", 0) == "correspondance"
    assert spoken.ngettext("hit", "hits", 2) == "correspondances"
    assert spoken.pgettext("verb", "May") == "Peut"


@pytest.mark.parametrize(
    ("english", "translated", "complaint"),
    [
        (Message("Case"), None, "missing"),
        (Message("Case"), "", "no French"),
        (Message("hit", "hits"), ("correspondance", ""), "no French"),
        (Message("%(n)s left"), "reste", "placeholders"),
        (Message("%(n)s left"), "%(m)s de reste", "placeholders"),
        (Message("{name} left"), "est parti", "placeholders"),
        (Message("%s of %d"), "%s de %s", "placeholders"),
        (Message("<b>now</b>"), "maintenant", "tags differ"),
        (Message("one hit", "%(n)s hits"), ("%(m)s", "%(n)s x"), "stand only in French"),
        (Message("City:"), "Ville:", "typography"),
        (Message("agency"), "l'agence", "typography"),
    ],
)
def test_planted_defect_is_found(english, translated, complaint):
    catalogue = Catalog(locale="fr")
    if translated is not None:
        words = (english.text, english.plural) if english.plural else english.text
        catalogue.add(words, translated)
    (problem,) = of_catalogue(catalogue, [english])
    assert complaint in problem


def test_fuzzy_and_obsolete_are_found():
    catalogue = french(Gone="Parti")
    catalogue.add("Case", "Dossier", flags=["fuzzy"])
    assert [problem.split(": ", 1)[1] for problem in of_catalogue(catalogue, [Message("Case")])] == [
        '"Case" (): is marked fuzzy: read it again and remove the mark',
        '"Gone": no longer in the code; run `accord translations extract`',
    ]


@pytest.mark.parametrize(
    ("english", "translated"),
    [
        (Message("one hit", "%(n)s hits"), ("une correspondance", "%(n)s correspondances")),
        (Message("100%% of %(n)s"), "100\N{NO-BREAK SPACE}%% de %(n)s"),
        (Message("50% done"), "50\N{NO-BREAK SPACE}% fait"),
        (Message('<a href="%(url)s">Go</a>'), '<a href="%(url)s">Aller</a>'),
        (Message("Police"), "Police"),
    ],
)
def test_good_french_passes(english, translated):
    catalogue = Catalog(locale="fr")
    catalogue.add((english.text, english.plural) if english.plural else english.text, translated)
    assert list(of_catalogue(catalogue, [english])) == []


def test_whole_package_with_one_of_each_defect(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>Hello</p>")
    (tmp_path / "views.py").write_text('_("Save")\n_(save)')
    assert problems(tmp_path) == [
        'templates/page.html:1: "Hello" is not marked for translation',
        "views.py:2: _() needs a plain string, or nobody can translate it",
        'django.po: "Save" (views.py): missing; run `accord translations extract`',
    ]
