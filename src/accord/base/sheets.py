"""A table as CSV that a spreadsheet opens as it is meant: letters right, and nothing that somebody typed runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# OWASP, "CSV Injection": what a spreadsheet may take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole file. The mark at its beginning says UTF-8: without it a spreadsheet reads é as Ã©."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([neutral(str(cell)) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()


def neutral(cell: str) -> str:
    """A leading apostrophe makes text of what would be a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
