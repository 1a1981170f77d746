"""The project itself as an app, for its commands and its staff site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class CoeSiteConfig(AppConfig):
    name = "coe_site"
    verbose_name = "Site"

    def ready(self) -> None:
        from coe_site import staff_accounts  # noqa: F401, PLC0415 - needs the apps' models


class StaffAdminConfig(admin.AdminConfig):
    default = False  # named in settings; "coe_site" alone means the config above
    default_site = "coe_site.admin.StaffSite"
