"""A plan that says something under every heading."""

from typing import Any

DAY = "2026-11-12"
LINES: dict[str, list[dict[str, str]]] = {
    "diagnoses": [{"code": "DS720", "text": "Fraktur af lårbenshals"}],
    "interventions": [{"code": "", "text": "Hemialloplastik i højre hofte", "on": DAY}],
    "categories": [{"code": "b710", "text": "Bevægelighed i led", "before": "0", "now": "2"}],
    "tests": [
        {"name": "Timed Up and Go", "on": DAY, "score": "24 sekunder", "note": "Med rollator"},
        {"name": "Bergs balanceskala", "on": "", "score": "38 af 56", "note": ""},
    ],
    "examinations": [{"kind": "dysfagi", "result": "Synker sikkert,\nogså tynd væske.", "on": DAY, "by": "Ergoterapeut Test"}],
    "aids": [{"name": "Rollator", "state": "udlaant", "note": "Leveres tilbage efter tre måneder"}],
    "controls": [{"on": "", "when": "om ca. seks uger", "place": "Ortopædkirurgisk ambulatorium", "doctor": "Læge Test", "therapist": ""}],
    "relatives": [{"name": "Bo Test Berggren", "relation": "aegtefaelle", "phone": "12 34 56 78", "email": "bo@eksempel.dk"}],
    "team": [{"name": "Ida Test", "title": "Fysioterapeut", "phone": "99 00 00 11", "department": "Ortopædkirurgisk afsnit"}],
    "excerpts": [{"kind": "Operationsbeskrivelse", "text": "Må støtte fuldt på benet.", "by": "Læge Test", "on": DAY}],
    "links": [{"text": "Øvelser efter hofteoperation", "url": "https://eksempel.dk/oevelser"}],
    "status_receivers": [{"name": "Ortopædkirurgisk afsnit", "phone": "99 00 00 12"}],
}
WORDS: dict[str, Any] = {
    "email": "nancy@eksempel.dk",
    "convene_at": "Bo Test Berggren, Prøvevej 4, 9000 Aalborg",
    "interpreter": "Farsi",
    "wheelchair": True,
    "transport_need": "siddende",
    "practical": "Bruger høreapparat.",
    "gp_name": "Lægehuset Test",
    "gp_number": "012345",
    "health_summary": "Faldt i hjemmet. Ukompliceret forløb.",
    "information_given": "Patient og ægtefælle kender restriktionerne.",
    "safety": "Må ikke krydse benene de første uger.",
    "body_before": "Ingen smerter.",
    "body_now": "Smerter ved belastning, nedsat kraft i højre ben.",
    "surroundings_before": "Bor i hus med trappe.",
    "surroundings_now": "Ægtefællen hjælper med indkøb.",
    "doctor_name": "Læge Test",
    "doctor_title": "Overlæge",
    "doctor_phone": "99 00 00 13",
    "doctor_email": "laege@eksempel.dk",
    "coauthor_name": "Ea Test",
    "coauthor_title": "Ergoterapeut",
    "coauthor_phone": "99 00 00 14",
    "contact_wanted": True,
    "contact_wanted_about": "Hvornår restriktionerne kan slippes",
}
WHOLE: dict[str, Any] = {**LINES, **WORDS}
