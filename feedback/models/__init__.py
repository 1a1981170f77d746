"""What readers send and what staff do with it, as rows."""

from feedback.models.contact import ContactDetails
from feedback.models.export_log import ExportLog
from feedback.models.note import Note
from feedback.models.organisation import AuthorityType, Organisation, OrganisationAlias, Region
from feedback.models.public_copy import PublicCopy
from feedback.models.response import Response
from feedback.models.role import Role, Sector
from feedback.models.sending import AddressTally, ResendGuard
from feedback.models.sentiment import Sentiment, Tone
from feedback.models.submission import ENTERED, Source, Submission, TriageStatus
from feedback.models.theme import Theme
from feedback.models.triage_event import TriageEvent

__all__ = [
    "ENTERED",
    "AddressTally",
    "AuthorityType",
    "ContactDetails",
    "ExportLog",
    "Note",
    "Organisation",
    "OrganisationAlias",
    "PublicCopy",
    "Region",
    "ResendGuard",
    "Response",
    "Role",
    "Sector",
    "Sentiment",
    "Source",
    "Submission",
    "Theme",
    "Tone",
    "TriageEvent",
    "TriageStatus",
]
