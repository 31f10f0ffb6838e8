"""An agency's own wording."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accord.consent.wording import missing, unknown
from accord.web import forms as web


class WordingForm(web.SubmitOnceForm):
    body = web.LongTextField(
        label=_("Text"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Words in braces are filled in when it is read, and each must stand in the text."),
    )
    verified_on = web.DateField(
        label=_("Checked by somebody who speaks the language, on"),
        required=False,
        latest=web.today,
        help_text=_("Leave it empty until somebody has: workers are then told that nobody did."),
    )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if strange := unknown(body):
            raise ValidationError(
                gettext("These words in braces are not known: %(names)s") % {"names": ", ".join(strange)}
            )
        if left := missing(body):
            raise ValidationError(
                gettext("Put these back into the text: %(names)s") % {"names": ", ".join(left)}
            )
        return body
