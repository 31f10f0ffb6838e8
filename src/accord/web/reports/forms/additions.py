"""Adding to a report that stands: the blocks of the filing page, with a reason."""

from __future__ import annotations

from accord.web.reports.forms.changes import ReasonForm
from accord.web.reports.forms.identifiers import IdentifierForm
from accord.web.reports.forms.persons import PersonFacts, PersonForm


class _WithReason(ReasonForm):
    @property
    def why(self) -> str:
        return self.cleaned_data["reason"]


class AddedPersonForm(PersonForm, _WithReason):
    pass


class ChangedPersonForm(PersonFacts, _WithReason):
    pass


class AddedIdentifierForm(IdentifierForm, _WithReason):
    pass
