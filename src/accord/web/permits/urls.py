from django.urls import path

from accord.web.permits import answering, application, file, lists, published

APPLICATION = "permits/<uuid:dossier>/<uuid:id>/"
FILE = "support/<uuid:dossier>/rights/"

app_name = "permits"
urlpatterns = [
    path("permits/", lists.queue, name="list"),
    path("permits/rights/", published.rights, name="rights"),
    path("permits/rights/<slug:code>/", published.right, name="right"),
    path("permits/rights/<slug:code>/edit/", published.edit, name="edit"),
    path("permits/rights/<slug:code>/switch/", published.switch, name="switch"),
    path("permits/<uuid:dossier>/clocks/<uuid:id>/", file.done, name="done"),
    path(APPLICATION, application.application, name="application"),
    path(APPLICATION + "decide/", application.decide, name="decide"),
    path(APPLICATION + "ask/", application.ask, name="ask"),
    path(APPLICATION + "fact/", answering.fact, name="fact"),
    path(APPLICATION + "carry-on/", answering.carry_on, name="carry_on"),
    path(APPLICATION + "withdraw/", answering.withdraw, name="withdraw"),
    path(FILE, file.rights, name="file"),
    path(FILE + "<slug:code>/", file.apply, name="apply"),
    path(FILE + "<slug:code>/clock/", file.clock, name="clock"),
]
