"""Free text in a row: columns named ``sealed_…``, each sealed under the dossier's key to its table, row and column."""

from __future__ import annotations

from accord.base.row_security.models import Protected
from accord.dossiers.sealing import Sealing


def seal_texts(seal: Sealing, row: Protected, **texts: str) -> None:
    """Set ``sealed_<name>`` of an unsaved or standing row; an empty text leaves the column empty."""
    for name, text in texts.items():
        column = f"sealed_{name}"
        made = seal.seal(text.strip(), *place_of(row, column)) if text.strip() else b""
        setattr(row, column, made)


def open_text(seal: Sealing, row: Protected, name: str) -> str:
    """What was sealed there, or nothing."""
    column = f"sealed_{name}"
    held = getattr(row, column)
    return seal.open(held, *place_of(row, column)) if held else ""


def place_of(row: Protected, column: str) -> tuple[str, str, str]:
    return row._meta.db_table, str(row.id), column
