from django.urls import path

from accord.web.hits.views import hit, introductions, listing, stepping, waiting

app_name = "hits"
urlpatterns = [
    path("", listing.hit_list, name="list"),
    path("assign/", listing.assign_several, name="assign_several"),
    path("waiting/", waiting.overview, name="waiting"),
    path("waiting/<uuid:dossier>/<uuid:pointer>/", waiting.sign, name="sign"),
    path("waiting/<uuid:dossier>/records/<uuid:record>/", waiting.release, name="release"),
    path("introductions/<uuid:dossier>/<uuid:id>/", introductions.introduction, name="introduction"),
    path("<uuid:dossier>/<uuid:id>/", hit.hit, name="hit"),
    path("<uuid:dossier>/<uuid:id>/contact/", hit.contact, name="contact"),
    path("<uuid:dossier>/<uuid:id>/answer/", hit.answer, name="answer"),
    path("<uuid:dossier>/<uuid:id>/assign/", hit.assign, name="assign"),
    path("<uuid:dossier>/<uuid:id>/case/", hit.joint_case, name="joint_case"),
    path("<uuid:dossier>/<uuid:id>/step-forward/", stepping.step_forward, name="step_forward"),
]
