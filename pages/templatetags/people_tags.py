"""What staff screens call people."""

from django import template
from django.contrib.auth.models import User

from pages.people import name_of

register = template.Library()


@register.filter
def colleague(person: User | None) -> str:
    return name_of(person)
