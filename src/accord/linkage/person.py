"""A person as a report describes one: raw text as typed, every field optional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person. All text is raw; linkage folds it, the caller never has to.

    ``full_name`` serves sources with one field for the whole name, and is ignored where given or family name
    is present. ``year_of_birth`` is an inclusive range of years (from an age or age range), ignored where
    ``date_of_birth`` is known. ``identifiers`` are pairs of (identifier kind, value as typed); pairs that make
    no sense are ignored here, because the form has already told the member.
    """

    given_name: str = ""
    family_name: str = ""
    full_name: str = ""
    aliases: tuple[str, ...] = ()
    date_of_birth: date | None = None
    year_of_birth: tuple[int, int] | None = None
    sex: str = ""
    street_number: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    birth_place: str = ""
    occupation: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
