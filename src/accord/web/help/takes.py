"""Whom a service takes, in a few words each; nothing where the service does not say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accord.directory.models import Eligibility, Service
from accord.directory.vocabulary import Access, SubstanceUse

GENDERS: dict[str, str | Promise] = {
    "women": gettext_lazy("Women"),
    "men": gettext_lazy("Men"),
    "trans": gettext_lazy("Trans people"),
    "non_binary": gettext_lazy("Non-binary people"),
}
STATUSES: dict[str, str | Promise] = {
    "citizen": gettext_lazy("Canadian citizens"),
    "permanent_resident": gettext_lazy("Permanent residents"),
    "refugee": gettext_lazy("Refugees"),
    "claimant": gettext_lazy("Refugee claimants"),
    "temporary": gettext_lazy("People with a temporary permit"),
    "none": gettext_lazy("People without immigration status"),
}
WAYS_IN: dict[str, str | Promise] = {
    Access.MOBILITY: gettext_lazy("Wheelchair access"),
    Access.HEARING: gettext_lazy("Help for people who are deaf or hard of hearing"),
    Access.SIGHT: gettext_lazy("Help for people who are blind or see little"),
}
WELCOME: dict[str, dict[bool, str | Promise]] = {
    "children": {True: gettext_lazy("Children are welcome"), False: gettext_lazy("No children")},
    "pets": {True: gettext_lazy("Pets are welcome"), False: gettext_lazy("No pets")},
}
USE: dict[str, str | Promise] = {
    SubstanceUse.WELCOME: gettext_lazy("People who use substances are welcome"),
    SubstanceUse.NOT_ON_SITE: gettext_lazy("No substance use on the premises"),
    SubstanceUse.ABSTINENCE: gettext_lazy("Only people who do not use substances"),
}


def takes(row: Service) -> list[str]:
    """Each a sentence without its full stop, in the reader's language."""
    whom = getattr(row, "eligibility", None)
    said = list(_of_whom(whom)) if whom else []
    return said + [str(WAYS_IN[code]) for code in row.access if code in WAYS_IN]


def _of_whom(whom: Eligibility) -> Iterator[str]:
    if ages := _ages(whom.age_min, whom.age_max):
        yield ages
    for names, codes in ((GENDERS, whom.genders), (STATUSES, whom.statuses)):
        if told := [str(names[code]) for code in codes if code in names]:
            yield ", ".join([told[0], *(each[:1].lower() + each[1:] for each in told[1:])])
    for field, words in WELCOME.items():
        if (answer := getattr(whom, field)) is not None:
            yield str(words[answer])
    if whom.substance_use in USE:
        yield str(USE[whom.substance_use])


def _ages(low: int | None, high: int | None) -> str:
    if low and high is not None:
        return _("Aged %(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("Aged %(low)s and over") % {"low": low}
    return _("Up to %(high)s years of age") % {"high": high} if high is not None else ""
