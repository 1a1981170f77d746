"""Today's children's services authorities in England, with codes, regions and other names.

Facts compiled from public sector data under the Open Government Licence v3.0. Contains public
sector information licensed under the Open Government Licence v3.0.
"""

import csv
from pathlib import Path

from django.db import migrations
from django.utils.text import slugify

from feedback.names import name_key

AUTHORITIES = Path(__file__).resolve().parent.parent / "data" / "local_authorities.csv"


def add_authorities(apps, schema_editor):
    Organisation = apps.get_model("feedback", "Organisation")
    OrganisationAlias = apps.get_model("feedback", "OrganisationAlias")
    with AUTHORITIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            organisation, _ = Organisation.objects.get_or_create(
                slug=slugify(row["name"]),
                defaults={
                    "name": row["name"],
                    "name_key": name_key(row["name"]),
                    "authority_type": row["authority_type"],
                    "region": row["region"],
                    "dfe_code": row["dfe_code"],
                    "ons_code": row["ons_code"],
                    "former_ons_codes": [
                        code for code in row["former_ons_codes"].split(";") if code
                    ],
                },
            )
            for alias in filter(None, row["aliases"].split(";")):
                OrganisationAlias.objects.get_or_create(
                    organisation=organisation,
                    key=name_key(alias),
                    defaults={"name": alias},
                )


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_roles_and_sentiments")]

    operations = [migrations.RunPython(add_authorities, migrations.RunPython.noop)]
