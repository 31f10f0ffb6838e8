"""Canadian provinces and cities, in both official languages, with where they lie.

Public geographic facts, entered afresh: names as the Geographical Names Board of Canada and Statistics Canada write
them, coordinates of the city centre in degrees (WGS 84, two decimals: about a kilometre). The largest centres of each
province, and the smaller ones on the corridors along which people are moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from accord.linkage.folding import fold


def _french() -> bool:
    return (get_language() or "en").startswith("fr")


@dataclass(frozen=True, slots=True)
class Province:
    """A province or territory by its postal code."""

    code: str
    name_en: str
    name_fr: str

    @property
    def name(self) -> str:
        return self.name_fr if _french() else self.name_en


@dataclass(frozen=True, slots=True)
class City:
    """A city. ``code`` is stable and is what reports keep: ``"montreal-qc"``."""

    code: str
    name_en: str
    name_fr: str
    province: str
    latitude: float
    longitude: float

    @property
    def name(self) -> str:
        return self.name_fr if _french() else self.name_en

    @property
    def label(self) -> str:
        """``Montréal (QC)``, as the page lists and reads it."""
        return f"{self.name} ({self.province})"


PROVINCES = {
    code: Province(code, english, french)
    for code, english, french in (
        ("AB", "Alberta", "Alberta"),
        ("BC", "British Columbia", "Colombie-Britannique"),
        ("MB", "Manitoba", "Manitoba"),
        ("NB", "New Brunswick", "Nouveau-Brunswick"),
        ("NL", "Newfoundland and Labrador", "Terre-Neuve-et-Labrador"),
        ("NS", "Nova Scotia", "Nouvelle-Écosse"),
        ("NT", "Northwest Territories", "Territoires du Nord-Ouest"),
        ("NU", "Nunavut", "Nunavut"),
        ("ON", "Ontario", "Ontario"),
        ("PE", "Prince Edward Island", "Île-du-Prince-Édouard"),
        ("QC", "Quebec", "Québec"),
        ("SK", "Saskatchewan", "Saskatchewan"),
        ("YT", "Yukon", "Yukon"),
    )
}

# English name, French name where it differs, province, latitude, longitude.
_FACTS = (
    ("Abbotsford", "", "BC", 49.05, -122.33),
    ("Ajax", "", "ON", 43.85, -79.04),
    ("Baie-Comeau", "", "QC", 49.22, -68.15),
    ("Barrie", "", "ON", 44.39, -79.69),
    ("Bathurst", "", "NB", 47.62, -65.65),
    ("Belleville", "", "ON", 44.16, -77.38),
    ("Brampton", "", "ON", 43.73, -79.76),
    ("Brandon", "", "MB", 49.85, -99.95),
    ("Brantford", "", "ON", 43.14, -80.26),
    ("Brockville", "", "ON", 44.59, -75.68),
    ("Brossard", "", "QC", 45.46, -73.47),
    ("Burlington", "", "ON", 43.33, -79.80),
    ("Burnaby", "", "BC", 49.25, -122.98),
    ("Calgary", "", "AB", 51.05, -114.07),
    ("Cambridge", "", "ON", 43.36, -80.31),
    ("Charlottetown", "", "PE", 46.24, -63.13),
    ("Chatham-Kent", "", "ON", 42.41, -82.18),
    ("Cobourg", "", "ON", 43.96, -78.17),
    ("Corner Brook", "", "NL", 48.95, -57.95),
    ("Cornwall", "", "ON", 45.02, -74.73),
    ("Drummondville", "", "QC", 45.88, -72.48),
    ("Edmonton", "", "AB", 53.55, -113.49),
    ("Edmundston", "", "NB", 47.37, -68.33),
    ("Fort Erie", "", "ON", 42.90, -78.97),
    ("Fort McMurray", "", "AB", 56.73, -111.38),
    ("Fort St. John", "", "BC", 56.25, -120.85),
    ("Fredericton", "", "NB", 45.96, -66.64),
    ("Gander", "", "NL", 48.96, -54.61),
    ("Gatineau", "", "QC", 45.48, -75.70),
    ("Granby", "", "QC", 45.40, -72.73),
    ("Grande Prairie", "", "AB", 55.17, -118.80),
    ("Greater Sudbury", "Grand Sudbury", "ON", 46.49, -81.00),
    ("Guelph", "", "ON", 43.55, -80.25),
    ("Halifax", "", "NS", 44.65, -63.57),
    ("Hamilton", "", "ON", 43.26, -79.87),
    ("Iqaluit", "", "NU", 63.75, -68.52),
    ("Joliette", "", "QC", 46.02, -73.44),
    ("Kamloops", "", "BC", 50.67, -120.33),
    ("Kelowna", "", "BC", 49.89, -119.50),
    ("Kenora", "", "ON", 49.77, -94.49),
    ("Kingston", "", "ON", 44.23, -76.49),
    ("Kitchener", "", "ON", 43.45, -80.49),
    ("Laval", "", "QC", 45.57, -73.69),
    ("Lethbridge", "", "AB", 49.69, -112.84),
    ("Lévis", "", "QC", 46.80, -71.18),
    ("Lloydminster", "", "AB", 53.28, -110.00),
    ("London", "", "ON", 42.98, -81.25),
    ("Longueuil", "", "QC", 45.53, -73.51),
    ("Markham", "", "ON", 43.86, -79.34),
    ("Medicine Hat", "", "AB", 50.04, -110.68),
    ("Milton", "", "ON", 43.51, -79.88),
    ("Miramichi", "", "NB", 47.03, -65.47),
    ("Mississauga", "", "ON", 43.59, -79.64),
    ("Moncton", "", "NB", 46.09, -64.78),
    ("Montreal", "Montréal", "QC", 45.50, -73.57),
    ("Nanaimo", "", "BC", 49.17, -123.94),
    ("New Glasgow", "", "NS", 45.59, -62.65),
    ("Niagara Falls", "", "ON", 43.09, -79.08),
    ("Niagara-on-the-Lake", "", "ON", 43.26, -79.07),
    ("North Bay", "", "ON", 46.31, -79.46),
    ("Oakville", "", "ON", 43.45, -79.68),
    ("Orillia", "", "ON", 44.61, -79.42),
    ("Oshawa", "", "ON", 43.90, -78.86),
    ("Ottawa", "", "ON", 45.42, -75.70),
    ("Pembroke", "", "ON", 45.82, -77.11),
    ("Peterborough", "", "ON", 44.30, -78.32),
    ("Pickering", "", "ON", 43.84, -79.09),
    ("Prince Albert", "", "SK", 53.20, -105.75),
    ("Prince George", "", "BC", 53.92, -122.75),
    ("Quebec City", "Québec", "QC", 46.81, -71.21),
    ("Red Deer", "", "AB", 52.27, -113.81),
    ("Regina", "", "SK", 50.45, -104.62),
    ("Repentigny", "", "QC", 45.74, -73.45),
    ("Richmond", "", "BC", 49.17, -123.14),
    ("Richmond Hill", "", "ON", 43.88, -79.44),
    ("Rimouski", "", "QC", 48.45, -68.52),
    ("Rivière-du-Loup", "", "QC", 47.83, -69.54),
    ("Rouyn-Noranda", "", "QC", 48.24, -79.02),
    ("Saguenay", "", "QC", 48.43, -71.07),
    ("Saint John", "", "NB", 45.27, -66.06),
    ("Saint-Hyacinthe", "", "QC", 45.63, -72.95),
    ("Saint-Jean-sur-Richelieu", "", "QC", 45.31, -73.26),
    ("Saint-Jérôme", "", "QC", 45.78, -74.00),
    ("Salaberry-de-Valleyfield", "", "QC", 45.25, -74.13),
    ("Sarnia", "", "ON", 42.97, -82.40),
    ("Saskatoon", "", "SK", 52.13, -106.67),
    ("Sault Ste. Marie", "Sault-Sainte-Marie", "ON", 46.52, -84.35),
    ("Sept-Îles", "", "QC", 50.22, -66.38),
    ("Sherbrooke", "", "QC", 45.40, -71.89),
    ("St. Catharines", "", "ON", 43.16, -79.24),
    ("St. John's", "St. John’s", "NL", 47.56, -52.71),
    ("Surrey", "", "BC", 49.19, -122.85),
    ("Sydney", "", "NS", 46.14, -60.19),
    ("Terrebonne", "", "QC", 45.70, -73.64),
    ("Thompson", "", "MB", 55.74, -97.86),
    ("Thunder Bay", "", "ON", 48.38, -89.25),
    ("Timmins", "", "ON", 48.48, -81.33),
    ("Toronto", "", "ON", 43.65, -79.38),
    ("Trois-Rivières", "", "QC", 46.34, -72.54),
    ("Truro", "", "NS", 45.37, -63.27),
    ("Val-d'Or", "Val-d’Or", "QC", 48.10, -77.78),
    ("Vancouver", "", "BC", 49.28, -123.12),
    ("Vaudreuil-Dorion", "", "QC", 45.40, -74.03),
    ("Vaughan", "", "ON", 43.84, -79.50),
    ("Victoria", "", "BC", 48.43, -123.37),
    ("Victoriaville", "", "QC", 46.06, -71.97),
    ("Waterloo", "", "ON", 43.46, -80.52),
    ("Welland", "", "ON", 42.99, -79.25),
    ("Whitby", "", "ON", 43.90, -78.94),
    ("Whitehorse", "", "YT", 60.72, -135.06),
    ("Windsor", "", "ON", 42.31, -83.04),
    ("Winnipeg", "", "MB", 49.90, -97.14),
    ("Yellowknife", "", "NT", 62.45, -114.37),
)


def _code(name: str, province: str) -> str:
    return f"{fold(name.removesuffix(' City'))}-{province.lower()}"


CITIES = {
    _code(english, province): City(
        _code(english, province), english, french or english, province, north, east
    )
    for english, french, province, north, east in _FACTS
}


def city(code: str) -> City | None:
    """The city of a code, or None."""
    return CITIES.get(code)


def city_label(code: str, otherwise: str = "") -> str:
    """How a page names a report's city: from its code, or as it was typed."""
    known = CITIES.get(code)
    return known.label if known else otherwise


def cities_by_name() -> list[City]:
    """All cities, in the order of the reader's language."""
    return sorted(CITIES.values(), key=lambda each: fold(each.name))


@cache
def _by_name() -> dict[str, City]:
    names: dict[str, City] = {}
    for each in CITIES.values():
        for name in (each.name_en, each.name_fr):
            names[fold(name)] = names[fold(f"{name} {each.province}")] = each
    return names


def find_city(text: str) -> City | None:
    """The city that a member typed or chose: a name in either language, with or without its province, or a code."""
    return CITIES.get(text.strip()) or _by_name().get(fold(text))
