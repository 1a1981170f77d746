"""The staff's screens for feedback, inside Django's admin."""

from feedback.admin.choices import RoleAdmin, SectorAdmin, SentimentAdmin
from feedback.admin.export_log import ExportLogAdmin
from feedback.admin.organisation import OrganisationAdmin
from feedback.admin.submission import SubmissionAdmin
from feedback.admin.theme import ThemeAdmin

__all__ = [
    "ExportLogAdmin",
    "OrganisationAdmin",
    "RoleAdmin",
    "SectorAdmin",
    "SentimentAdmin",
    "SubmissionAdmin",
    "ThemeAdmin",
]
