"""Reading rows out of files: CSV of any encoding and dialect, JSON with its list anywhere, folders, archives."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from accord.directory.records import BadList

Row = dict[str, Any]
LARGEST = 200 * 2**20  # bytes of a file, and of all that an archive unpacks to
csv.field_size_limit(2**20)
TOO_MANY = "\0more"  # cells beyond the header


def decoded(raw: bytes) -> str:
    """UTF-8, with or without its mark, else Windows' Latin-1, which reads every byte."""
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadList(_("the file is no text"))  # pragma: no cover - latin-1 reads everything


def csv_rows(raw: bytes) -> list[Row]:
    """Rows by column name, blank rows left out. A row longer than its header has its rest under ``TOO_MANY``."""
    said = decoded(raw).replace("\0", " ")
    header = said.partition("\n")[0]
    delimiter = max(",;\t|", key=header.count)
    try:
        reader = csv.DictReader(io.StringIO(said, newline=""), delimiter=delimiter, restkey=TOO_MANY)
        rows = [row for row in reader if any(row.values())]
    except csv.Error as error:
        raise BadList(_("this is no CSV (%(why)s): save the list as CSV anew") % {"why": error}) from None
    names = [name.strip() for name in reader.fieldnames or []]
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        raise BadList(
            _("more than one column is called “%(names)s”: give each a name of its own")
            % {"names": "”, “".join(twice)}
        )
    return [{(key or "").strip(): value for key, value in row.items()} for row in rows]


def json_items(raw: bytes, inside: str = "") -> list[Row]:
    """The list in a JSON file: at the top, under ``contents`` (a page of HSDS), or where ``inside`` says ("a.b")."""
    try:
        found = json.loads(decoded(raw))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadList(_("this is no JSON (%(why)s): ask for the file anew") % {"why": error}) from None
    for name in filter(None, inside.split(".")):
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found = found["contents"] if isinstance(found.get("contents"), list) else [found]
    if not isinstance(found, list):
        where = f"“{inside}”" if inside else _("the top of the file")
        raise BadList(
            _("no list stands at %(where)s: say with “inside” in the map where it does") % {"where": where}
        )
    return [each if isinstance(each, dict) else {} for each in found]


def read_bytes(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise BadList(_too_much())
    return file.read_bytes()


def _too_much() -> str:
    return _("this is more than %(most)d MB: load it in parts, each under the same source") % {
        "most": LARGEST >> 20
    }


def tables(path: Path) -> dict[str, list[Row]]:
    """Every CSV of a folder, of a ZIP or beside a ``datapackage.json``, by its name without ending."""
    if path.is_file() and not zipfile.is_zipfile(path):
        path = path.parent
    if path.is_dir():
        return {file.stem: csv_rows(read_bytes(file)) for file in sorted(path.glob("*.csv"))}
    with zipfile.ZipFile(path) as archive:
        listed = [each for each in archive.infolist() if each.filename.lower().endswith(".csv")]
        if sum(each.file_size for each in listed) > LARGEST:
            raise BadList(_too_much())
        return {PurePosixPath(each.filename).stem: csv_rows(archive.read(each)) for each in listed}
