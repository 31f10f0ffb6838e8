"""What workers of the story write, in the language of each. Plain words, nothing that need be told twice."""

from __future__ import annotations

OFFICE = "Coordination"
ANSWERS = ("disclosed", "observed", "refused", "not_observed")
NOTES = (
    ("Slept well. Wants to call her sister on Sunday.", "A bien dormi. Veut appeler sa sœur dimanche."),
    ("Asked for a lawyer’s number; we wrote it down together.", "A demandé le numéro d’un avocat; noté ensemble."),
    ("Went to the clinic with a colleague. No appointment is to be made without asking.",
     "Est allée à la clinique avec une collègue. Aucun rendez-vous sans lui demander."),
    ("Prefers to speak in the morning, with the door open.", "Préfère parler le matin, la porte ouverte."),
)  # fmt: skip
GOALS = (
    ("A room with my own key.", "Une chambre avec ma propre clé."),
    ("Finish my secondary-school diploma.", "Finir mon diplôme d’études secondaires."),
    ("Have my children with me by summer.", "Avoir mes enfants avec moi d’ici l’été."),
)


def _in(french: bool, english_french: tuple[str, str]) -> str:
    return english_french[french]


def note(french: bool, number: int) -> str:
    return _in(french, NOTES[number % len(NOTES)])


def goal(french: bool, number: int) -> str:
    return _in(french, GOALS[number % len(GOALS)])


def witness(french: bool) -> str:
    return _in(french, ("A colleague", "Une collègue"))


def called(french: bool) -> str:
    return _in(french, ("Called at once; they took the report.", "Appel immédiat; le signalement est reçu."))


def alert(french: bool, missing: bool) -> str:
    if missing:
        return _in(french, ("Left on foot after supper. Friends have been called.",
                            "Partie à pied après le souper. Ses amies ont été appelées."))  # fmt: skip
    return _in(french, ("He was seen in front of the house. Nobody opens alone.",
                        "Il a été vu devant la maison. Personne n’ouvre sans être accompagné."))  # fmt: skip


def summary(french: bool) -> str:
    return _in(french, ("She has told it once, here, in her words; nobody needs to ask again.",
                        "Elle l’a raconté une fois, ici, dans ses mots; personne n’a à redemander."))  # fmt: skip


def reply(french: bool) -> str:
    return _in(french, ("Thursday at 10, ask for me at the door.", "Jeudi à 10 h, demandez-moi à l’entrée."))


def safety(french: bool) -> dict[str, str]:
    """By part of the safety plan (``support.actions.plan.PARTS``)."""
    return {
        "phone": "514 555 0188",
        "hours": _in(french, ("After 18:00", "Après 18 h")),
        "saying": _in(french, ("The library, about a book", "La bibliothèque, pour un livre")),
        "people": _in(french, ("Her aunt, when she says so", "Sa tante, quand elle le dit")),
    }


def refusal(french: bool) -> str:
    return _in(french, ("The dates of entry do not agree; a new application may be made.",
                        "Les dates d’entrée ne concordent pas; une nouvelle demande est possible."))  # fmt: skip


def asked_because(french: bool) -> str:
    return _in(french, ("Children in Canada can be included; are there any?",
                        "Les enfants qui sont au Canada peuvent être inclus; y en a-t-il?"))  # fmt: skip


def elsewhere(french: bool) -> str:
    return _in(french, ("Victim services, by fax", "Services aux victimes, par télécopieur"))


def interpreters(french: bool) -> str:
    return _in(french, ("Interpreters’ cooperative (invented)", "Coopérative d’interprètes (inventée)"))


def life_in_danger(french: bool) -> str:
    return _in(
        french, ("To find her before harm comes to her", "La retrouver avant qu’il ne lui arrive malheur")
    )


def not_reached(french: bool) -> str:
    return _in(french, ("She cannot be reached; the danger is tonight.",
                        "On ne peut pas la joindre; le danger est pour ce soir."))  # fmt: skip


def protects(french: bool) -> str:
    return _in(french, ("Protection of a child", "Protection d’une enfant"))
