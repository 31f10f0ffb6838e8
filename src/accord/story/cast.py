"""The agencies of the story (real ones where public bodies are concerned) and their members (all invented)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from anyascii import anyascii

STORY = uuid.UUID("5f1d5d0e-2c5e-5d0a-9a3e-acc02d000000")


def story_id(*names: str) -> uuid.UUID:
    """The same id for the same name, on every machine."""
    return uuid.uuid5(STORY, "/".join(names))


@dataclass(frozen=True)
class AgencyPart:
    """One agency: short name, English and French name, realm, city, province, desk phone (reserved for fiction)."""

    short: str
    name_en: str
    name_fr: str
    realm: str
    city: str
    province: str
    phone: str
    immigration: bool = False
    offices: tuple[tuple[str, str], ...] = ()
    short_fr: str = ""

    @property
    def id(self) -> uuid.UUID:
        return story_id("agency", self.short)


@dataclass(frozen=True)
class MemberPart:
    """One account. ``human`` names the person where one person has accounts at two agencies."""

    agency: str
    name: str
    title_en: str
    title_fr: str
    desk: str = ""  # "lead", "worker" or "reader" on the agency's desk; "" for no seat
    duties: tuple[str, ...] = ()
    language: str = "en"
    home: str = ""
    office: str = ""
    human: str = ""
    role: str = ""  # what the list of sign-ins calls this person; "" leaves the person off the short list

    @property
    def id(self) -> uuid.UUID:
        return story_id("member", self.agency, self.name)

    @property
    def human_id(self) -> uuid.UUID:
        return story_id("human", self.human or self.name)

    @property
    def email(self) -> str:
        plain = anyascii(self.name).lower().replace(" ", ".")
        return f"{plain}@{anyascii(self.agency).lower().replace(' ', '-')}.example.org"


AGENCIES = (
    AgencyPart(
        "EILP", "Integrated unit against procuring", "Équipe intégrée de lutte contre le proxénétisme",
        "enforcement", "Montréal", "QC", "+1 514 555 0101",
        offices=(("Montréal", "Montréal"), ("Québec", "Québec"), ("Gatineau", "Gatineau")),
    ),
    AgencyPart("SPVM", "Montréal police", "Service de police de la Ville de Montréal", "enforcement",
               "Montréal", "QC", "+1 514 555 0102"),
    AgencyPart("SPVQ", "Québec City police", "Service de police de la Ville de Québec", "enforcement",
               "Québec", "QC", "+1 418 555 0103"),
    AgencyPart("SPAL", "Longueuil police", "Service de police de l’agglomération de Longueuil", "enforcement",
               "Longueuil", "QC", "+1 450 555 0104"),
    AgencyPart("SPL", "Laval police", "Service de police de Laval", "enforcement", "Laval", "QC", "+1 450 555 0105"),
    AgencyPart("SPVG", "Gatineau police", "Service de police de la Ville de Gatineau", "enforcement",
               "Gatineau", "QC", "+1 819 555 0106"),
    AgencyPart("SQ", "Québec provincial police", "Sûreté du Québec", "enforcement", "Montréal", "QC",
               "+1 514 555 0107"),
    AgencyPart("RCMP", "Royal Canadian Mounted Police", "Gendarmerie royale du Canada", "enforcement", "Ottawa", "ON",
               "+1 613 555 0108", short_fr="GRC"),
    AgencyPart("TPS SVS", "Toronto Police Service, Special Victims Section",
               "Service de police de Toronto, section des victimes spéciales", "enforcement", "Toronto", "ON",
               "+1 416 555 0109"),
    AgencyPart("NRPS", "Niagara Regional Police Service", "Service de police régional de Niagara", "enforcement",
               "Niagara Falls", "ON", "+1 905 555 0110"),
    AgencyPart("OPS", "Ottawa Police Service", "Service de police d’Ottawa", "enforcement", "Ottawa", "ON",
               "+1 613 555 0111"),
    AgencyPart("OPP", "Ontario Provincial Police", "Police provinciale de l’Ontario", "enforcement", "Orillia", "ON",
               "+1 705 555 0112", short_fr="PPO"),
    AgencyPart("DPCP", "Crown prosecutors, Québec", "Directeur des poursuites criminelles et pénales", "enforcement",
               "Montréal", "QC", "+1 514 555 0113"),
    AgencyPart("CBSA", "Canada Border Services Agency", "Agence des services frontaliers du Canada", "enforcement",
               "Ottawa", "ON", "+1 613 555 0114", short_fr="ASFC", immigration=True),
    AgencyPart("Havre", "Havre-du-Fleuve emergency shelter (invented)",
               "Hébergement d’urgence Havre-du-Fleuve (inventé)", "support", "Montréal", "QC", "+1 514 555 0115"),
    AgencyPart("Passerelle", "Passerelle, support after exploitation (invented)",
               "Passerelle, soutien après l’exploitation (inventé)", "support", "Toronto", "ON", "+1 416 555 0116"),
    AgencyPart("Hôpital", "Pont-Neuf Hospital, social service (invented)",
               "Hôpital du Pont-Neuf, service social (inventé)", "support", "Gatineau", "QC", "+1 819 555 0117"),
    AgencyPart("Étape", "Deuxième Étape, second-stage homes (invented)",
               "Deuxième Étape, logements de transition (inventé)", "support", "Québec", "QC", "+1 418 555 0120"),
    AgencyPart("Lakeside", "Lakeside Lodge, transition house (invented)",
               "Lakeside Lodge, maison d’hébergement (inventé)", "support", "Niagara Falls", "ON", "+1 905 555 0121"),
    AgencyPart("Cedar", "Cedar Circle, Indigenous healing and homes (invented)",
               "Cercle du cèdre, guérison et logement autochtones (inventé)", "support", "Winnipeg", "MB",
               "+1 204 555 0122"),
    AgencyPart("Clinique", "Open Clinic, care without a card (invented)",
               "Clinique ouverte, soins sans carte (inventé)", "support", "Ottawa", "ON", "+1 613 555 0123"),
    AgencyPart("Jeunes", "River Youth, 16 to 24 (invented)", "Jeunes de la rivière, 16 à 24 ans (inventé)",
               "support", "Gatineau", "QC", "+1 819 555 0124"),
    AgencyPart("DPJ", "Director of Youth Protection, Montréal", "Directeur de la protection de la jeunesse, Montréal",
               "authority", "Montréal", "QC", "+1 514 555 0125"),
    AgencyPart("IVAC", "Compensation for victims of crime, Québec",
               "Indemnisation des victimes d’actes criminels, Québec", "authority", "Montréal", "QC",
               "+1 514 555 0126"),
    AgencyPart("IRCC", "Immigration, Refugees and Citizenship Canada",
               "Immigration, Réfugiés et Citoyenneté Canada", "authority", "Ottawa", "ON", "+1 613 555 0118"),
    AgencyPart("Coordination", "Office of coordination against trafficking (invented)",
               "Bureau de coordination contre la traite (inventé)", "coordination", "Ottawa", "ON", "+1 613 555 0119"),
)  # fmt: skip

MEMBERS = (
    MemberPart("EILP", "Maude Tremblay-Cyr", "Lieutenant", "Lieutenante", "lead", ("commander", "intake"), "fr",
               home="SPVM", office="Montréal", role="commander"),
    MemberPart("EILP", "Olivier Nadon", "Investigator", "Enquêteur", "worker", (), "fr",
               home="SPL", office="Montréal", role="investigator"),
    MemberPart("EILP", "Anne-Sophie Bélair", "Analyst", "Analyste", "worker", ("custodian",), "fr",
               home="SPVM", office="Montréal", role="analyst"),
    MemberPart("EILP", "Karine Sauvé", "Investigator", "Enquêteuse", "lead", ("custodian",), "fr",
               home="SPVG", office="Gatineau", human="Karine Sauvé"),
    MemberPart("EILP", "Denis Verrault", "Administrator", "Administrateur", "", ("administrator",), "fr",
               office="Montréal", role="administrator"),
    MemberPart("SPVM", "Hugo Lanctôt", "Sergeant-detective", "Sergent-détective", "lead", ("commander",), "fr"),
    MemberPart("SPVM", "Mireille Aubry", "Investigator", "Enquêteuse", "worker", (), "fr"),
    MemberPart("SPVQ", "Patrice Gélinas-Roy", "Sergeant-detective", "Sergent-détective", "lead", ("commander",), "fr"),
    MemberPart("SPVQ", "Line Bergevin", "Investigator", "Enquêteuse", "worker", (), "fr"),
    MemberPart("SPAL", "Marc-André Pilote", "Sergeant-detective", "Sergent-détective", "lead", ("commander",), "fr"),
    MemberPart("SPAL", "Josiane Thuot", "Investigator", "Enquêteuse", "worker", (), "fr"),
    MemberPart("SPL", "Stéphanie Malo", "Sergeant-detective", "Sergente-détective", "lead", ("commander",), "fr"),
    MemberPart("SPL", "Éric Dansereau", "Investigator", "Enquêteur", "worker", (), "fr"),
    MemberPart("SPVG", "Julien Carpentier", "Sergeant-detective", "Sergent-détective", "lead", ("commander",), "fr"),
    MemberPart("SPVG", "Karine Sauvé", "Investigator", "Enquêteuse", "worker", (), "fr", human="Karine Sauvé"),
    MemberPart("SQ", "Nathalie Ouimet", "Captain", "Capitaine", "lead", ("commander",), "fr"),
    MemberPart("SQ", "Bruno Lessard-Hébert", "Investigator", "Enquêteur", "worker", (), "fr"),
    MemberPart("RCMP", "Graham Whitlock", "Staff sergeant", "Sergent d’état-major", "lead", ("commander",)),
    MemberPart("RCMP", "Priya Sandhar", "Corporal", "Caporale", "worker"),
    MemberPart("TPS SVS", "Dana Kowalchuk", "Detective sergeant", "Sergente-détective", "lead", ("commander", "intake"),
               role="special victims section"),
    MemberPart("TPS SVS", "Terrence Obi", "Detective constable", "Agent-détective", "worker"),
    MemberPart("NRPS", "Colleen Marchetti", "Detective sergeant", "Sergente-détective", "lead", ("commander", "intake"),
               role="vice investigator, Niagara"),
    MemberPart("NRPS", "Scott Brannigan", "Detective constable", "Agent-détective", "worker"),
    MemberPart("OPS", "Farah Idris", "Sergeant", "Sergente", "lead", ("commander",)),
    MemberPart("OPS", "Luc Charlebois", "Detective", "Détective", "worker"),
    MemberPart("OPP", "Wendell Strachan", "Detective inspector", "Inspecteur-détective", "lead", ("commander",)),
    MemberPart("OPP", "Marta Nowicki", "Detective constable", "Agente-détective", "worker"),
    MemberPart("DPCP", "Me Florence Daigneault", "Prosecutor", "Procureure", "lead", ("commander", "intake"), "fr",
               role="prosecutor"),
    MemberPart("CBSA", "Neil Fairbairn", "Inland enforcement officer", "Agent d’exécution", "lead", ("commander",),
               role="border officer"),
    MemberPart("Havre", "Rosalie Minville", "Intake worker", "Intervenante à l’accueil", "lead",
               ("commander", "intake"), "fr", role="shelter intake worker"),
    MemberPart("Havre", "Yasmine Cherkaoui", "Night worker", "Intervenante de nuit", "worker", (), "fr",
               role="shelter night worker"),
    MemberPart("Passerelle", "Joy Amankwah", "Case worker", "Intervenante", "lead", ("commander", "intake"),
               role="case worker"),
    MemberPart("Passerelle", "Tess Hollander", "Case worker", "Intervenante", "worker"),
    MemberPart("Hôpital", "Simon Blanchette", "Social worker", "Travailleur social", "lead",
               ("commander", "intake"), "fr", role="hospital social worker"),
    MemberPart("Étape", "Ghislaine Therrien", "Coordinator", "Coordonnatrice", "lead", ("commander", "intake"), "fr"),
    MemberPart("Lakeside", "Moira Fennell", "House worker", "Intervenante", "lead", ("commander", "intake"),
               role="transition house worker, Niagara"),
    MemberPart("Cedar", "Leona Stonechild", "Keeper", "Gardienne", "lead", ("commander", "intake")),
    MemberPart("Clinique", "Dr. Hana Sobotka", "Physician", "Médecin", "lead", ("commander", "intake"),
               role="clinic"),
    MemberPart("Jeunes", "Alexis Ranger", "Youth worker", "Intervenant jeunesse", "lead",
               ("commander", "intake"), "fr"),
    MemberPart("DPJ", "Carole Duchesne", "Intake, youth protection", "Accueil, protection de la jeunesse", "",
               ("intake",), "fr", role="child-protection officer"),
    MemberPart("IVAC", "Patrick Lemelin", "Benefits agent", "Agent d’indemnisation", "", ("intake",), "fr"),
    MemberPart("IRCC", "Amrita Dhaliwal", "Permit officer", "Agente des permis", "", ("intake",), "en",
               role="permit officer"),
    MemberPart("Coordination", "Geneviève Landreville", "Broker", "Intermédiaire", "", ("broker",), "fr",
               role="broker"),
    MemberPart("Coordination", "Peter Okafor", "Broker", "Intermédiaire", "", ("broker",), "en",
               role="second broker"),
)  # fmt: skip
