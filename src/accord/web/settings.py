"""Django's settings, all from the environment (docs/operations.md lists every variable)."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accord.base.postgres.databases import data_dir, django_databases, secrets_dir

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "no", "false")


def _secret(name: str) -> str:
    file = secrets_dir() / name
    return file.read_text() if file.exists() else secrets.token_hex(32)


DEMO = _flag("ACCORD_DEMO")  # invented members, chosen from a list, under an unmistakable banner
DEBUG = False
SECRET_KEY = _secret("django.secret")
ALLOWED_HOSTS = os.environ.get("ACCORD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ACCORD_ORIGINS", "").split(",") if origin]
HTTPS = _flag("ACCORD_HTTPS")
# Fewer reports than this are neither drawn nor counted on a map that may be printed and passed on.
SMALLEST_CELL: int = max(int(os.environ.get("ACCORD_SMALLEST_CELL", "5")), 2)

INSTALLED_APPS = [
    "accord.door",
    "accord.base.audit",
    "accord.agencies",
    "accord.dossiers",
    "accord.notices",
    "accord.directory",
    "accord.deconfliction.matching",
    "accord.deconfliction",
    "accord.places",
    "accord.reports",
    "accord.consent",
    "accord.support",
    "accord.referrals",
    "accord.permits",
    "accord.bridges",
    "accord.cases",
    "accord.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]

# From the outside in. One transaction surrounds the view and the rendering of its page (OneTransaction); what stands
# outside it (sessions, cookies, headers) happens after its commit, and only then is the answer sent.
MIDDLEWARE = [
    "accord.web.middleware.request_id",
    "accord.web.middleware.security_headers",
    "accord.web.health.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accord.base.row_security.middleware.OneTransaction",
    "accord.web.middleware.SignedIn",
    "accord.web.middleware.SignInRequired",
    "accord.web.middleware.put_back",
]

ROOT_URLCONF = "accord.web.urls"
WSGI_APPLICATION = "accord.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "accord.web.context.page",
            ]
        },
    }
]
FORM_RENDERER = "accord.web.forms.GovukRenderer"

DATABASES = django_databases()
DATABASE_ROUTERS = ["accord.base.postgres.routing.SchemaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "door.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "start:start"
ACCOUNT_ADAPTER = "accord.door.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1*",
]  # nobody signs up: the adapter says so, and no address leads there
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proved the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Accord: "
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed", to the account's own address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger gets no mail; the page says the same either way
ACCOUNT_SESSION_REMEMBER = (
    True  # the cookie's age is SESSION_COOKIE_AGE; the database's clock decides, not the cookie
)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "withdraw": "10/m/ip",  # a survivor's card, tried by whoever has none
}
_FORMS = "accord.web.door.forms."
ACCOUNT_FORMS = {
    "login": _FORMS + "SignInForm",
    "change_password": _FORMS + "ChangePasswordForm",
    "reset_password": _FORMS + "ResetPasswordForm",
    "reset_password_from_key": _FORMS + "ResetPasswordKeyForm",
    "reauthenticate": _FORMS + "PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": _FORMS + "CodeForm",
    "reauthenticate": _FORMS + "CodeAgainForm",
    "activate_totp": _FORMS + "ActivateAppForm",
    "add_webauthn": _FORMS + "AddKeyForm",
    "edit_webauthn": _FORMS + "RenameKeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ACCORD_PROXIES", "0"))
MFA_ADAPTER = "accord.door.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Accord"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # http://localhost; elsewhere a security key wants HTTPS
SECOND_FACTOR_REQUIRED = not DEMO
INVITATION_HOURS = 72
# Failed attempts are counted in the database: the server runs several processes, and a count that each kept for itself
# (locmem) would multiply the attempts allowed and forget them at a restart. Nothing else is cached.
CACHES = {"default": {"BACKEND": "accord.door.attempts.AttemptCache", "LOCATION": "attempt"}}

SESSION_ENGINE = "accord.door.sessions"
SESSION_COOKIE_NAME = "accord_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_IDLE_MINUTES = 15
SESSION_HOURS = 12  # a shift: after it even a busy session signs in anew
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "accord.web.errors.csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ACCORD_TIME_ZONE", "America/Toronto")

STATIC_URL = "/static/"
STATIC_ROOT = data_dir() / "static"
STATICFILES_DIRS = [folder for folder in [PROJECT / "build" / "static"] if folder.exists()]
WHITENOISE_MAX_AGE = 60 if DEMO else 31_536_000
# Names with hashes once `collectstatic` has run (`make demo`, an upgrade); until then, and in tests, as built.
COLLECTED = "collectstatic" in sys.argv or (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not COLLECTED
_static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is uploaded yet
    "staticfiles": {
        "BACKEND": _static if COLLECTED else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Ten megabytes of typed text are refused by the forms with a clear message; what is beyond never reaches them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# What is uploaded stays in memory: a temporary file would keep a survivor's paper on the disk in clear.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

# Without a mail server nothing is mailed, rather than printed where addresses do not belong.
EMAIL_HOST = os.environ.get("ACCORD_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("ACCORD_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ACCORD_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ACCORD_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("ACCORD_EMAIL_FROM", "accord@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"safe": {"()": "accord.web.logging.formatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "safe"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "accord": {"level": os.environ.get("ACCORD_LOG_LEVEL", "INFO")},
        # Our own line a request says more, and no address.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "propagate": False},
    },
}

# Settings of the partnership itself
REPORTS_A_DAY = int(os.environ.get("ACCORD_REPORTS_A_DAY", "30"))
ANSWER_WITHIN_HOURS = int(os.environ.get("ACCORD_ANSWER_WITHIN_HOURS", "72"))
REFERRAL_SILENCE_HOURS = 24  # without an answer, a named person is told
BED_SILENCE_MINUTES = 15  # the same, where somebody needs a place tonight
OVER_COMMON_CAP = int(os.environ.get("ACCORD_OVER_COMMON_CAP", "50"))
