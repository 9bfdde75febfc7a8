"""One figure and its limit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    limit: float | None = None
    said: str = ""

    @property
    def over(self) -> bool:
        return self.limit is not None and self.value > self.limit

    def line(self) -> str:
        limit = "-" if self.limit is None else f"{self.limit:g}"
        return f"{self.name} {self.value:.2f} {limit} {'over' if self.over else 'ok'}"
