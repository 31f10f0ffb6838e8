"""allauth's own addresses, by the names that it looks up. Those of signing up, and of changing the address of an
account, are not among them: accounts are made by an administrator."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.db import transaction
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path

from accord.web.door.views import change_password, login, sign_out

View = Callable[..., HttpResponseBase]


def _at(address: str, view: View, name: str) -> URLPattern:
    """allauth opens its transactions on Django's default connection; its tables are on the door's, so we open one."""

    @wraps(view)
    def together(*args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic(using="door"):
            return view(*args, **kwargs)

    return (re_path if address.startswith("^") else path)(address, together, name=name)


urlpatterns = [
    _at("login/", login, "account_login"),
    _at("logout/", sign_out, "account_logout"),
    _at("inactive/", account.account_inactive, "account_inactive"),
    _at("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _at("password/change/", change_password, "account_change_password"),
    _at("password/reset/", account.password_reset, "account_reset_password"),
    _at("password/reset/sent/", account.password_reset_done, "account_reset_password_done"),
    _at(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        "account_reset_password_from_key",
    ),
    _at("password/reset/done/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    _at("second-factor/", mfa.index, "mfa_index"),
    _at("second-factor/authenticate/", mfa.authenticate, "mfa_authenticate"),
    _at("second-factor/reauthenticate/", mfa.reauthenticate, "mfa_reauthenticate"),
    _at("second-factor/app/", totp.activate_totp, "mfa_activate_totp"),
    _at("second-factor/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _at("second-factor/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _at("second-factor/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _at("second-factor/keys/", keys.list_webauthn, "mfa_list_webauthn"),
    _at("second-factor/keys/add/", keys.add_webauthn, "mfa_add_webauthn"),
    _at("second-factor/keys/reauthenticate/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _at("second-factor/keys/<int:pk>/", keys.edit_webauthn, "mfa_edit_webauthn"),
    _at("second-factor/keys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn"),
]
