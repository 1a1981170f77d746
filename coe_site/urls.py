"""Every address of the site. Pages come last: they take what nobody else has."""

from django.contrib import admin
from django.urls import path

from coe_site.health import healthz, readyz
from feedback.views.comment import comment
from feedback.views.sent import sent
from pages.views.figure import figure
from pages.views.page import page
from pages.views.robots import robots
from pages.views.search import search

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("admin/", admin.site.urls),
    path("search/", search, name="search"),
    path("figures/<str:digest>.<str:ending>", figure, name="figure"),
    path("comment/", comment, {"page_path": ""}, name="comment_home"),
    path("comment/<path:page_path>/", comment, name="comment"),
    path("sent/<str:token>/", sent, name="sent"),
    path("", page, {"path": ""}, name="home"),
    path("<path:path>/", page, name="page"),
]

handler404 = "pages.views.leading_on.not_found"
