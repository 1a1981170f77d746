"""What a column of an export is: its name, its meaning, and how PostgreSQL writes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Expression,
    F,
    Func,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from feedback.export.formula_safety import formula_safe
from feedback.models.export_log import ExportProfile


class Kind(Enum):
    TEXT = "text"  # anything not written in our code: staff type codes and names as well
    CODE = "code"  # one of the column's `codes`, a list closed in code: never begins a formula
    NUMBER = "whole number"
    YES_NO = "true or false"
    MOMENT = "date and time"


@dataclass(frozen=True, kw_only=True)
class Column:
    name: str
    kind: Kind
    source: Expression | F
    meaning: str
    safe_source: Expression | None = None  # where making `source` safe as a whole would be slow
    codes: Sequence[str] = ()
    profile: ExportProfile = ExportProfile.ANONYMOUS

    def raw(self) -> Expression | F:
        """The value itself, for formats that no spreadsheet opens."""
        match self.kind:
            case Kind.MOMENT:
                return Coalesce(_utc(self.source), Value(""), output_field=TextField())
            case Kind.TEXT | Kind.CODE:
                return Coalesce(self.source, Value(""), output_field=TextField())
            case Kind.NUMBER | Kind.YES_NO:
                return self.source

    def safe(self) -> Expression | F:
        """The value as a spreadsheet may see it."""
        if self.kind is not Kind.TEXT:
            return self.raw()
        return self.safe_source or formula_safe(self.source)

    def written(self) -> Expression | F:
        """The safe value in the letters a CSV has for it."""
        if self.kind is not Kind.YES_NO:
            return self.safe()
        return Case(
            When(Cast(self.source, BooleanField()), then=Value("true")), default=Value("false")
        )


def _utc(moment: Expression | F) -> Expression:
    return Func(
        moment,
        template="""to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
        output_field=TextField(),
    )


def column(
    name: str, kind: Kind, source: Any, meaning: str, codes: Sequence[str] = (), **more: Any
) -> Column:
    if isinstance(source, str):
        source = F(source)
    return Column(name=name, kind=kind, source=source, meaning=meaning, codes=codes, **more)
