"""Codes of specialised training at a hospital: where the patient wants it, and whether the wait gives more to choose between."""

from accounts.choices import Choice


class ChosenHospital(Choice):
    """What the patient chose once the performing department had the plan. The author's own note of it is HospitalChoice."""

    HERE = "her", "Bliver hos jer"
    ANOTHER = "andet", "Vælger et andet sygehus i systemet"
    OUTSIDE = "uden_for", "Vælger et sted, som ikke er i systemet"


class WaitReason(Choice):
    """Why extended hospital choice stands, or does not (model.md 7)."""

    OFFER_LATE = "tilbud_for_sent", "Ventetiden til den tilbudte tid er for lang"
    NO_OFFER = "intet_tilbud", "Der er ventet for længe uden en tilbudt tid"
    SHORT = "inden_for", "Ventetiden er ikke for lang"
    DECLINED = "sagde_nej", "Patienten sagde nej til en tid, der ikke lå for sent"
    STARTED = "startet", "Forløbet er startet"
    ENDED = "afsluttet", "Sagen er afsluttet"
    NO_RULE = "ingen_regel", "Der er ingen regel for den dag, planen blev modtaget"
