"""Contact details: the one personal thing people send on purpose, kept in a room of its own."""

from django.db import models


class ContactDetails(models.Model):
    """How to reach the sender of one piece of feedback. Needs `view_contact_details` to see."""

    submission = models.OneToOneField(
        "feedback.Submission", on_delete=models.CASCADE, related_name="contact_details"
    )
    email = models.EmailField(max_length=254)
    may_contact = models.BooleanField(
        default=False, help_text="The sender agreed to be contacted about this."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "contact details"
        # The stock permissions would be a second way in.
        default_permissions = ()
        permissions = [("view_contact_details", "Can see contact details")]

    def __str__(self) -> str:
        # Never the address: this text reaches logs, titles and messages.
        return f"Contact details {self.pk}"
