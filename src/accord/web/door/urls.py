from django.urls import path

from accord.web.door import demo, invitations, kept, sessions, views

app_name = "door"
urlpatterns = [
    path("account/lock/", views.lock, name="lock"),
    path("account/kept/", kept.kept, name="kept"),
    path("account/keep/", kept.keep, name="keep"),
    path("account/sessions/", sessions.live, name="sessions"),
    path("account/sessions/revoke/", sessions.revoke, name="revoke"),
    path("account/invitation/", invitations.answer, name="invitation"),
    path("login/", views.to_login, name="login"),
    path("login/as/", demo.sign_in_as, name="demo"),
]
