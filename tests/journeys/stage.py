"""Two desks in the middle of their work, so that every page has something on it."""

from __future__ import annotations

import uuid
from typing import Any

from accord.base.row_security.call import call
from accord.cases import actions as cases
from accord.cases.giving import parts_of, pick
from accord.deconfliction import actions as hits
from accord.deconfliction.models import Hit, Pointer
from accord.dossiers.models import Caveat, Disclosure, Dossier
from accord.linkage import Judgement
from accord.reports.actions import amend_report, judge, propose_change, save_search, watch_person
from accord.reports.draft import IdentifierDraft
from accord.reports.models import Person, Report
from accord.reports.models.judgement import Key
from tests.journeys.people import Desk, desk, montreal, niagara
from tests.journeys.stack import Stack
from tests.reports.drafts import suspect, victim
from tests.world import World

Arguments = dict[str, list[Any]]
ALL_DUTIES = ["commander", "administrator", "custodian"]


class Stage:
    """``arguments[view]`` is what the address of that page takes; ``visitors[part]`` is who opens the part's pages."""

    def __init__(self, world: World, stack: Stack) -> None:
        self.world, self.stack = world, stack
        self.arguments: Arguments = {}
        self.visitors: dict[str, Any] = {"public": None}

    def play(self, part: str) -> None:
        from tests.journeys.pages import AREAS

        AREAS[part].play(self) if part in AREAS else getattr(self, f"_{part}")()

    def _public(self) -> None:
        pass

    def _empty(self) -> None:
        self.visitors["empty"] = self.world.member(self.world.agency(city="Gatineau"), name="Nouvelle Venue")

    def _officer(self) -> None:
        north, south = montreal(self.world), niagara(self.world)
        self.visitors["officer"] = north.lead
        report = north.file(
            suspect(), plate="CKTR 482", by=north.colleague, narrative="Fourgonnette grise, motel 401."
        )
        north.file(suspect(given_name="Luc", open_wanted=True), by=north.colleague)
        north.file(victim(identifiers=(IdentifierDraft("plate", "BXWZ 119", "ON"),)))
        for plate in ("CKTR 482", "BXWZ 119"):
            south.file(plate=plate)
        self.stack.settle()
        self._amend(north, report)
        with self.world.acting(north.lead):
            person = Person.objects.get(report_id=report.id)
            met, hidden = Hit.objects.filter(dossier_id=north.dossier.id).order_by("-known_to_other")
            pointer = Pointer.objects.get(dossier_id=north.dossier.id, opening="asked")
        key = [north.dossier.id, report.id]
        self.arguments |= {f"reports:{name}": key for name in (
            "report", "filed", "add_person", "add_identifier", "withdraw", "close")}  # fmt: skip
        of_person = ("change_person", "add_alias", "add_person_identifier")
        self.arguments |= {f"reports:{name}": [*key, person.id] for name in of_person}
        self.arguments |= self._alike(north, person)
        self.arguments |= {"search:watch": key, "search:found": [self._watched(north, person)]}
        self.arguments |= {
            "reports:change": [*key, "source"],
            "hits:hit": [north.dossier.id, met.id],
            "hits:step_forward": [north.dossier.id, hidden.id],
            "hits:sign": [north.dossier.id, pointer.id],
            "hits:introduction": [north.dossier.id, self._asked(north)],
        }

    def _alike(self, north: Desk, person: Person) -> Arguments:
        """Two pairs that wait for an answer, and one that has one."""
        twins = [north.file(suspect(aliases=("Marco",)), by=north.colleague) for _ in range(2)]
        with self.world.acting(north.lead):
            me, *others = [Key.of(person), *[Key.of(Person.objects.get(report_id=each.id)) for each in twins]]
            judge(
                by=north.lead,
                one=others[0],
                other=others[1],
                verdict=Judgement.SAME,
                reason="Marco, motel 401",
            )
        return {
            "judging:person": [*others[0]],
            "judging:pair": [*others[0], *others[1]],
            "judging:duplicates": [me.dossier_id],
        }

    def _watched(self, north: Desk, person: Person) -> uuid.UUID:
        """A person whom the lead watches and whom a colleague has met since, and a search that found nothing."""
        with self.world.acting(north.lead):
            watched = watch_person(by=north.lead, person=person, identifiers=[])
            save_search(by=north.lead, name="Fourgonnette", words="CKTR 483")
        north.file(suspect(), by=north.colleague)
        return watched.id

    def _amend(self, north: Desk, report: Report) -> None:
        other = self.world.member(north.agency, name="Anne Bélair")
        with self.world.acting(north.colleague):
            amend_report(by=north.colleague, report=report, changes={"place": "Room 12"}, reason="Receipt")
        with self.world.acting(north.lead):
            call("grant_seat", north.dossier.id, other.id, "worker", 90)
        with self.world.acting(other):
            propose_change(by=other, report=report, changes={"place": "Room 14"}, reason="Dires, motel 401")

    def _asked(self, side: Desk) -> uuid.UUID:
        id_ = uuid.uuid4()
        self.world.sql(
            "INSERT INTO accord.introduction_request (dossier_id, id, number, record_id, own_reference, subject_id,"
            " kind, about_victim, answer, basis, reason, created_at)"
            " VALUES (%s, %s, 'H-1000-1000', %s, 'R-7K3M-92QD', %s, 'phone', true, '', '', '', now())",
            side.dossier.id, id_, uuid.uuid4(), uuid.uuid4(),
        )  # fmt: skip
        return id_

    def _case(self) -> None:
        north, south = montreal(self.world), niagara(self.world)
        self.visitors["case"] = north.lead
        reports = {each: each.file(suspect(), plate="CKTR 482") for each in (north, south)}
        self.stack.settle()
        case = self._joint_case(north, south)
        for giver, receiver in ((north, south), (south, north)):
            self._disclose(giver, receiver, case, reports[giver])
        with self.world.acting(north.lead):
            cases.note_in_case(by=north.lead, case=case, text="Surveillance vendredi.")
            cases.add_task(
                by=north.lead,
                case=case,
                form_key=uuid.uuid4(),
                title="Motel 401: vidéo",
                assignee=None,
                due_on=None,
            )
            events = {side: Disclosure.objects.filter(side=side).first() for side in ("given", "received")}
        self.arguments |= {f"cases:{name}": [case.id] for name in ("case", "seats", "disclose", "disclosed")}
        self.arguments |= {f"cases:{side}": [case.id, event.event_id] for side, event in events.items()}
        self.arguments["network:network"] = [case.id]
        self.arguments["cases:disclose_fields"] = [case.id, north.dossier.id, reports[north].id]

    def _joint_case(self, north: Desk, south: Desk) -> Dossier:
        for each in (north, south):
            with self.world.acting(each.lead):
                hits.answer_hit(by=each.lead, hit=self._hit(each), judgement=Judgement.SAME)
        self.stack.settle()
        with self.world.acting(north.lead):
            cases.propose_joint_case(by=north.lead, hit=self._hit(north), title="Motel 401")
        with self.world.acting(south.lead):
            case_id = cases.accept_joint_case(by=south.lead, hit=self._hit(south))
            return Dossier.objects.get(pk=case_id)

    def _hit(self, side: Desk) -> Hit:
        return Hit.objects.get(dossier_id=side.dossier.id)

    def _disclose(self, giver: Desk, receiver: Desk, case: Dossier, report: Report) -> None:
        with self.world.acting(giver.lead):
            parts = [part for part in parts_of(report) if part.offers]
            picked = pick(parts, {part.key: [offer.code for offer in part.offers] for part in parts})
            cases.disclose(
                by=giver.lead, case=case, report=report, picked=picked, receivers=[receiver.agency],
                purpose="Identification", caveat=Caveat.AMBER_STRICT, third_party_rule=True, expires_at=None,
                form_key=uuid.uuid4(),
            )  # fmt: skip

    def _console(self) -> None:
        north = montreal(self.world)
        self.visitors["console"] = north.lead
        self.world.sql("UPDATE accord.member SET duties = %s WHERE id = %s", ALL_DUTIES, north.lead.id)
        north.file(suspect())
        orphan = self.world.desk(north.colleague, title="SPVM 2")
        self.world.sql("UPDATE accord.seat SET until = now() WHERE dossier_id = %s", orphan.id)
        of_desk = ("dossier", "looked", "mandate")
        self.arguments |= {f"console:{name}": [north.dossier.id] for name in of_desk}
        self.arguments |= {"console:member": [north.colleague.id], "console:propose": [orphan.id]}

    def _broker(self) -> None:
        office = self.world.agency("coordination", short_name="Office")
        self.visitors["broker"] = self.world.member(office, name="Geneviève", duties=["broker"])
        self.world.member(office, name="Peter", duties=["broker"])
        north, south = montreal(self.world), niagara(self.world)
        for each in (north, south):
            each.file(identifiers=(IdentifierDraft("phone", "514 555 0199"),), plate="")
        self.stack.settle()
        self.arguments["broker:pair"] = [self.world.sql("SELECT id FROM accord.broker_item")[0][0]]

    def _support(self) -> None:
        self.world.agency("coordination", short_name="Office")
        south = niagara(self.world)
        shelter = desk(self.world, "Havre", "Montréal", "Rosalie Minville", "Joy Amankwah", realm="support")
        self.visitors["support"] = shelter.lead
        south.file(plate="CKTR 482")
        report = shelter.file(plate="CKTR 482")
        self.stack.settle()
        with self.world.acting(shelter.lead):
            hit = self._hit(shelter)
        self.arguments |= {
            "reports:report": [shelter.dossier.id, report.id],
            "hits:hit": [shelter.dossier.id, hit.id],
        }
