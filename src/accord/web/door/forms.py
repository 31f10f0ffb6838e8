"""allauth's forms in this house's dress: labels above, nothing inside the boxes, and words of our own."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accord.web.forms import form_error_lines


class _Dressed:
    """No placeholders; codes are typed into short boxes that bring up digits."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}

    def error_lines(self) -> Any:
        return form_error_lines(self)  # type: ignore[arg-type]


class SignInForm(_Dressed, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        self.fields["password"].help_text = ""
        self.can_reset = bool(settings.EMAIL_HOST)


class ChangePasswordForm(_Dressed, account.ChangePasswordForm):
    pass


class ResetPasswordForm(_Dressed, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(_Dressed, account.ResetPasswordKeyForm):
    pass


class PasswordAgainForm(_Dressed, account.ReauthenticateForm):
    pass


class CodeForm(_Dressed, mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = _("From your authenticator app, or one of your recovery codes")


class CodeAgainForm(_Dressed, mfa.ReauthenticateForm):
    pass


class ActivateAppForm(_Dressed, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code that the app shows now")


class AddKeyForm(_Dressed, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
        self.fields["name"].help_text = _("So that you know later which one it is")


class RenameKeyForm(_Dressed, webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
