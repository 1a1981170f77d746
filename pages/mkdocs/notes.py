"""What was changed on a page on its way in, and what a person has still to look at."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Notes:
    """Changes are counted, problems told one by one, each once and in the order they were met."""

    changes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def changed(self, what: str, times: int = 1) -> None:
        if times:
            self.changes[what] += times

    def problem(self, what: str) -> None:
        if what not in self.problems:
            self.problems.append(what)

    def lines(self) -> list[str]:
        changes = [f"changed: {what} ({times})" for what, times in self.changes.items()]
        return changes + [f"look at: {problem}" for problem in self.problems]
