"""allauth's own addresses, by the names that it looks up. Those of signing up, and of changing the address of an
account, are not among them: accounts are made by an administrator."""

from allauth.account import views as account
from allauth.mfa.urls import urlpatterns as second_factors
from django.urls import include, path, re_path

from accord.web.door.views import login, sign_out

urlpatterns = [
    path("login/", login, name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include(second_factors)),
]
