"""What every answer tells the browser."""

from typing import Any

import pytest
from django.test import Client

ADDRESSES = ["/healthz", "/nowhere/", "/admin/login/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_guarded(client: Client, address: str) -> None:
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_robots_stay_away_until_the_site_is_public(client: Client, settings: Any) -> None:
    assert client.get("/nowhere/")["X-Robots-Tag"] == "noindex, nofollow"
    assert "Disallow: /" in client.get("/robots.txt").content.decode()

    settings.IS_PUBLIC = True

    assert "X-Robots-Tag" not in client.get("/nowhere/").headers
