"""The people of the demo: one table for the loader, the launcher and the tests."""

from typing import NamedTuple

PASSWORD = "gop-demo"  # noqa: S105


class Persona(NamedTuple):
    username: str
    organisation: str
    does: str


PERSONAS = [
    Persona("terapeut", "Aalborg Universitetshospital", "skriver og sender planer"),
    Persona("koordinator", "Aalborg Universitetshospital", "følger hospitalets planer"),
    Persona("laege", "Aalborg Universitetshospital", "godkender planer, hvor afdelingen beder om det"),
    Persona("terapeut-vest", "Regionshospitalet Gødstrup", "skriver planer i en anden region"),
    Persona("terapeut-psykiatri", "Psykiatrien i Region Nordjylland", "skriver planer fra en psykiatrisk afdeling"),
    Persona("terapeut-privat", "Aleris Privathospitaler, Aalborg", "skriver planer fra et privathospital, når det offentlige har betalt"),
    Persona("visitator", "Aalborg Kommune", "visiterer og tilbyder første møde"),
    Persona("leder", "Aalborg Kommune", "leder teamet og får varsler uden ejer"),
    Persona("administrator", "Aalborg Kommune", "passer kommunens kalender og mål og læser adgangsloggen"),
    Persona("visitator-herning", "Herning Kommune", "visiterer i en anden kommune"),
    Persona("leverandoer", "Fjordbyens Fysioterapi", "træner borgere for kommunerne"),
    Persona("visitator-region", "Region Nordjylland", "visiterer rehabilitering fra 2027"),
    Persona("region", "Region Nordjylland", "ser tal uden borgere"),
    Persona("forvalter", "Platformen", "passer registret"),
]


def table() -> str:
    """As text, for a terminal."""
    wide = max(len(persona.username) for persona in PERSONAS)
    wider = max(len(persona.organisation) for persona in PERSONAS)
    return "\n".join(f"{p.username:<{wide}}  {p.organisation:<{wider}}  {p.does}" for p in PERSONAS)
