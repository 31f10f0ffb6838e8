"""What happened along Montréal–Gatineau/Ottawa–Toronto–Niagara, and which fragment of it each desk saw.

Three groups, eighteen months. Nobody in the story sees more than a fragment: a plate here, a street name there. People,
plates and handles are plainly invented; telephones are from the ranges reserved for fiction (555-0100 to 555-0199).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Someone:
    """A person of the story, with the ways in which they get written down (given name, family name)."""

    key: str
    role: str
    written: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...] = ()
    born: date | None = None
    sex: str = ""
    city: str = ""


@dataclass(frozen=True)
class Thing:
    """An identifier of the story, with the ways in which it gets written down."""

    key: str
    kind: str
    written: tuple[str, ...]
    context: str = ""


@dataclass(frozen=True)
class Sighting:
    """One report: days after the story's start, who saw it, where, and which persons and things were in view.

    A person or thing is named by its key; ``kd:1`` is its second way of being written. A thing after ``@`` belongs to
    a person of the same report: ``phone-kd@kd``.
    """

    day: int
    agency: str
    city: str
    place: str
    persons: str
    things: str
    en: str
    fr: str
    form: str = "sexual"
    prong: str = "exploiter"
    urgent: bool = False


PEOPLE = (
    Someone("kd", "suspect", (("Kelvin", "Draymore"), ("Calvin", "Draymore"), ("Kelvin", "Dreymore")),
            ("Kash", "KD"), date(1994, 7, 19), "male", "Montréal"),
    Someone("tv", "suspect", (("Terrell", "Vanière"), ("Terel", "Vaniere"), ("Terrell", "Vannière")),
            ("T-Van",), date(1991, 2, 3), "male", "Gatineau"),
    Someone("lb", "facilitator", (("Lucie", "Brisebarre"), ("Lucy", "Brisebarre")), ("Lulu Annonces",),
            date(1988, 11, 30), "female", "Laval"),
    Someone("ms", "possible_victim", (("Maëlle", "Sainte-Rose"), ("Maelle", "St-Rose")), ("Mya",),
            date(2009, 5, 14), "female", "Longueuil"),
    Someone("ac", "possible_victim", (("Ashlyn", "Corrigal"), ("Ashlin", "Corrigall")), ("Star",),
            date(2003, 9, 8), "female", "Ottawa"),
    Someone("dz", "suspect", (("Dragan", "Zelenko-Hart"), ("Dragan", "Zelenko")), ("Boss Z",),
            date(1979, 4, 22), "male", "Niagara Falls"),
    Someone("rm", "facilitator", (("Rowena", "Malabanan"), ("Rowena", "Malabanán")), (), date(1985, 12, 1),
            "female", "St. Catharines"),
    Someone("jt", "possible_victim", (("Jun", "Talisayon"), ("Jun", "Talisayan")), (), date(1996, 6, 17), "male",
            "Niagara-on-the-Lake"),
    Someone("gp", "buyer", (("Gordon", "Pellerinski"), ("Gord", "Pellerinski")), ("Gordo",), date(1971, 8, 9),
            "male", "Toronto"),
    Someone("wb", "suspect", (("Wade", "Bellefontaine"), ("Wayde", "Bellefontaine")), ("Smooth",),
            date(1996, 1, 27), "male", "Hamilton"),
    Someone("kl", "possible_victim", (("Kiera", "Lafrenais"), ("Kierra", "Lafrenais")), ("Kiki",),
            date(2008, 3, 3), "female", "Hamilton"),
)  # fmt: skip

THINGS = (
    Thing("phone-kd", "phone", ("438 555-0142", "+1 (438) 555 0142", "4385550142")),
    Thing("phone-kd2", "phone", ("647-555-0121", "1 647 555 0121")),
    Thing("phone-ads", "phone", ("514 555 0177", "(514) 555-0177")),
    Thing("phone-dz", "phone", ("905-555-0133", "+19055550133")),
    Thing("phone-wb", "phone", ("289 555 0188", "(289) 555-0188")),
    Thing("plate-kd", "plate", ("ZZQ 014", "ZZQ014", "zzq-014"), "QC"),
    Thing("plate-tv", "plate", ("ZZTV 402", "ZZTV402"), "ON"),
    Thing("plate-kd2", "plate", ("ZZLK 331", "zzlk331"), "ON"),
    Thing("plate-dz", "plate", ("ZZ DEMO 7", "ZZDEMO7"), "ON"),
    Thing("plate-wb", "plate", ("ZZWB 118", "zzwb118"), "ON"),
    Thing("handle-kd", "handle", ("@demo_kash_mtl", "demo_kash_mtl"), "instagram"),
    Thing("handle-wb", "handle", ("demo.smooth.905",), "snapchat"),
    Thing("mail-lb", "email", ("annonces.demo@example.org", "Annonces.Demo@example.org")),
    Thing("pay-kd", "payment", ("transferts.demo@example.org", "Transferts.demo@example.org")),
    Thing("ad-mtl", "ad_url", ("https://ads.example.com/mtl/star-0142", "ads.example.com/mtl/star-0142?ref=x")),
    Thing("ad-tor", "ad_url", ("https://ads.example.com/gta/mya-0121", "http://ads.example.com/gta/mya-0121/")),
    Thing("ad-ham", "ad_url", ("https://ads.example.com/ham/kiki-0188",)),
    Thing("motel-borealis", "premises", ("Motel Boréalis, Saint-Hubert", "Motel Borealis St-Hubert"), "hotel"),
    Thing("hotel-lakeview", "premises", ("Lakeview Demo Inn, Etobicoke", "Lakeview Demo Inn Etobicoke"), "hotel"),
    Thing("hotel-falls", "premises", ("Rainbow Demo Motel, Niagara Falls", "Rainbow Demo Motel Niagara Falls"),
          "hotel"),
    Thing("bunkhouse", "premises", ("4410 Exemple Line 9, Niagara-on-the-Lake",), "address"),
    Thing("wallet-kd", "wallet", ("0xdec0de00000000000000000000000000deadbeef",)),
)  # fmt: skip

_KD = ("kd", "tv", "lb", "ms", "ac")

SIGHTINGS = (
    # Montréal – Gatineau/Ottawa – Toronto: two exploiters, a driver, somebody who writes the advertisements
    Sighting(6, "SPAL", "longueuil", "hotel", "ms tv", "motel-borealis plate-tv@tv",
             "Front desk worried: a very young woman, a man pays cash by the night and waits in the car.",
             "La réception s’inquiète : une très jeune femme, un homme paie comptant et attend dans l’auto.",
             urgent=True),
    Sighting(19, "SPVM", "montreal", "online", "lb", "ad-mtl phone-ads@lb mail-lb@lb",
             "Several advertisements written in one hand, one telephone for all.",
             "Plusieurs annonces de la même main, un seul téléphone pour toutes."),
    Sighting(33, "EILP", "montreal", "street", "kd:2", "plate-kd@kd phone-kd@kd",
             "Stop near the bus terminal. Two young women in the back say nothing; he answers for them.",
             "Interception près du terminus. Deux jeunes femmes à l’arrière se taisent; il répond pour elles."),
    Sighting(52, "OPS", "ottawa", "hotel", "ac tv:1", "plate-tv:1@tv",
             "She asks reception for the name of the street. He drives back and forth to Gatineau.",
             "Elle demande à la réception le nom de la rue. Il fait l’aller-retour vers Gatineau."),
    Sighting(58, "SPVG", "gatineau", "private", "tv", "phone-kd:1 plate-tv@tv",
             "Neighbours report visits at all hours; the tenant says that the flat belongs to a friend.",
             "Des voisins signalent des visites à toute heure; le locataire dit que le logement est à un ami."),
    Sighting(71, "EILP", "gatineau", "private", "kd ac:1", "phone-kd@kd pay-kd@kd",
             "Transfers of the same sum each night to one address.",
             "Virements du même montant chaque nuit vers une même adresse."),
    Sighting(90, "TPS SVS", "toronto", "hotel", "kd:1 ms:1", "hotel-lakeview phone-kd2@kd ad-tor plate-kd:1@kd",
             "Room rented by a man for two girls; one gives three different ages.",
             "Chambre louée par un homme pour deux jeunes filles; l’une donne trois âges différents.", urgent=True),
    Sighting(97, "RCMP", "ottawa", "online", "lb:1", "mail-lb:1@lb wallet-kd",
             "Payments for advertisements from one wallet.", "Paiement d’annonces depuis un seul portefeuille."),
    Sighting(118, "SPL", "laval", "private", "lb", "phone-ads:1@lb",
             "Complaint about a photo studio in a basement.", "Plainte au sujet d’un studio photo au sous-sol."),
    Sighting(131, "OPP", "kingston", "road", "tv:2", "plate-tv@tv",
             "Highway stop, three telephones on the seat, a passenger without papers of her own.",
             "Interception sur l’autoroute, trois téléphones sur le siège, une passagère sans papiers."),
    Sighting(160, "SQ", "drummondville", "road", "kd", "plate-kd:2@kd handle-kd@kd",
             "Speeding; the passenger says that she is going to a dance contest and cannot say where.",
             "Excès de vitesse; la passagère dit aller à un concours de danse, sans savoir où."),
    Sighting(188, "SPVM", "montreal", "hotel", "ac", "ad-mtl:1 motel-borealis:1",
             "She asks for help to get her papers back, then withdraws the call.",
             "Elle demande de l’aide pour ravoir ses papiers, puis retire son appel."),
    Sighting(203, "TPS SVS", "toronto", "hotel", "gp", "hotel-lakeview:1 ad-tor:1@gp",
             "Buyer met through the advertisement.",
             "Client rencontré par l’annonce.", prong="beneficiary"),
    Sighting(240, "Havre", "montreal", "shelter", "kd", "plate-kd@kd handle-kd:1@kd",
             "A resident is afraid of a car that waits across the street.",
             "Une résidente craint une auto qui attend de l’autre côté de la rue."),
    Sighting(266, "NRPS", "niagara-falls", "hotel", "kd ac", "hotel-falls phone-kd2:1@kd plate-kd@kd",
             "Security saw the same car on three weekends; she signs with two names.",
             "La sécurité a vu la même auto trois fins de semaine; elle signe de deux noms."),
    Sighting(281, "SPVQ", "quebec", "hotel", "kd:2", "handle-kd@kd pay-kd:1@kd",
             "Carnival weekend, rooms booked by one card for several names.",
             "Fin de semaine du carnaval, chambres réservées par une carte pour plusieurs noms."),
    Sighting(300, "EILP", "montreal", "online", "lb kd", "mail-lb@lb handle-kd@kd wallet-kd",
             "The same hand writes for Toronto now.", "La même main écrit maintenant pour Toronto."),
    Sighting(322, "Passerelle", "toronto", "service", "kd:1", "phone-kd2@kd",
             "She calls from a borrowed telephone and names only the man.",
             "Elle appelle d’un téléphone emprunté et ne nomme que l’homme."),
    Sighting(350, "OPS", "ottawa", "airport", "kd", "plate-kd:1",
             "Picked up two travellers from the Calgary flight.",
             "A cueilli deux voyageuses du vol de Calgary."),
    Sighting(377, "NRPS", "niagara-falls", "street", "tv", "plate-tv:1@tv phone-kd",
             "Argument in the parking lot; she says that she fell.",
             "Dispute au stationnement; elle dit être tombée."),
    Sighting(401, "Hôpital", "gatineau", "hospital", "tv:1", "plate-tv@tv",
             "He answers all questions for her and does not leave the room.",
             "Il répond à toutes les questions pour elle et ne quitte pas la chambre."),
    Sighting(440, "TPS SVS", "toronto", "private", "lb", "mail-lb@lb ad-tor",
             "Landlord reports a short-stay flat with a queue at the door.",
             "Un propriétaire signale un logement de court séjour avec une file à la porte."),
    Sighting(470, "EILP", "montreal", "street", "ms", "phone-kd:2",
             "Runaway found; one number saved in the telephone that she was given.",
             "Fugueuse retrouvée; un seul numéro dans le téléphone qu’on lui a donné.", urgent=True),
    # This week: a new car
    Sighting(473, "NRPS", "niagara-falls", "hotel", "kd", "plate-kd2@kd hotel-falls:1",
             "He has changed cars. Two rooms until Sunday; one of the women asks for a charger and a map.",
             "Il a changé d’auto. Deux chambres jusqu’à dimanche; une des femmes demande un chargeur et une carte.",
             urgent=True),
    Sighting(475, "TPS SVS", "toronto", "street", "tv", "plate-kd2:1@tv",
             "Dropped two women at the coach terminal and kept their bags.",
             "A déposé deux femmes au terminus et gardé leurs sacs."),
    Sighting(477, "EILP", "montreal", "private", "tv:1", "plate-kd2@tv",
             "The same car under the window of the flat in the east end.",
             "La même auto sous la fenêtre du logement de l’est de la ville."),
    # Niagara: labour in greenhouses
    Sighting(44, "NRPS", "niagara-on-the-lake", "workplace", "jt dz", "bunkhouse phone-dz@dz",
             "Twelve men in one house; papers kept “for safety”.",
             "Douze hommes dans une maison; papiers gardés « par sécurité ».", form="labour"),
    Sighting(102, "OPP", "st-catharines", "road", "dz:1 rm", "plate-dz@dz",
             "Van with fourteen passengers, no seat belts; the driver holds all passports.",
             "Fourgonnette, quatorze passagers; le conducteur garde tous les passeports.", form="labour"),
    Sighting(151, "RCMP", "ottawa", "online", "rm:1", "phone-dz:1@rm",
             "Recruiting messages promise a visa for a fee.",
             "Messages de recrutement : un visa contre des frais.", form="labour"),
    Sighting(214, "TPS SVS", "toronto", "workplace", "dz", "plate-dz:1@dz",
             "Cleaners brought each night by the same van.",
             "Équipe de ménage amenée chaque nuit par la même fourgonnette.", form="labour"),
    Sighting(263, "Passerelle", "st-catharines", "service", "dz:1", "plate-dz@dz phone-dz@dz",
             "A worker says that he owes more than when he came.",
             "Un travailleur dit devoir plus qu’à son arrivée.", form="labour"),
    Sighting(333, "NRPS", "niagara-on-the-lake", "workplace", "jt:1 rm", "bunkhouse",
             "Second visit; half of the men were moved the night before.",
             "Deuxième visite; la moitié des hommes ont été déplacés la veille.", form="labour"),
    # Hamilton – Toronto – Niagara
    Sighting(77, "TPS SVS", "hamilton", "hotel", "wb kl", "plate-wb@wb phone-wb@wb",
             "Fifteen, she says; then eighteen.", "Quinze ans, dit-elle; puis dix-huit.", urgent=True),
    Sighting(129, "NRPS", "niagara-falls", "hotel", "wb:1", "plate-wb:1@wb hotel-falls:1",
             "Paid for two rooms, used four.", "A payé deux chambres, en a utilisé quatre."),
    Sighting(172, "OPP", "hamilton", "road", "wb", "handle-wb@wb plate-wb@wb",
             "Passenger keeps looking at him before she answers.",
             "La passagère le regarde avant de répondre."),
    Sighting(228, "TPS SVS", "toronto", "online", "gp:1", "ad-ham@gp", "Buyer named in messages.",
             "Client nommé dans des messages.", prong="beneficiary"),
    Sighting(310, "NRPS", "niagara-falls", "online", "wb kl:1", "ad-ham phone-wb:1@wb handle-wb",
             "Advertisement with yesterday’s hotel curtains.",
             "Annonce avec les rideaux de l’hôtel de la veille.", urgent=True),
    Sighting(365, "OPS", "ottawa", "hotel", "wb:1", "plate-wb@wb",
             "Complaint about noise; three guests leave by the back.",
             "Plainte pour bruit; trois personnes sortent par l’arrière."),
)  # fmt: skip
