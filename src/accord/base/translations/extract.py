"""Every translatable string of the package: what the French catalogue must contain."""

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ONE, PLURAL, CONTEXT, BOTH = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
# Marked translatable by these calls; the position of context, singular and plural among their arguments.
CALLS = {
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": BOTH,
    "npgettext_lazy": BOTH,
}


class Unreadable(Exception):
    """A file whose strings cannot be extracted: `file: why`."""


@dataclass
class Message:
    """One string, wherever it occurs. `plural` and `context` are "" when it has none."""

    text: str
    plural: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str, str]:
        return self.text, self.context


def messages(package: Path) -> list[Message]:
    """The strings of all Python files (migrations excepted) and templates under `package`, in a fixed order.

    Raises Unreadable rather than leaving out a file: its French would be dropped from the catalogue.
    """
    found: dict[tuple[str, str], Message] = {}
    for file in sources(package):
        name = file.relative_to(package).as_posix()
        for message in _of_file(file, name):
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.files.add(name)
    return [found[key] for key in sorted(found)]


def sources(package: Path) -> Iterator[Path]:
    yield from (file for file in sorted(package.rglob("*.py")) if "migrations" not in file.parts)
    yield from templates(package)


def templates(package: Path) -> list[Path]:
    return sorted(
        file for file in package.rglob("*") if "templates" in file.parts and file.suffix in {".html", ".txt"}
    )


def _of_file(file: Path, name: str) -> list[Message]:
    source = file.read_text(encoding="utf-8")
    try:
        return list(of_python(source) if file.suffix == ".py" else of_template(source))
    except SyntaxError as error:
        raise Unreadable(f"{name}: {error}") from error


def of_python(source: str) -> Iterator[Message]:
    compile(source, "<source>", "exec", dont_inherit=True)  # Babel passes over what it cannot read
    yield from _of_calls(source)


def of_template(source: str) -> Iterator[Message]:
    """Strings of translate, blocktranslate and `_("...")`. Raises SyntaxError for what Django refuses."""
    pythonlike = templatize(source)
    # Indentation means nothing in a template but everything to Babel's tokenizer.
    yield from _of_calls("\n".join(line.strip() for line in pythonlike.splitlines()))


def _of_calls(source: str) -> Iterator[Message]:
    calls = extract("python", io.BytesIO(source.encode()), keywords=CALLS, options={"encoding": "utf-8"})
    for _line, words, _comments, context in calls:
        singular, plural = (words[0], words[1]) if isinstance(words, tuple) else (words, "")
        if singular:
            yield Message(singular, plural or "", context or "")


def not_literal(source: str) -> Iterator[int]:
    """Line numbers of `_(variable)` and `gettext(f"...")`: no extraction can see what they say."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            marked = node.func.id == "_" or (node.func.id in CALLS and isinstance(first, ast.JoinedStr))
            if marked and not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                yield node.lineno
