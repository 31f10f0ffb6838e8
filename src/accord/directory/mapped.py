"""A CSV or JSON of any shape, read by its map. What cannot be read is remarked row by row; nothing is guessed at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from accord.directory import cleaning as clean
from accord.directory import files
from accord.directory.confidential import settle
from accord.directory.files import Row
from accord.directory.mapping import Join, Mapping
from accord.directory.needs import needs_in, with_beds
from accord.directory.records import (
    TEXTS,
    BadList,
    Hours,
    Number,
    Offer,
    Place,
    Provider,
    Reading,
    Remark,
    Whom,
)
from accord.directory.vocabulary import GENDERS, IMMIGRATION_STATUSES, Need, Status, SubstanceUse

KNOWN = {
    "needs": set(Need.values), "status": set(Status.values), "genders": set(GENDERS),
    "statuses": set(IMMIGRATION_STATUSES), "substance_use": set(SubstanceUse.values),
}  # fmt: skip


NO_PLACE = re.compile(r"\bp\.? ?o\.? ?box\b|\bc\.?p\.? \d|\bmailing only\b|\bpostal only\b", re.IGNORECASE)
SECRET = re.compile(r"\bconfiden|\bundisclosed|\bnot published|\bunpublished", re.IGNORECASE)
PLACE = ("name", "street", "city", "province", "postal_code", "country", "transport")


def read_mapped(file: Path, mapping: Mapping, form: str) -> Reading:
    """``form`` is "csv" or "json". Raises BadList where the file as a whole is not what the map says."""
    raw = files.read_bytes(file)
    rows = files.csv_rows(raw) if form == "csv" else files.json_items(raw, mapping.items)
    if mapping.inside:
        rows = [each.get(mapping.inside) or {} for each in rows]
    for join in mapping.joins:
        _join(file, rows, join)
    reading = Reading(mapping.source)
    _check_columns(rows, mapping, reading)
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        offer = _Line(row, mapping, number, reading).offer(seen)
        if offer is None:
            reading.refused += 1
        else:
            seen[offer.external_id] = number
            reading.offers.append(offer)
    reading.rows = seen
    return settle(reading)


def _join(file: Path, rows: list[Row], join: Join) -> None:
    other = file.parent / join.file
    if not other.is_file():
        raise BadList(
            _("the map joins %(other)s: put it beside %(file)s") % {"other": join.file, "file": file.name}
        )
    found = {clean.text(each.get(join.key)): each for each in files.csv_rows(files.read_bytes(other))}
    for row in rows:
        row |= {
            f"{join.prefix}.{name}": value
            for name, value in found.get(clean.text(row.get(join.on)), {}).items()
        }


def _check_columns(rows: list[Row], mapping: Mapping, reading: Reading) -> None:
    """A map that names no column of the file is another file's; columns that it does not name are told once."""
    there = {name for row in rows for name in row} - {files.TOO_MANY}
    used = {name for names in mapping.columns.values() for name in names}
    tops = {name.split(".")[0] for name in used} | used
    for ours in ("id", "name_en"):
        if rows and not any(name in there or name.split(".")[0] in there for name in mapping.columns[ours]):
            raise BadList(
                _(
                    "the file has no column %(theirs)s, which the map calls %(ours)s: is it another list’s map?"
                )
                % {"theirs": " / ".join(mapping.columns[ours]), "ours": ours}
            )
    spare = sorted(name for name in there - tops if name)
    if spare:
        left = _("%(n)d columns of the list are not carried: %(names)s") % {
            "n": len(spare),
            "names": ", ".join(spare),
        }
        reading.remarks.append(Remark(0, "", "", left))


