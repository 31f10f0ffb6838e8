"""Who may not know of whom: a protected side that steps forward, a shelter, and two protected desks with brokers."""

from __future__ import annotations

from accord.reports.draft import IdentifierDraft
from tests.journeys.people import PLATE, desk, montreal, niagara
from tests.reports.drafts import victim


def test_protected_side_steps_forward_with_a_second_human(world, stack, visit):
    north, south = montreal(world), niagara(world)
    north.file(victim(identifiers=(IdentifierDraft("plate", PLATE, "ON"),)))
    south.file(plate=PLATE)
    stack.settle()
    assert north.has_hits() == 1 and south.has_hits() == 0
    lead, second, partner = visit(north.lead), visit(north.colleague), visit(south.lead, language="fr")

    lead.open("home:home")
    lead.follow_to("/hits/")
    assert lead.says("They know nothing of it: calling them makes your desk known.")
    lead.press("Propose to step forward")
    assert lead.says("What they will learn") and lead.says("What they will not learn")
    lead.tick("basis", "consent")
    lead.write("reason", "She agreed, form on file")
    lead.press("Propose; a second person signs")
    partner.open("hits:list")
    assert partner.says("No match yet; we keep watching.")

    second.open("home:home")
    second.follow_to("/hits/")
    if "/step-forward/" not in second.page.url:
        second.press("Read and sign")
    assert "She agreed, form on file" in second.page.locator("main").inner_text()
    second.press("Sign as the second person")

    partner.wait_until(lambda: partner.page.locator("main a[href*='/hits/']").count() > 0)
    partner.follow_to("/hits/")
    text = partner.page.locator("main").inner_text()
    assert str(north.agency.name_fr) in text and "Maëlle" not in text and "Candy" not in text


def test_shelter_is_told_to_call_the_coordination_office(world, stack, visit):
    office = desk(world, "Office", "Québec", "Geneviève", "Peter", realm="coordination")
    south = niagara(world)
    shelter = desk(world, "Havre", "Montréal", "Rosalie Minville", "Joy", realm="support")
    south.file(plate=PLATE)
    shelter.file(plate=PLATE)
    stack.settle()
    worker, police = visit(shelter.lead, language="fr"), visit(south.lead)
    worker.open("home:home")
    worker.follow_to("/hits/")
    assert worker.says("Call the coordination office")
    text = worker.page.locator("main").inner_text()
    assert str(south.agency.short_name) not in text and office.agency.desk_phone[-4:] in text
    police.open("hits:list")
    assert police.says("No match yet; we keep watching.")


def test_two_brokers_introduce_two_protected_desks(world, stack, visit):
    office = world.agency("coordination", short_name="Office")
    first, second = (
        visit(world.member(office, name=name, duties=["broker"])) for name in ("Geneviève", "Peter")
    )
    north, south = montreal(world), niagara(world)
    for each in (north, south):
        each.file(identifiers=(IdentifierDraft("phone", "514 555 0199"),))
    stack.settle()
    assert north.has_hits() == south.has_hits() == 0

    for broker, button in ((first, "Take this pair"), (second, "Join as the second broker")):
        broker.open("broker:list")
        broker.follow_to("/broker/")
        broker.press(button)
    first.page.reload()
    first.press("Ask both desks")

    for each, language in ((north, "fr"), (south, "en")):
        lead = visit(each.lead, language=language)
        lead.open("hits:list")
        lead.wait_until(lambda lead=lead: lead.page.locator("main a[href*='/introductions/']").count() > 0)
        lead.follow_to("/introductions/")
        partner = south if each is north else north
        assert partner.agency.short_name not in lead.page.locator("main").inner_text()
        lead.press("Agree to be introduced")
    stack.settle()
    lead.open("hits:list")
    assert north.agency.short_name in lead.page.locator("main table").inner_text()
    assert north.has_hits() == south.has_hits() == 1
