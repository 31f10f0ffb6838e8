"""What is handed in to be watched: a filing and its subjects. Plain values; nothing of reports is imported here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from accord.linkage import Person

PERSON = "person"

POSSIBLE_VICTIM = "possible_victim"
WITNESS = "witness"
EXPLOITERS = frozenset({"suspect", "buyer", "facilitator"})
SHELTERED = frozenset({POSSIBLE_VICTIM, WITNESS})


@dataclass(frozen=True)
class Subject:
    """A person or an identifier of one record.

    ``kind`` is "person" or an ``IdentifierKind``; ``value`` and ``context`` are as typed (an identifier), ``person``
    as described. ``role`` is the person's own; ``linked_roles`` those of the persons an identifier belongs to.
    ``minor``: the person, or anybody the identifier belongs to, was under 18. ``source_identity``: it would name
    whoever gave the information. ``open_wanted``: asked to be shown to partners, which a second human must sign.
    """

    subject_id: uuid.UUID
    kind: str
    person: Person | None = None
    value: str = ""
    context: str = ""
    role: str = ""
    linked_roles: frozenset[str] = frozenset()
    minor: bool = False
    source_identity: bool = False
    open_wanted: bool = False


@dataclass(frozen=True)
class Filing:
    """The act of filing one record's subjects: under which law, and why.

    ``reference`` is the record's own human code. ``contact_allowed``: partners' coordination office may ask this desk
    to be introduced. ``consent_to_match``: the survivor agreed to it (support agencies only); ``consent_id`` names it.
    """

    record_id: uuid.UUID
    reference: str
    lawful_reference: str
    reason: str
    contact_allowed: bool
    filed_at: datetime
    consent_to_match: bool = False
    consent_id: uuid.UUID | None = None