@dataclass
class _Line:
    """One row on its way to becoming a service."""

    row: Row
    mapping: Mapping
    number: int
    reading: Reading

    def remark(self, field: str, said: str) -> None:
        record = clean.text(self.raw("id"))
        self.reading.remarks.append(Remark(self.number, record, field, said))

    def refuse(self, field: str, said: str) -> Offer | None:
        self.remark(field, said)
        return None

    def raw(self, ours: str) -> Any:
        for name in self.mapping.columns.get(ours, []):
            if (value := self._at(name)) not in (None, "", [], {}):
                return value
        return self.mapping.constants.get(ours)

    def _at(self, name: str) -> Any:
        if name in self.row:
            return self.row[name]
        found: Any = self.row
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def text(self, ours: str) -> str:
        if ours in self.mapping.all_of:
            said = [clean.text(self._at(name)) for name in self.mapping.columns.get(ours, [])]
            return " · ".join(dict.fromkeys(filter(None, said)))
        return clean.text(self.raw(ours))

    def known(self, ours: str) -> list[str]:
        """Their words as codes of ours; a word that the map does not translate is remarked."""
        meant = self.mapping.words.get(ours, {})
        found: list[str] = []
        for word in clean.words(self.raw(ours)):
            code = meant.get(word, word)
            codes = code if isinstance(code, list) else [code]
            if unknown := [each for each in codes if each not in KNOWN[ours]]:
                self.remark(ours, _("“%(word)s” is not known here; left out") % {"word": unknown[0][:60]})
            found += [each for each in codes if each in KNOWN[ours] and each not in found]
        return found

    def offer(self, seen: dict[str, int]) -> Offer | None:
        identity, name = self.text("id"), self.text("name_en") or self.text("name_fr")
        if files.TOO_MANY in self.row:
            return self.refuse("", _("the row has more cells than the header; not loaded"))
        if not identity or not name:
            return self.refuse("id" if not identity else "name_en", _("empty; not loaded"))
        if identity in seen:
            return self.refuse("id", _("stands in row %(row)d already; not loaded") % {"row": seen[identity]})
        told = " ".join((name, self.text("keywords"), self.text("description_en")))
        needs = with_beds(self.known("needs"), told) or needs_in(told)
        hidden = self._is_hidden(needs)
        return Offer(
            external_id=identity, name_en=name, provider=self._provider(name),
            **{each: self.text(each) for each in TEXTS},
            url=self._checked("url", clean.address), email=self._checked("email", clean.mail),
            status=(self.known("status") or ["active"])[0],
            confidential=hidden, needs=needs, languages=self._languages(),
            areas=clean.words(self.raw("areas")) or self._area(),
            verified_on=clean.day(self.raw("verified_on")),
            whom=self._whom(), places=self._places(identity), hours=self._hours(),
            numbers=self._numbers(),
        )  # fmt: skip

    def _checked(self, ours: str, cleaner: Any) -> str:
        said = self.text(ours)
        if said and not cleaner(said):
            self.remark(ours, _("“%(word)s” cannot be read; left out") % {"word": said[:60]})
        return cleaner(said)

    def _languages(self) -> list[str]:
        found = []
        for word in clean.words(self.raw("languages")):
            if code := clean.language(word):
                found.append(code)
            else:
                self.remark("languages", _("“%(word)s” is not known here; left out") % {"word": word[:60]})
        return list(dict.fromkeys(found))

    def _provider(self, name: str) -> Provider:
        own = self.text("organization.name_en")
        if not own and self.mapping.organization_before:
            own = name.split(self.mapping.organization_before, maxsplit=1)[0].strip()
        elif not own and "organization.name_en" in self.mapping.columns:
            self.remark("organization", _("named nowhere; listed under the name of the service"))
        own = own or name
        return Provider(
            self.text("organization.id") or own.casefold(), own, self.text("organization.name_fr"),
            self.text("organization.description_en"), self.text("organization.description_fr"),
            clean.address(self.raw("organization.url")), clean.mail(self.raw("organization.email")),
        )  # fmt: skip

    def _is_no_place(self) -> bool:
        """An area, a post box or a refusal where an address should be: how lists write down who is not to be found."""
        street = self.text("place.street")
        unplaced = not re.search(r"\d", street) or NO_PLACE.search(street) or SECRET.search(street)
        return self.mapping.places_need_a_number and bool(street) and bool(unplaced)

    def _is_secret(self) -> bool:
        said = clean.truth(self.raw("confidential")) is True
        return said or bool(SECRET.search(self.text("place.street")))

    def _area(self) -> list[str]:
        """The towns and areas of an address that is no place. Of one that is secret nothing is kept."""
        if self._is_secret() or not self._is_no_place():
            return []
        parts = clean.words(self.text("place.street"))
        return [each for each in parts if not re.search(r"\d", each) and not NO_PLACE.search(each)]

    def _is_hidden(self, needs: list[str]) -> bool:
        return self._is_secret() or (self._is_no_place() and Need.SHELTER in needs)

    def _places(self, identity: str) -> list[Place]:
        said = {name: self.text(f"place.{name}") for name in PLACE}
        north, east = clean.point(self.raw("place.latitude"), self.raw("place.longitude"))
        if self._is_no_place():
            return []
        if not (said["street"] or said["name"] or north is not None):
            return []
        access = clean.words(self.raw("place.accessibility"))
        return [
            Place(
                self.text("place.id") or identity,
                **said,
                latitude=north,
                longitude=east,
                accessibility=access,
            )
        ]

    def _whom(self) -> Whom:
        low, high = clean.age(self.raw("age_min")), clean.age(self.raw("age_max"))
        if low is not None and high is not None and low > high:
            self.remark("age_min", _("above the highest age; both left out"))
            low = high = None
        return Whom(
            low, high, self.known("genders"), clean.words(self.raw("accessibility")), self.known("statuses"),
            clean.truth(self.raw("children")), clean.truth(self.raw("pets")),
            (self.known("substance_use") or [""])[0], self.text("notes_en"), self.text("notes_fr"),
        )  # fmt: skip

    def _numbers(self) -> list[Number]:
        found = [clean.text(self._at(name)) for name in self.mapping.columns.get("phones", [])]
        return [Number(each) for each in dict.fromkeys(filter(None, found))]

    def _hours(self) -> list[Hours]:
        said, found = self.raw("hours"), []
        by_day = said if isinstance(said, dict) else {}
        for name, span in by_day.items():
            day = clean.weekday(name)
            opens, closes = (
                clean.clock(span.get(each)) if isinstance(span, dict) else None for each in ("open", "close")
            )
            if day and opens and closes:
                found.append(Hours([day], opens, closes))
        told = (
            self.text("hours_en") or clean.text(by_day.get("notes")) or ("" if by_day else clean.text(said))
        )
        if told:
            found.append(Hours(words_en=told, words_fr=self.text("hours_fr")))
        return found
