"""The French catalogue on disk: read, brought into step with the code, compiled."""

import io
import os
from collections.abc import Iterable
from pathlib import Path

from babel.messages import Catalog
from babel.messages import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from accord.base.translations.extract import Message
from accord.base.translations.french import set_properly

# No dates and no program versions: the file changes only when words do.
HEADER = """\
# French words of Accord. `accord translations extract` keeps this file in step with the code.
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def path_of(package: Path) -> Path:
    return package / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def read(file: Path) -> Catalog:
    """The catalogue, or an empty one. Raises PoFileError for a file that is no catalogue."""
    if not file.exists():
        return Catalog(locale="fr")
    with file.open("rb") as source:
        return read_po(source, locale="fr", abort_invalid=True)


def entry_of(catalogue: Catalog, message: Message) -> Entry | None:
    return catalogue.get(message.text, context=message.context or None)


def brought_into_step(old: Catalog, found: Iterable[Message]) -> Catalog:
    """The strings of the code with the French already known, set as French is. What left the code is gone."""
    fresh = Catalog(locale="fr")
    for message in found:
        known = entry_of(old, message)
        words = (message.text, message.plural) if message.plural else message.text
        fresh.add(
            words,
            string=_kept(known, message),
            locations=[(name, 0) for name in sorted(message.files)],
            flags=known.flags & {"fuzzy"} if known else (),
            context=message.context or None,
            user_comments=known.user_comments if known else (),
        )
    return fresh


def _kept(known: Entry | None, message: Message) -> str | tuple[str, ...]:
    """The French of `known` in the shape that `message` needs (its plural may have come or gone)."""
    forms = [set_properly(form) for form in french_forms(known)] if known else []
    first, second, *_ = [*forms, "", ""]
    return (first, second) if message.plural else first


def french_forms(entry: Entry) -> list[str]:
    """One form, or two where the string has a plural; "" where there is no French yet."""
    forms = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
    return [form or "" for form in forms]


def write(catalogue: Catalog, file: Path) -> None:
    out = io.BytesIO(HEADER.encode())
    out.seek(0, io.SEEK_END)
    write_po(
        out,
        catalogue,
        width=110,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, out.getvalue())


def compile_to_mo(po: Path) -> Path:
    """Write the .mo beside the .po, for Django to read. Fuzzy entries are left out."""
    out = io.BytesIO()
    write_mo(out, read(po))
    mo = po.with_suffix(".mo")
    _replace(mo, out.getvalue())
    return mo


def _replace(file: Path, content: bytes) -> None:
    """All or nothing: a server may be reading."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(file)
