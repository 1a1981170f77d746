"""A page that takes feedback."""

import pytest

from pages.models import Page
from tests.feedback.factories import make_page


@pytest.fixture
def page() -> Page:
    return make_page(title="Status", slug="status", body="Words on the page.")
