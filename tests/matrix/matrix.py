"""Who may do what at every address: the permissions of the whole platform on a few screens.

One row an address: what it is about (a thing of ``stage.py``), then what GET and POST answer to whom. ``*`` is
everybody else who is signed in; nobody signed in is sent to the login, unless the row is public. POST carries ``data``:
valid, so that an answer shows whether the act is allowed and not whether the form was filled in.

Roles of North's desk and of the joint case: lead (who filed the report), worker, reader. Of North, without a seat:
colleague, administrator, commander, custodian. Of others: partner (leads South's desk and its side of the case),
stranger, immigration, support, authority, broker, office.

Statuses: 200 shown, 302 done and sent on, 400 and 409 refused for what was sent, 403 seen but not allowed to do it,
404 not there *or not yours to know of*, 405 no such method.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.matrix import rows
from tests.matrix.row import Row

ROWS: dict[str, Row] = {}
for area in iter_modules(rows.__path__):
    ROWS |= import_module(f"{rows.__name__}.{area.name}").ROWS


def expected(cell: str, who: str) -> int:
    """The status of ``who`` in a cell such as "200 lead worker; 404 *"."""
    answers = [part.split() for part in cell.split(";")]
    for status, *names in answers:
        if who in names:
            return int(status)
    return next(int(status) for status, *names in answers if names == ["*"])
