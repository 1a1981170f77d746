"""The feeds, answered shortly to whoever has the newest already."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page

from pages.feeds import WhatChangedFeed
from pages.views.reading import for_reading

_feed = WhatChangedFeed()


@for_reading
@conditional_page
def what_changed_feed(request: HttpRequest, path: str = "") -> HttpResponse:
    return _feed(request, path=path)
