"""What is wrong with the translations: French missing, doubtful or badly set; English left in templates."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages import Message as Entry
from babel.messages.pofile import PoFileError

from accord.base.translations import catalogue as catalogues
from accord.base.translations import extract, french, literals
from accord.base.translations.extract import Message

PLACEHOLDER = re.compile(
    r"%\(\w+\)[-+ #0]*[\d.]*[a-zA-Z]|%[-+ #0]*[\d.]*[a-zA-Z](?!\w)|\{\w*(?:[.!:][^{}]*)?\}"
)
HTML_TAG = re.compile(r"</?[a-z][a-z0-9]*")


def problems(package: Path) -> list[str]:
    """One line each, `file:line: what` or `django.po: "English": what`; none when all is well."""
    found = [*_left_in_templates(package), *_hidden_in_python(package)]
    try:
        strings = extract.messages(package)
        catalogue = catalogues.read(catalogues.path_of(package))
    except (extract.Unreadable, PoFileError) as error:
        return [*found, str(error)]
    return [*found, *of_catalogue(catalogue, strings)]


def of_catalogue(catalogue: Catalog, strings: list[Message]) -> Iterator[str]:
    for message in strings:
        entry = catalogues.entry_of(catalogue, message)
        for what in [*_of_entry(entry, message)]:
            yield f'django.po: "{message.text[:60]}" ({", ".join(sorted(message.files))}): {what}'
    known = {message.key for message in strings}
    for entry in [*catalogue, *catalogue.obsolete.values()]:
        text = entry.id[0] if isinstance(entry.id, tuple | list) else entry.id
        if text and (text, entry.context or "") not in known:
            yield f'django.po: "{text[:60]}": no longer in the code; run `accord translations extract`'


def _of_entry(entry: Entry | None, message: Message) -> Iterator[str]:
    if entry is None or bool(message.plural) != entry.pluralizable:
        yield "missing; run `accord translations extract`"
        return
    forms = catalogues.french_forms(entry)
    if not all(forms):
        yield "has no French"
        return
    if entry.fuzzy:
        yield "is marked fuzzy: read it again and remove the mark"
    yield from _placeholders(forms, message)
    for form in forms:
        if french.set_properly(form) != form:
            yield f"typography; should be: {french.set_properly(form)}"


def _placeholders(forms: list[str], message: Message) -> Iterator[str]:
    """The last form says all that the English says; a singular may leave a number out."""
    wanted = _marks(message.plural or message.text)
    if _marks(forms[-1]) != wanted:
        yield f"placeholders or tags differ: English {_told(wanted)}, French {_told(_marks(forms[-1]))}"
    allowed = wanted | _marks(message.text)
    for form in forms[:-1]:
        if _marks(form) - allowed:
            yield f"placeholders or tags differ: {_told(_marks(form) - allowed)} stand only in French"


def _marks(text: str) -> Counter[str]:
    plain = text.replace("%%", "")
    return Counter(PLACEHOLDER.findall(plain) + HTML_TAG.findall(plain))


def _told(marks: Counter[str]) -> str:
    return " ".join(sorted(marks.elements())) or "none"


def _left_in_templates(package: Path) -> Iterator[str]:
    for file in extract.templates(package):
        for line, words in literals.untranslated(file.read_text(encoding="utf-8")):
            yield f'{file.relative_to(package)}:{line}: "{words}" is not marked for translation'


def _hidden_in_python(package: Path) -> Iterator[str]:
    for file in package.rglob("*.py"):
        for line in extract.not_literal(file.read_text(encoding="utf-8")):
            yield f"{file.relative_to(package)}:{line}: _() needs a plain string, or nobody can translate it"
