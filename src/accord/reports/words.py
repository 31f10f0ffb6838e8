"""Names that pages give to what linkage only codes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accord.linkage import IdentifierKind

IDENTIFIER_KINDS = {
    str(IdentifierKind.PHONE): _("Phone"),
    str(IdentifierKind.EMAIL): _("E-mail"),
    str(IdentifierKind.HANDLE): _("Handle on a platform"),
    str(IdentifierKind.PLATE): _("Licence plate"),
    str(IdentifierKind.AD_URL): _("Advertisement address"),
    str(IdentifierKind.PREMISES): _("Premises"),
    str(IdentifierKind.PAYMENT): _("Payment handle"),
    str(IdentifierKind.WALLET): _("Crypto wallet"),
    str(IdentifierKind.OTHER): _("Something else"),
}
