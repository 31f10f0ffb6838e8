"""A map of columns guessed from a header and some values, for a file that comes without one.

Names of columns in English, French, German, Spanish, Italian, Portuguese and Dutch, and those that labelled sets
usually have. What is guessed is printed as TOML, so that it can be kept, mended and given back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime

from accord.linkage.measure.files import Map

NAMES: dict[str, str] = {
    "given_name": "given_name givenname given first_name firstname forename fname first name_first prenom prenoms"
    " vorname vornamen rufname nombre nombres nombre_pila primer_nombre nome nome_proprio voornaam voornamen imie",
    "family_name": "family_name familyname surname last_name lastname lname last name_last nom nom_famille"
    " nom_de_famille patronyme nachname familienname zuname apellido apellidos primer_apellido cognome sobrenome"
    " apelido achternaam geslachtsnaam nazwisko",
    "full_name": "full_name fullname name whole_name person_name complete_name nom_complet nom_prenom nom_et_prenom"
    " prenom_nom vollstaendiger_name vollstandiger_name nombre_completo nombre_y_apellidos apellidos_y_nombre"
    " nome_completo nominativo naam volledige_naam site_name",
    "date_of_birth": "date_of_birth dateofbirth dob birth_date birthdate bdate born birthday date_naissance"
    " date_de_naissance ne_le naissance geburtsdatum geburtstag geboren fecha_nacimiento fecha_de_nacimiento nacimiento"
    " data_nascita data_di_nascita nascita data_nascimento data_de_nascimento geboortedatum birth_year year_of_birth"
    " yob birthyear annee_naissance annee_de_naissance geburtsjahr ano_nacimiento anio_nacimiento anno_nascita"
    " geboortejaar",
    "sex": "sex gender gender_code sex_code sexe genre geschlecht sexo genero sesso geslacht plec",
    "street_number": "street_number house_number house_no streetnumber street_no house_num numero_rue numero_voie"
    " no_rue hausnummer hausnr numero_calle numero_civico huisnummer",
    "street": "street street_name address address_1 address1 addr1 address_line_1 res_street_address street_address"
    " adresse rue voie strasse str direccion calle domicilio indirizzo via endereco rua adres straat",
    "city": "city town suburb res_city_desc city_town municipality locality place residence parish village ville"
    " commune municipalite localite paroisse domicile lieu stadt ort wohnort gemeinde ciudad localidad municipio"
    " poblacion lugar citta comune localita cidade plaats woonplaats gemeente miasto",
    "postal_code": "postal_code postalcode postcode post_code zip zip_code zipcode postcode_fake code_postal cp plz"
    " postleitzahl codigo_postal cap codigo_de_postal kod_pocztowy",
    "birth_place": "birth_place birthplace place_of_birth pob birth_state town_of_birth lieu_naissance"
    " lieu_de_naissance geburtsort lugar_nacimiento lugar_de_nacimiento luogo_nascita luogo_di_nascita"
    " local_nascimento geboorteplaats",
    "occupation": "occupation job profession job_title trade metier beruf ocupacion oficio profesion professione"
    " ocupacao profissao beroep",
    "email": "email e_mail mail email_address courriel adresse_courriel correo correo_electronico",
    "phone": "phone telephone phone_number tel mobile cell full_phone_num telefono telefon telefone telefoon portable",
}
TRUTH = (
    "cluster cluster_id entity_id entity entityid true_id trueid truth_id true_entity_id person_id personid recid_true"
    " simulant_id ncid group_id match_id ground_truth id_entite id_personne rec_id record_id label"
).split()
_FEBRL = r"rec-(\d+)"
_DATES = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%d/%m/%y",
          "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S")  # fmt: skip

_OURS = {name: (field, rank) for field, names in NAMES.items() for rank, name in enumerate(names.split())}


def plain(header: str) -> str:
    """Return a header as lower-case words joined by "_", without accents."""
    bare = unicodedata.normalize("NFKD", header.replace("ß", "ss"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    bare = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", bare)
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


def guess_map(header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Map:
    """Return a map for a header, as far as names tell; ``rows`` (a sample) tell the format of dates and true ids."""
    best: dict[str, tuple[int, str]] = {}
    for column in header:
        field, rank = _OURS.get(plain(column), ("", 0))
        if field and any((row.get(column) or "").strip() for row in rows or [{column: "?"}]):
            best[field] = min(best.get(field, (rank, column)), (rank, column))
    fields = {field: best[field][1] for field in NAMES if field in best}
    if "family_name" in fields and "given_name" not in fields and "full_name" not in fields:
        fields["full_name"] = fields.pop("family_name")  # "nom" alone holds the whole name
    if "given_name" in fields and "family_name" not in fields:
        fields.setdefault("full_name", fields["given_name"])
        del fields["given_name"]
    if {"given_name", "family_name"} <= set(fields):
        fields.pop("full_name", None)
    formats = {}
    if "date_of_birth" in fields and (pattern := _date_format(rows, fields["date_of_birth"])):
        formats["date_of_birth"] = pattern
    column, pattern = _truth(header, rows, set(fields.values()))
    return Map(fields, formats, truth_column=column, truth_pattern=pattern)


def as_toml(columns: Map) -> str:
    """Return a map as the TOML that ``--map`` reads."""

    def quoted(text: object) -> str:
        return "'" + str(text) + "'" if "'" not in str(text) else '"' + str(text).replace('"', '\\"') + '"'

    lines = ["[fields]", *(f"{ours} = {quoted(theirs)}" for ours, theirs in columns.fields.items())]
    if columns.formats:
        lines += ["", "[formats]", *(f"{ours} = {quoted(one)}" for ours, one in columns.formats.items())]
    if columns.truth_column:
        lines += ["", "[truth]", f"column = {quoted(columns.truth_column)}"]
        lines += [f"pattern = {quoted(columns.truth_pattern)}"] if columns.truth_pattern else []
    return "\n".join(lines) + "\n"


def _date_format(rows: Sequence[Mapping[str, str]], column: str) -> str:
    """Return the format that most values fit; "" where none does (bare years, ages)."""
    values = [value for row in rows if (value := (row.get(column) or "").strip())]
    fits = {pattern: sum(_fits(value, pattern) for value in values) for pattern in _DATES}
    best = max(fits, key=lambda pattern: fits[pattern])
    return best if values and fits[best] > len(values) / 3 else ""


def _fits(value: str, pattern: str) -> bool:
    try:
        datetime.strptime(value, pattern)
    except ValueError:
        return False
    return True


def _truth(header: Sequence[str], rows: Sequence[Mapping[str, str]], taken: set[str]) -> tuple[str, str]:
    """Return (column, pattern) of the true id; ("", "") where no column looks like one.

    ``rec_id`` and the like are a row's own id unless they follow FEBRL's pattern; a truth has repeated values or
    serves to link, so any other listed name is believed.
    """
    named = {plain(column): column for column in header if column not in taken}
    for name in TRUTH:
        column = named.get(name)
        values = [(row.get(column) or "").strip() for row in rows] if column else []
        if column and values and all(re.match(_FEBRL, value) for value in values if value):
            return column, _FEBRL
        if column and name not in {"rec_id", "record_id"}:
            return column, ""
    return "", ""
