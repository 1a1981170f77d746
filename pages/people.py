"""What colleagues are called on staff screens, of pages and of feedback alike."""

from django.contrib.auth.models import User


def name_of(person: User | None) -> str:
    if person is None:
        return "Someone"
    return person.get_full_name() or person.get_username()
