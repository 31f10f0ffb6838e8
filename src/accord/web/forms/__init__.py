"""Forms that look and behave as GOV.UK's do, in both languages, with and without JavaScript.

``FORM_RENDERER = "accord.web.forms.GovukRenderer"`` gives every form of the site (allauth's too) the same markup.
Forms of our own derive from :class:`Form`; repeated blocks from :class:`AddAnotherFormSet`.
"""

from accord.web.forms.as_read import AsReadForm, stamp
from accord.web.forms.base import Form, FormKeyField, SubmitOnceForm
from accord.web.forms.blocks import ADD, PUT_BACK, REMOVE, AddAnotherFormSet, add_another, blocks_were_changed
from accord.web.forms.errors import FormError, form_error_lines
from accord.web.forms.fields import DateField, LongTextField, TimeField, month_number, spoken_date, today
from accord.web.forms.moments import check_moment, moment
from accord.web.forms.rendering import GovukBoundField, GovukRenderer
from accord.web.forms.widgets import Checkboxes, DateInput, DateParts, Radios

__all__ = [
    "ADD",
    "PUT_BACK",
    "REMOVE",
    "AddAnotherFormSet",
    "AsReadForm",
    "Checkboxes",
    "DateField",
    "DateInput",
    "DateParts",
    "Form",
    "FormError",
    "FormKeyField",
    "GovukBoundField",
    "GovukRenderer",
    "LongTextField",
    "Radios",
    "SubmitOnceForm",
    "TimeField",
    "add_another",
    "blocks_were_changed",
    "check_moment",
    "form_error_lines",
    "moment",
    "month_number",
    "spoken_date",
    "stamp",
    "today",
]
