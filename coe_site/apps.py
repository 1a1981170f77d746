"""The project itself as an app, for its commands and its staff site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CoeSiteConfig(AppConfig):
    name = "coe_site"
    verbose_name = "Site"


class StaffAdminConfig(AdminConfig):
    default_site = "coe_site.admin.StaffSite"
