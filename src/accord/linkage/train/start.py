"""Where training starts, and what it cannot learn: hand-set m and u by level, and the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

START = Path(__file__).parent / "start.json"


def start_content() -> dict[str, Any]:
    """Return model content to start from."""
    content: dict[str, Any] = json.loads(START.read_text(encoding="utf-8"))
    return content
