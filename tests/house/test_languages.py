"""Everything on screen is in English and in French, and French is set as French is."""

import re

from accord.base.translations import catalogue, extract
from accord.base.translations.problems import problems
from accord.cli.translations import PACKAGE

TAG = re.compile(r"<[^<>]*>")
STRAIGHT = re.compile(r"'")
# A colon that ends a phrase needs a no-break space before it; 10:30, TLP:RED and https:// end none.
BARE_COLON = re.compile(r"(?<!\N{NO-BREAK SPACE}):(?=\s|$)")
BLOCK = re.compile(r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
COLON_OUTSIDE = re.compile(r"(?:}}|%}|</\w+>)\s*:(?=\s|<)")
COLON_IN_CODE = re.compile(r"""f(["'])[^"'\n]*}: [^"'\n]*\1""")


def test_every_string_has_good_french():
    assert problems(PACKAGE) == []


def french() -> list[str]:
    entries = catalogue.read(catalogue.path_of(PACKAGE))
    return [TAG.sub("", form) for entry in entries if entry.id for form in catalogue.french_forms(entry)]


def test_french_has_neither_straight_apostrophes_nor_bare_colons():
    assert len(french()) > 1000
    wrong = [form for form in french() if STRAIGHT.search(form) or BARE_COLON.search(form)]
    assert wrong == []


def test_what_is_wrong_would_be_seen():
    assert STRAIGHT.search("l'organisme") and BARE_COLON.search("Motif: x") and BARE_COLON.search("Motif : x")
    assert not BARE_COLON.search("Motif\N{NO-BREAK SPACE}: 10:30, TLP:RED")
    assert COLON_OUTSIDE.search("{{ name }}: {{ value }}") and COLON_OUTSIDE.search("{% x %}: <b>")
    assert COLON_IN_CODE.search('f"{title}: {name}"')


def test_no_colon_of_the_pages_stands_outside_their_words():
    """English sets none before it and French a no-break space: a colon belongs to what is translated."""
    templates = [
        f"{file.relative_to(PACKAGE)}: {found[0]}"
        for file in extract.templates(PACKAGE)
        for found in COLON_OUTSIDE.finditer(BLOCK.sub("", file.read_text(encoding="utf-8")))
    ]
    pages = [
        f"{file.relative_to(PACKAGE)}: {found[0]}"
        for file in sorted((PACKAGE / "web").rglob("*.py"))
        for found in COLON_IN_CODE.finditer(file.read_text(encoding="utf-8"))
    ]
    assert templates + pages == []
