"""Feedback is open on the whole site until staff say otherwise."""

from django.db import migrations


def open_the_site(apps, schema_editor):
    SiteFeedback = apps.get_model("pages", "SiteFeedback")
    SiteFeedback.objects.get_or_create(is_only_row=True, defaults={"feedback": "open"})


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_site_settings")]

    operations = [migrations.RunPython(open_the_site, migrations.RunPython.noop)]
