"""Invariants that several tables share, held by the database."""

from django.db.models import CheckConstraint, Q


def at_goes_with_by(verb: str, *, name: str) -> CheckConstraint:
    """`<verb>_at` and `<verb>_by` are both set or both empty."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{verb}_at__isnull": True, f"{verb}_by__isnull": True})
        | Q(**{f"{verb}_at__isnull": False, f"{verb}_by__isnull": False}),
    )
