"""How two plans stand to each other, in words: each answer, what it brings, and the line of history."""

from collections.abc import Callable, Mapping
from typing import Any

from gop.enums import CaseAction, SecondPlan

Data = Mapping[str, Any]
Said = tuple[str, str]
# What follows from each answer, under it on the form
FOLLOWS: Mapping[SecondPlan, str] = {
    SecondPlan.CONTINUES: "Den gamle sag slutter som erstattet. Åbne mål, planlagte kontakter og træner følger med hertil. Niveauet besluttes på den nye plan.",
    SecondPlan.CHANGES: "Den gamle sag slutter som erstattet. Her begyndes forfra: intet følger med.",
    SecondPlan.INDEPENDENT: "Begge sager er åbne, hver med sine egne frister.",
}
SHORT: Mapping[SecondPlan, str] = {
    SecondPlan.CONTINUES: "Samme indsatser fortsætter: den nye plan afløser den gamle",
    SecondPlan.CHANGES: "Indsatserne skal være andre: der begyndes forfra",
    SecondPlan.INDEPENDENT: "To uafhængige problemer: begge sager fortsætter",
}
OWN_ONLY = "GOP ser kun jeres egne sager. Spørg borgeren, om der er en plan i en anden kommune eller på et sygehus."
FINAL = "Slutter den gamle sag, kan den ikke genåbnes. Dens frister bortfalder; det, der er overskredet, bliver stående."


def told(data: Data) -> Said:
    asked = f"Borgeren er spurgt om planer andre steder: {data['elsewhere']}" if data.get("asked") else ""
    took = [
        _number(data.get("goals", 0), "mål", "mål"),
        _number(data.get("contacts", 0), "planlagt kontakt", "planlagte kontakter"),
        f"træner {data['trainer']}" if data.get("trainer") else "",
    ]
    carried = ", ".join(filter(None, took))
    lines = [data.get("reason", ""), f"Fulgte med: {carried}" if carried else "", asked]
    return f"To planer: {_lower(SHORT[SecondPlan(data['answer'])].replace(': ', ', '))}", "\n".join(filter(None, lines))


def _number(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}" if number else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


TOLD_SECOND_PLAN: Mapping[str, Callable[[Data], Said]] = {CaseAction.SECOND_PLAN: told}
