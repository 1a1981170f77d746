"""The five aspects of “How our system works”, and how the page says they act on each other."""

from django.db import migrations

# In the order of the map, clockwise from the top, so that the cycle stands upright between the two
# of which the page does not say how they act on the others.
ASPECTS = [
    (
        "value",
        "The value of the work – impact, integration with strategic leadership, and outcomes focus.",
    ),
    (
        "context",
        "The context of the work – its data, technology, common practices, legislation, and changes.",
    ),
    ("status", "The status of the work – roles, resources, leadership context, and ownership."),
    (
        "quality",
        "The quality of the work – accuracy, competence, know-how, technology, and peer networks.",
    ),
    (
        "cost",
        "The cost of the work – its external costs, internal costs, and cost control and volatility.",
    ),
]
INFLUENCES = [
    (
        "value",
        "status",
        "Insufficient value to service leaders has in time led to the status of the work diminishing.",
        "Where the work delivers value, the status of the work improves.",
    ),
    (
        "status",
        "quality",
        "The status of the work diminishing results in reduced resource and necessarily lower quality.",
        "The status of the work improving enables professionals to deliver higher quality work.",
    ),
    (
        "quality",
        "value",
        "Lower quality further reduces possible value.",
        "Higher quality work increases its value to service leaders.",
    ),
]


def add_first_rows(apps, schema_editor):
    Aspect = apps.get_model("pages", "Aspect")
    Influence = apps.get_model("pages", "Influence")
    if Aspect.objects.exists():
        return
    aspects = {
        slug: Aspect.objects.create(
            slug=slug, name=slug, description=description, position=position
        )
        for position, (slug, description) in enumerate(ASPECTS, start=1)
    }
    for source, target, when_falling, when_rising in INFLUENCES:
        Influence.objects.create(
            source=aspects[source],
            target=aspects[target],
            effect="same",
            when_falling=when_falling,
            when_rising=when_rising,
        )


class Migration(migrations.Migration):
    dependencies = [("pages", "0004_site_feedback")]

    operations = [migrations.RunPython(add_first_rows, migrations.RunPython.noop)]
