"""Moments as readers are told of them: “5pm on 31 January 2027”."""

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime


def day_of(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")


def from_then(moment: datetime) -> str:
    """To follow “opens”: a day begins by itself, any other time is said."""
    if _is_midnight(moment):
        return f"on {day_of(moment)}"
    return f"at {_clock(moment)} on {day_of(moment)}"


def until_then(moment: datetime) -> str:
    """To follow “until”. Midnight is the end of the day before: nobody can say which is meant."""
    if _is_midnight(moment):
        return f"the end of {last_day_before(moment)}"
    return f"{_clock(moment)} on {day_of(moment)}"


def last_day_before(moment: datetime) -> str:
    """The day on which what ends then was there last."""
    return day_of(moment - timedelta(microseconds=1))


def _is_midnight(moment: datetime) -> bool:
    return localtime(moment).strftime("%H%M") == "0000"


def _clock(moment: datetime) -> str:
    there = localtime(moment)
    if (there.hour, there.minute) == (12, 0):
        return "midday"
    minutes = f":{there.minute:02}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'}"
