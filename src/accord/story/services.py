"""The invented services of the demonstration's directory: every need, both languages, one shelter without address."""

from __future__ import annotations

from datetime import date, time

from accord.agencies.models import Agency
from accord.directory.actions import set_keeper
from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.records import Hours, Number, Offer, Place, Provider, Reading, Whom
from accord.story.cast import MEMBERS, story_id
from accord.story.stage import Stage
from accord.story.told import member

SOURCE = "demonstration"
ALWAYS = [Hours(words_en="Day and night", words_fr="Jour et nuit")]
OFFICE = [Hours(["MO", "TU", "WE", "TH", "FR"], time(9), time(17))]
# id, English, French, organization (English, French), needs, languages, city, province, phone, hours
LINES = (
    ("north-door", "North Door shelter for women", "Refuge Porte du Nord pour femmes",
     ("Porte du Nord", "Porte du Nord"),
     "shelter crisis", "fr en es", "Montréal", "QC", "514 555-0110", ALWAYS),
    ("second-step", "Second-stage apartments", "Appartements de deuxième étape", ("Porte du Nord", "Porte du Nord"),
     "housing", "fr en", "Montréal", "QC", "514 555-0111", OFFICE),
    ("line", "Night and day line", "Ligne jour et nuit", ("Listening Bridge", "Pont d’écoute"),
     "crisis wellness", "en fr ar zh", "", "", "1 800 555-0112", ALWAYS),
    ("youth", "Beds for youth, 16 to 24", "Lits pour jeunes de 16 à 24 ans", ("River Youth", "Jeunes de la rivière"),
     "shelter", "en fr", "Gatineau", "QC", "819 555-0113", ALWAYS),
    ("clinic", "Clinic without a card", "Clinique sans carte", ("Open Clinic", "Clinique ouverte"),
     "health", "en fr es tl", "Ottawa", "ON", "613 555-0114", OFFICE),
    ("permits", "Advice on temporary permits", "Conseils sur les permis temporaires",
     ("Legal Harbour", "Havre juridique"),
     "legal newcomer", "en fr es hu", "Toronto", "ON", "416 555-0115", OFFICE),
    ("landing", "First weeks in Canada", "Premières semaines au Canada", ("Landing Place", "Point d’arrivée"),
     "newcomer education", "en ar uk pa", "Toronto", "ON", "416 555-0116", OFFICE),
    ("table", "Meals and groceries", "Repas et épicerie", ("Long Table", "Grande tablée"),
     "food community", "en fr", "Niagara Falls", "ON", "905 555-0117", OFFICE),
    ("work", "Back to work", "Retour au travail", ("New Trades", "Nouveaux métiers"),
     "employment education", "fr en", "Québec", "QC", "418 555-0118", OFFICE),
    ("money", "Benefits and compensation", "Prestations et indemnisation", ("Fair Count", "Juste compte"),
     "money legal", "en fr", "Ottawa", "ON", "613 555-0119", OFFICE),
    ("circle", "Healing circle", "Cercle de guérison", ("Cedar Circle", "Cercle du cèdre"),
     "indigenous wellness", "en fr cr iu", "Winnipeg", "MB", "204 555-0120", OFFICE),
    ("ride", "A safe ride to a safe place", "Un trajet sûr vers un lieu sûr", ("Night Wheels", "Roues de nuit"),
     "transport crisis", "en fr", "Halifax", "NS", "902 555-0121", ALWAYS),
)  # fmt: skip
WHOM = {
    "north-door": Whom(18, genders=["women", "trans"], children=True, pets=True, accessibility=["wheelchair"],
                       substance_use="not_on_site", notes_en="Women, with or without children.",
                       notes_fr="Femmes, avec ou sans enfants."),
    "youth": Whom(16, 24, substance_use="welcome", notes_en="Aged 16 to 24.", notes_fr="De 16 à 24 ans."),
}  # fmt: skip
TOLD = {
    "north-door": {
        "application_en": "Call at any hour. You need no referral.",
        "application_fr": "Appelez à toute heure. Aucun aiguillage n’est nécessaire.",
        "documents_en": "Nothing. Papers can wait.", "documents_fr": "Rien. Les papiers peuvent attendre.",
        "wait_en": "None when a room is free.", "wait_fr": "Aucun s’il y a une chambre libre.",
        "interpretation_en": "By telephone, in most languages.",
        "interpretation_fr": "Par téléphone, dans la plupart des langues.",
    },
    "second-step": {
        "documents_en": "Proof of income, if you have any.",
        "documents_fr": "Une preuve de revenu, si vous en avez une.",
        "wait_en": "About three months.", "wait_fr": "Environ trois mois.",
    },
    "youth": {"alert_en": "Closed on Sunday for painting.", "alert_fr": "Fermé dimanche pour peinture."},
}  # fmt: skip
KEPT = {
    "clinic": "Clinique",
    "youth": "Jeunes",
    "circle": "Cedar",
}  # by agencies of the cast, so that they answer here
CONFIDENTIAL = {"north-door", "second-step"}


def publish() -> None:
    """Load the invented list, as an operator loads a real one."""
    load(Reading(SOURCE, [_offer(number, *line) for number, line in enumerate(LINES, start=1)]))


def name_keepers(stage: Stage) -> None:
    """The coordination office says which agency keeps which service."""
    broker = next(part for part in MEMBERS if "broker" in part.duties)
    with stage.acting(broker, "story.directory"):
        for identity, agency in KEPT.items():
            service = Service.objects.get(source=SOURCE, external_id=identity)
            keeper = Agency.objects.get(pk=story_id("agency", agency))
            set_keeper(by=member(broker), service=service, agency=keeper, keeps=True)


def _offer(
    number: int, identity: str, english: str, french: str, owner: tuple[str, str], needs: str, languages: str,
    city: str, province: str, phone: str, hours: list[Hours],
) -> Offer:  # fmt: skip
    hidden = identity in CONFIDENTIAL
    place = Place(identity, street=f"{number} Example Street", city=city, province=province, country="CA")
    return Offer(
        identity, english, Provider(owner[0].casefold(), *owner), french,
        "An invented service of the demonstration.", "Un service inventé pour la démonstration.",
        confidential=hidden, needs=needs.split(), languages=languages.split(), areas=[city or "Canada"],
        fees_en="Free.", fees_fr="Gratuit.", verified_on=date(2026, 5, 1), whom=WHOM.get(identity, Whom()),
        places=[] if hidden or not city else [place], hours=hours, numbers=[Number(phone)], **TOLD.get(identity, {}),
    )  # fmt: skip
