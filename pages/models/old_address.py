"""Addresses that pages had before."""

from django.db import models


class OldAddress(models.Model):
    """An address readers may still hold: it leads to wherever its page stands now.

    It names the page and not another address, so that there are no chains and no loops.
    """

    path = models.CharField(
        max_length=500, unique=True, help_text="Without the slashes at its ends."
    )
    page = models.ForeignKey("pages.Page", on_delete=models.CASCADE, related_name="old_addresses")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["path"]
        verbose_name_plural = "old addresses"
        constraints = [
            models.CheckConstraint(name="old_address_is_not_home", condition=~models.Q(path="")),
        ]

    def __str__(self) -> str:
        return f"/{self.path}/"
