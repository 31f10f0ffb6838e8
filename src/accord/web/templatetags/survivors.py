"""``{{ file|called }}``: the chosen name of a survivor's file, as her workers say it; empty for who holds no key."""

from django import template

from accord.support.models import SupportFile
from accord.support.queries import first_names
from accord.support.vocabulary import Identity

register = template.Library()


@register.filter
def called(file: SupportFile) -> str:
    return first_names([file.dossier_id])[file.dossier_id].get(Identity.CHOSEN_NAME, "")
