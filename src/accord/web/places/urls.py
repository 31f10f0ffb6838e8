"""``/places/``: for members of support agencies."""

from django.urls import path

from accord.web.places.views import board, door, holding, ladder, own

app_name = "places"
urlpatterns = [
    path("", board.board, name="board"),
    path("looking/", board.look, name="look"),
    path("holds/", holding.holds, name="holds"),
    path("holds/<uuid:id>/", holding.held, name="held"),
    path("holds/<uuid:id>/release/", holding.release, name="release"),
    path("holds/<uuid:id>/arrive/", door.arrive, name="arrive"),
    path("holds/<uuid:id>/refuse/", door.refuse, name="refuse"),
    path("own/", own.own, name="own"),
    path("own/new/", own.new, name="new"),
    path("own/confirm/", own.confirm, name="confirm"),
    path("own/<uuid:id>/", own.change, name="change"),
    path("own/<uuid:id>/count/", own.count, name="count"),
    path("turned-away/", ladder.turned_away, name="turned_away"),
    path("turned-away/ladder.csv", ladder.ladder_csv, name="ladder_csv"),
    path("<uuid:id>/hold/", holding.hold, name="hold"),
]
