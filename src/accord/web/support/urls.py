from django.urls import path

from accord.web.support.views import file, listing, people, plan, screening, telling, urgent, work

app_name = "support"
FILE = "<uuid:dossier>"
urlpatterns = [
    path("", listing.caseload, name="list"),
    path("new/", listing.new, name="new"),
    path("urgent/", urgent.urgent, name="urgent"),
    path("urgent/roster/", urgent.roster, name="roster"),
    path("urgent/roster/<uuid:id>/", urgent.shift, name="shift"),
    path(f"{FILE}/", file.file, name="file"),
    path(f"{FILE}/state/", file.state, name="state"),
    path(f"{FILE}/reveal/", file.reveal, name="reveal"),
    path(f"{FILE}/change/", file.change, name="change"),
    path(f"{FILE}/close/", file.close, name="close"),
    path(f"{FILE}/screening/", screening.screening, name="screening"),
    path(f"{FILE}/screening/duty/", screening.duty, name="duty"),
    path(f"{FILE}/screening/<uuid:id>/", screening.screen, name="screen"),
    path(f"{FILE}/screening/<uuid:id>/prompts/", screening.prompts, name="prompts"),
    path(f"{FILE}/needs/", plan.needs, name="needs"),
    path(f"{FILE}/needs/<uuid:id>/", plan.need, name="need"),
    path(f"{FILE}/plan/", plan.plan, name="plan"),
    path(f"{FILE}/plan/<uuid:id>/", plan.goal, name="goal"),
    path(f"{FILE}/safety/", plan.safety, name="safety"),
    path(f"{FILE}/notes/", telling.notes, name="notes"),
    path(f"{FILE}/summary/", telling.summary, name="summary"),
    path(f"{FILE}/summary/<uuid:id>/", telling.summary_step, name="summary_step"),
    path(f"{FILE}/family/", people.family, name="family"),
    path(f"{FILE}/family/<uuid:id>/", people.child, name="child"),
    path(f"{FILE}/interpreter/", people.book, name="book"),
    path(f"{FILE}/interpreter/<uuid:id>/", people.booking, name="booking"),
    path(f"{FILE}/papers/", people.attachments, name="attachments"),
    path(f"{FILE}/papers/<uuid:id>/", people.attachment, name="attachment"),
    path(f"{FILE}/follow-ups/", work.follow_ups, name="follow_ups"),
    path(f"{FILE}/follow-ups/<uuid:id>/", work.follow_up, name="follow_up"),
    path(f"{FILE}/team/", work.team, name="team"),
    path(f"{FILE}/team/<uuid:id>/", work.hand_over, name="hand_over"),
    path(f"{FILE}/alert/", urgent.alert, name="alert"),
    path(f"{FILE}/alert/<uuid:id>/", urgent.end_alert, name="end_alert"),
]
