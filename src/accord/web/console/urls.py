from django.urls import path

from accord.web.console import closed, custody, dossiers, members, overview

app_name = "console"
urlpatterns = [
    path("", overview.console, name="console"),
    path("desks/new/", dossiers.new_desk, name="new_desk"),
    path("dossiers/<uuid:dossier>/", dossiers.dossier, name="dossier"),
    path("dossiers/<uuid:dossier>/end/", dossiers.end, name="end_seat"),
    path("dossiers/<uuid:dossier>/renew/", dossiers.renew, name="renew_seat"),
    path("dossiers/<uuid:dossier>/looked/", dossiers.looked, name="looked"),
    path("dossiers/<uuid:dossier>/mandate/", dossiers.mandate, name="mandate"),
    path("members/", members.listing, name="members"),
    path("members/new/", members.new, name="new_member"),
    path("members/<uuid:member>/", members.member, name="member"),
    path("members/<uuid:member>/leave/", members.leave, name="leave"),
    path("members/<uuid:member>/return/", members.come_back, name="return"),
    path("members/<uuid:member>/anew/", members.anew, name="anew"),
    path("custody/", custody.custody, name="custody"),
    path("custody/<uuid:dossier>/", custody.propose, name="propose"),
    path("custody/<uuid:dossier>/confirm/", custody.confirm, name="confirm"),
    path("closed/", closed.listing, name="closed"),
    path("closed/<uuid:dossier>/", closed.closed_file, name="closed_file"),
    path("closed/<uuid:dossier>/agree/", closed.agree, name="agree"),
    path("closed/<uuid:dossier>/drop/", closed.drop, name="drop"),
]
