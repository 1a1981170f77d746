"""Lists to choose other rows from, without the icons that lead away from a half-filled form."""

from typing import Any

from django.http import HttpRequest


class WithoutIcons:
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        for offer in ("add", "change", "delete", "view"):
            if field is not None and hasattr(field.widget, f"can_{offer}_related"):
                setattr(field.widget, f"can_{offer}_related", False)
        return field
