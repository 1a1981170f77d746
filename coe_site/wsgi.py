"""The web application: what granian, or any other WSGI server, is given to serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coe_site.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings exist from here on

from coe_site.database.limits import limit_web_requests  # noqa: E402
from coe_site.proxies import believe_only  # noqa: E402
from coe_site.unreadable import mark_unreadable  # noqa: E402

limit_web_requests()
application = believe_only(settings.TRUSTED_PROXIES, mark_unreadable(django_application))
