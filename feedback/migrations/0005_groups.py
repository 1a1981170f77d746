"""The four kinds of staff, and what each may do. `docs/rights.md` says the same in words."""

from django.db import migrations

_READ_PAGES = ["pages.view_page", "pages.view_pagerevision"]
_TIDY_SEARCHES = ["pages.view_searchmiss", "pages.delete_searchmiss"]
_DRAW_THE_MAP = [
    f"pages.{verb}_{part}"
    for part in ("aspect", "influence")
    for verb in ("view", "add", "change", "delete")
]
_READ_FEEDBACK = [
    "feedback.view_submission",
    "feedback.view_triageevent",
    "feedback.view_theme",
    "feedback.view_role",
    "feedback.view_sector",
    "feedback.view_sentiment",
    "feedback.view_organisation",
    "feedback.view_organisationalias",
]
GROUPS = {
    "editors": [
        *_READ_PAGES,
        "pages.view_figure",
        "pages.add_figure",
        "pages.change_figure",
        "pages.delete_figure",
        "pages.add_page",
        "pages.change_page",
        "pages.delete_page",
        "pages.view_oldaddress",
        "pages.delete_oldaddress",
        "pages.view_sitesetting",
        *_DRAW_THE_MAP,
        *_TIDY_SEARCHES,
        "pages.view_sitefeedback",
        "pages.change_sitefeedback",
    ],
    "moderators": [
        *_READ_PAGES,
        *_READ_FEEDBACK,
        "feedback.add_submission",
        "feedback.change_submission",
        "feedback.view_contact_details",
        "feedback.add_theme",
        "feedback.change_theme",
    ],
    "analysts": [
        *_READ_PAGES,
        *_READ_FEEDBACK,
        "feedback.export_submission",
    ],
    "administrators": [
        *_READ_PAGES,
        *_READ_FEEDBACK,
        "pages.view_figure",
        "pages.add_figure",
        "pages.change_figure",
        "pages.delete_figure",
        "pages.add_page",
        "pages.change_page",
        "pages.delete_page",
        "pages.view_oldaddress",
        "pages.delete_oldaddress",
        "pages.view_sitesetting",
        *_DRAW_THE_MAP,
        "pages.change_sitesetting",
        *_TIDY_SEARCHES,
        "pages.view_sitefeedback",
        "pages.change_sitefeedback",
        "feedback.add_submission",
        "feedback.change_submission",
        "feedback.view_contact_details",
        "feedback.export_submission",
        "feedback.view_exportlog",
        "feedback.add_theme",
        "feedback.change_theme",
        "feedback.add_role",
        "feedback.change_role",
        "feedback.change_sector",
        "feedback.add_sentiment",
        "feedback.change_sentiment",
        "feedback.add_organisation",
        "feedback.change_organisation",
        "feedback.add_organisationalias",
        "feedback.change_organisationalias",
        "feedback.delete_organisationalias",
        "auth.view_user",
        "auth.add_user",
        "auth.change_user",
        "auth.view_group",
    ],
}
# Permissions that are no model's stock four, with the model they hang on and their name.
_OWN = {
    "feedback.view_contact_details": ("contactdetails", "Can see contact details"),
    "feedback.export_submission": ("submission", "Can export feedback"),
}


def add_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, permissions in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*(_permission(apps, permission) for permission in permissions))


def _permission(apps, permission):
    """The permission's row. Django makes them only after all migrations, so make it now."""
    app_label, codename = permission.split(".")
    verb, _, model = codename.partition("_")
    model, name = _OWN.get(permission, (model, ""))
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    verbose_name = apps.get_model(app_label, model)._meta.verbose_name
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": name or f"Can {verb} {verbose_name}"},
    )
    return row


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0004_local_authorities"),
        ("pages", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop)]
