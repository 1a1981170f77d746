"""Moments in the words that readers and staff are told them in."""

from django import template

from pages.moments import day_of, from_then

register = template.Library()
register.filter("from_then", from_then)
register.filter("day_of", day_of)
