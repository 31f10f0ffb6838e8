"""The public directory and those who keep it."""

from __future__ import annotations

from tests.matrix.row import NO, Row

ROWS: dict[str, Row] = {
    "help:service": Row("service", "200 *", NO, public="200 405"),
}
