"""Between services and police: each side its own rows."""

from __future__ import annotations

from tests.matrix.row import NO, Row

ACROSS = "403 authority broker office immigration"
FILE = "advocate night trainee"

ROWS: dict[str, Row] = {
    "bridges:list": Row("nothing", f"{ACROSS}; 200 *", f"{ACROSS}; 200 *"),
    "bridges:ask": Row("nothing", "200 lead worker partner stranger; 403 *", "200 lead worker partner stranger; 403 *"),
    # The police desk's own row of its request: taken back by who works there
    "bridges:crossing": Row("asking", "200 lead worker reader; 404 *", "302 lead worker; 403 reader; 404 *",
                            {"answer": "taken_back"}),
    "arrivals:arrival": Row("asked", "302 clinic; 404 *", NO),
    "bridges:propose": Row("line", NO, "200 advocate night; 403 trainee; 404 *"),
    # North's own row of the line: the lead receives what services send
    "bridges:date": Row("date", NO, "302 lead; 404 *", {"answer": "confirmed"}),
    "bridges:police": Row("file", f"200 {FILE}; 404 *", "200 advocate night; 403 trainee; 404 *"),
}  # fmt: skip
