"""docs/data-model.md names every table and field there is."""

import re

import pytest
from django.apps import apps

from tests.running_site import BASE_DIR

MODELS = [
    model
    for app in ("pages", "feedback")
    for model in apps.get_app_config(app).get_models()
    if not model._meta.auto_created
]
SECTIONS = re.split(r"^### ", (BASE_DIR / "docs" / "data-model.md").read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_described(model: type) -> None:
    sections = [one for one in SECTIONS if model.__name__ in one.splitlines()[0].split(", ")]
    assert len(sections) == 1, f"{model.__name__} has no section of its own"
    described = set(re.findall(r"`(\w+)`", sections[0]))
    fields = {field.name for field in model._meta.fields + model._meta.many_to_many}  # type: ignore[attr-defined]
    assert fields - described == set()
