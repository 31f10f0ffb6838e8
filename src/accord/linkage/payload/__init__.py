"""The payload: a person as packed keyed tokens, which is all the scorer ever sees."""

from __future__ import annotations

from accord.linkage.payload.encode import person_payload

__all__ = ["person_payload"]
