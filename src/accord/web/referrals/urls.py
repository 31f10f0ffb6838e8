from django.urls import path

from accord.web.referrals import board, drafting, sending, views

app_name = "referrals"
urlpatterns = [
    path("referrals/", board.board, name="board"),
    path("referrals/<uuid:dossier>/<uuid:event>/", views.referral, name="referral"),
    path("referrals/<uuid:dossier>/<uuid:event>/draft/", drafting.draft, name="draft"),
    path("referrals/<uuid:dossier>/<uuid:event>/discard/", drafting.discard, name="discard"),
    path("referrals/<uuid:dossier>/<uuid:event>/letter/", views.letter, name="letter"),
    path("referrals/<uuid:dossier>/<uuid:event>/file/", views.open_file, name="open_file"),
    path("support/<uuid:dossier>/refer/", sending.choose, name="choose"),
    path("support/<uuid:dossier>/refer/<uuid:consent>/", sending.send, name="send"),
]
