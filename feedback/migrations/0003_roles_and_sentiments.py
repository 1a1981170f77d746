"""The form's first choices, in the wording and the order of the client's own page."""

from django.db import migrations

SECTORS = [
    ("local-government", "Local government"),
    ("central-government", "Central government"),
    ("other-public-sector", "Other public sector"),
    ("private-sector", "Private sector"),
    ("people", "People"),
]

ROLES = [
    ("la-data", "local-government", "Local authority data professional"),
    ("la-digital", "local-government", "Local authority digital professional"),
    (
        "la-childrens-social-care",
        "local-government",
        "Local authority children’s social care professional",
    ),
    ("la-leadership", "local-government", "Local authority leadership"),
    ("cg-data", "central-government", "Central government data professional"),
    ("cg-digital", "central-government", "Central government digital professional"),
    ("cg-social-care", "central-government", "Central government social care professional"),
    ("cg-leadership", "central-government", "Central government leadership"),
    ("other-public-sector", "other-public-sector", "Other public sector professional role"),
    ("supplier-partner", "private-sector", "Data and digital supplier/partner"),
    ("consultant", "private-sector", "Data and digital consultant"),
    ("other-private-sector", "private-sector", "Other private sector professional role"),
    (
        "person-with-experience",
        "people",
        "Person (with current or previous social care involvement as a service user)",
    ),
    (
        "person-without-experience",
        "people",
        "Person (without current or previous social care involvement as a service user)",
    ),
]

SENTIMENTS = [
    ("enthusiastic", "positive", "I’m enthusiastic about this"),
    ("unsure", "unsure", "I’m unsure about this"),
    ("disagree", "negative", "I disagree with this"),
    ("general-reflection", "neutral", "I have a general reflection on this"),
    ("specific-issue", "negative", "I’ve identified a specific issue with this"),
    ("other", "neutral", "Other"),
]


def add_choices(apps, schema_editor):
    Sector = apps.get_model("feedback", "Sector")
    Role = apps.get_model("feedback", "Role")
    Sentiment = apps.get_model("feedback", "Sentiment")
    for position, (slug, label) in enumerate(SECTORS, start=1):
        Sector.objects.get_or_create(slug=slug, defaults={"label": label, "position": position})
    for position, (slug, sector, label) in enumerate(ROLES, start=1):
        Role.objects.get_or_create(
            slug=slug,
            defaults={
                "label": label,
                "sector": Sector.objects.get(slug=sector),
                "position": position,
            },
        )
    for position, (slug, tone, label) in enumerate(SENTIMENTS, start=1):
        Sentiment.objects.get_or_create(
            slug=slug, defaults={"label": label, "tone": tone, "position": position}
        )


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_keep_history")]

    operations = [migrations.RunPython(add_choices, migrations.RunPython.noop)]
