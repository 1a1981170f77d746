"""No spreadsheet takes exported text for a formula, and the original can always be had back."""

import random
import re

import pytest
from django.db.models import F, Value

from feedback.export.formula_safety import formula_safe, undo
from feedback.models import Theme

pytestmark = pytest.mark.django_db

# What could begin a formula where a cell could begin.
LIVE = re.compile(
    r"""(?:\A|[,;|"\t])[=+\-@＝＋－＠\t\r\n]|[\r\n][=+\-@＝＋－＠\t]""",
)


def make_safe(texts: list[str]) -> list[str]:
    Theme.objects.bulk_create(
        Theme(name=f"t{number}", slug=f"t{number}", description=text)
        for number, text in enumerate(texts)
    )
    rows = Theme.objects.order_by("pk").annotate(safe=formula_safe(F("description")))
    return list(rows.values_list("safe", flat=True))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("", ""),
        ("Not enough about small teams", "Not enough about small teams"),
        ("=1+1", "'=1+1"),
        ("==1+1", "'==1+1"),
        ("+44 7700 900000", "'+44 7700 900000"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("＝1＋1", "'＝1＋1"),
        ("a,=1", "a,'=1"),
        ('a";=1', "a\";'=1"),
        ('"=1', "\"'=1"),
        ("one\n- two\n- three", "one\n'- two\n'- three"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("small-team, well-known", "small-team, well-known"),
        ("1 - 2 = 3", "1 - 2 = 3"),
    ],
)
def test_formula_safe(text: str, safe: str) -> None:
    assert make_safe([text]) == [safe]
    assert undo(safe) == text


def test_formula_safe_of_nothing_is_empty() -> None:
    Theme.objects.create(name="one", slug="one")
    assert Theme.objects.values_list(formula_safe(Value(None)), flat=True)[0] == ""


def test_formula_safe_loses_nothing_of_ten_thousand_texts() -> None:
    chance = random.Random(7)
    letters = "=+-@\t\r\n＝＋－＠',;|\" aé1"
    texts = [
        "".join(chance.choice(letters) for _ in range(chance.randint(0, 14))) for _ in range(10_000)
    ]

    safe = make_safe(texts)

    assert [one for one in safe if LIVE.search(one)] == []
    assert [undo(one) for one in safe] == texts
