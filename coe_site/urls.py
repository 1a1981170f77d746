"""Every address of the site. Pages come last: they take what nobody else has."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from coe_site.health import healthz, readyz
from feedback.views.comment import comment
from feedback.views.sent import sent
from pages.sitemaps import PageSitemap
from pages.views.feed import what_changed_feed
from pages.views.figure import figure
from pages.views.page import page
from pages.views.preview import preview
from pages.views.reading import for_reading
from pages.views.robots import robots
from pages.views.search import search
from pages.views.what_changed import what_changed, what_changed_on_page
from pages.views.whole_document import whole_document

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("admin/", admin.site.urls),
    path(
        "sitemap.xml", for_reading(sitemap), {"sitemaps": {"pages": PageSitemap()}}, name="sitemap"
    ),
    path("search/", search, name="search"),
    path("figures/<str:digest>.<str:ending>", figure, name="figure"),
    path("what-changed/", what_changed, name="what_changed"),
    path("what-changed/feed.xml", what_changed_feed, name="what_changed_feed"),
    path("what-changed/<path:path>/feed.xml", what_changed_feed, name="what_changed_on_page_feed"),
    path("what-changed/<path:path>/", what_changed_on_page, name="what_changed_on_page"),
    path("preview/<str:token>/", preview, name="preview"),
    path("print/", whole_document, {"path": ""}, name="print_all"),
    path("print/<path:path>/", whole_document, name="print"),
    path("comment/", comment, {"page_path": ""}, name="comment_home"),
    path("comment/<path:page_path>/", comment, name="comment"),
    path("sent/<str:token>/", sent, name="sent"),
    path("", page, {"path": ""}, name="home"),
    path("<path:path>/", page, name="page"),
]

handler404 = "pages.views.leading_on.not_found"
