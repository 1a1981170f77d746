"""The staff site: Django's admin under our own name."""

from django.contrib.admin import AdminSite


class StaffSite(AdminSite):
    site_header = "Imagining a Centre of Excellence: staff"
    site_title = "Staff"
    index_title = "What would you like to do?"
    enable_nav_sidebar = False


# Last, because registering needs the site above.
from coe_site import staff_accounts  # noqa: E402, F401
