"""One row of the permission matrix: what an address is about, and what it answers to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.stage import Stage

Data = dict[str, Any] | Callable[[Stage], dict[str, Any]]
KEY = "00000000-0000-4000-8000-000000000001"  # a form's key


@dataclass(frozen=True)
class Row:
    """``get`` and ``post``: "200 lead worker; 403 reader; 404 *". ``public``: what nobody gets, GET and POST."""

    on: str
    get: str
    post: str
    data: Data = field(default_factory=dict)
    public: str = ""


SEATED, CASE = "lead worker reader", "lead worker reader partner"
NO = "405 *"
ONLY_LEAD = "200 lead; 403 worker reader; 404 *"
FORM_LEAD = "302 lead; 403 worker reader; 404 *"
ADMIN = "200 administrator; 403 *"
WHY = {"reason": "It was so."}
