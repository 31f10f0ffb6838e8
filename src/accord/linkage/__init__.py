"""Linkage: is this the same person, telephone, place? On keyed tokens alone, and with reasons.

Plain Python without a database. From raw text to a normal form (``normalise_identifier``) to a token; from a
:class:`Person` to index keys and a payload; from two payloads to a :class:`Score`; from two answers to a sum.
Training and measuring live in ``accord.linkage.train`` and ``accord.linkage.measure``, which nothing online
imports.
"""

from __future__ import annotations

from accord.linkage.identifiers import (
    ERROR_CODES,
    IdentifierKind,
    Normal,
    NotUnderstood,
    normalise_identifier,
)
from accord.linkage.judgement import Judgement, agreed
from accord.linkage.keyed import KeyedModel
from accord.linkage.keys import person_keys
from accord.linkage.model import Model
from accord.linkage.payload import person_payload
from accord.linkage.person import Person
from accord.linkage.score import REASON_CODES, Band, Reason, Score
from accord.linkage.tokens import identifier_token

__all__ = [
    "ERROR_CODES",
    "REASON_CODES",
    "Band",
    "IdentifierKind",
    "Judgement",
    "KeyedModel",
    "Model",
    "Normal",
    "NotUnderstood",
    "Person",
    "Reason",
    "Score",
    "agreed",
    "identifier_token",
    "normalise_identifier",
    "person_keys",
    "person_payload",
]
