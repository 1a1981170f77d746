"""The project itself as an app, for its commands and its staff site."""

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin


class CoeSiteConfig(AppConfig):
    name = "coe_site"
    verbose_name = "Site"

    def ready(self) -> None:
        # A config of our own in its place would hide the app from the checks of types.
        apps.get_app_config("auth").verbose_name = "Staff accounts"
        from coe_site import staff_accounts  # noqa: F401, PLC0415 - needs the apps' models


class StaffAdminConfig(admin.AdminConfig):
    default = False  # named in settings; "coe_site" alone means the config above
    default_site = "coe_site.admin.StaffSite"
