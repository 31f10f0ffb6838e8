"""The one page on which a report is filed, in parts that the page for changing it uses again."""

from accord.web.reports.forms.changes import PARTS, AliasForm, ReasonForm, change_form
from accord.web.reports.forms.identifiers import IdentifierForm
from accord.web.reports.forms.persons import PersonForm
from accord.web.reports.forms.report import ReportForm

__all__ = ["PARTS", "AliasForm", "IdentifierForm", "PersonForm", "ReasonForm", "ReportForm", "change_form"]
