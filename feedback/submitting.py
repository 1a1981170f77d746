"""Record what a visitor sends: once, however often it is sent."""

from dataclasses import dataclass

from feedback.matching import match_organisation
from feedback.models import ContactDetails, Role, Sentiment, Source, Submission
from feedback.resending import record_once
from feedback.screening import Sender, is_suspected_spam
from pages.models import Page, PageRevision


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the sender chose and typed, already clean."""

    sentiment: Sentiment | None
    summary: str
    details: str
    role: Role
    organisation: str
    email: str

    @property
    def as_sent(self) -> tuple[object, ...]:
        """The same for a resend, different for anything else."""
        return (
            self.sentiment and self.sentiment.pk,
            self.summary,
            self.details,
            self.role.pk,
            self.organisation,
            self.email,
        )


def record_submission(
    *, page: Page, revision: PageRevision, words: Words, sender: Sender
) -> Submission:
    """The submission that holds these words: a new one, or the one a resend already made."""
    sender_known_by = sender.key or sender.address_hash
    return record_once(
        (sender_known_by, page.pk, *words.as_sent),
        has_key=bool(sender.key),
        insert=lambda: _insert(page=page, revision=revision, words=words, sender=sender),
    )


def _insert(*, page: Page, revision: PageRevision, words: Words, sender: Sender) -> Submission:
    submission = Submission.objects.create(
        page=page,
        revision=revision,
        sentiment=words.sentiment,
        summary=words.summary,
        details=words.details,
        role=words.role,
        organisation=match_organisation(words.organisation) if words.organisation else None,
        organisation_as_typed=words.organisation,
        source=Source.SITE,
        suspected_spam=is_suspected_spam(sender),
    )
    if words.email:
        # The form's own label asks for it "for follow-up only": giving it is the consent.
        ContactDetails.objects.create(submission=submission, email=words.email, may_contact=True)
    return submission
