from django.urls import path

from accord.web.consent import asking, card, giving, ledger, looked, public, pushes, register, texts

app_name = "consent"
FILE = "support/<uuid:dossier>/"
urlpatterns = [
    path("withdraw/", public.withdraw, name="withdraw"),
    path("support/consent/texts/", texts.texts, name="texts"),
    path("support/consent/texts/<slug:language>/", texts.wording, name="wording"),
    path("support/pushes/register/", register.register, name="register"),
    path("support/pushes/register.csv", register.register_csv, name="register_csv"),
    path(FILE + "consent/", ledger.ledger, name="ledger"),
    path(FILE + "consent/new/", asking.new, name="new"),
    path(FILE + "consent/card/", card.card, name="card"),
    path(FILE + "consent/looked/", looked.looked, name="looked"),
    path(FILE + "consent/looked/paper/", looked.paper, name="looked_paper"),
    path(FILE + "consent/<uuid:id>/", ledger.agreement, name="agreement"),
    path(FILE + "consent/<uuid:id>/copy/", ledger.copy, name="copy"),
    path(FILE + "consent/<uuid:id>/withdraw/", ledger.take_back, name="take_back"),
    path(FILE + "consent/<uuid:id>/admit/", ledger.admit, name="admit"),
    path(FILE + "consent/<uuid:id>/give/", giving.give, name="give"),
    path(FILE + "pushes/", pushes.pushes, name="pushes"),
    path(FILE + "pushes/new/", pushes.new, name="new_push"),
    path(FILE + "pushes/<uuid:id>/", pushes.push, name="push"),
]
