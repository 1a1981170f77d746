"""A page that takes feedback, and the staff it is for."""

import pytest
from django.contrib.auth.models import User

from pages.models import Page
from tests.feedback.factories import make_administrator, make_analyst, make_moderator, make_page


@pytest.fixture
def page() -> Page:
    return make_page(title="Status", slug="status", body="Words on the page.")


@pytest.fixture
def moderator() -> User:
    return make_moderator()


@pytest.fixture
def analyst() -> User:
    return make_analyst()


@pytest.fixture
def administrator() -> User:
    return make_administrator()
