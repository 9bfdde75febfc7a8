"""Funktionsevne og behov."""

from hospitals.web.fields import long_text
from hospitals.web.forms.base import StepForm


class FunctioningForm(StepForm):
    required_to_send = ("functioning_now", "limitations", "training_need")
    functioning_before = long_text("Funktionsevne før", "Hvad kunne patienten før sygdom eller skade? Krop, aktivitet og deltagelse.", 8)
    functioning_now = long_text("Funktionsevne nu", "Ved udskrivningen: krop, aktivitet og deltagelse, med eksempler fra hverdagen.", 8)
    limitations = long_text("Funktionsnedsættelser, træningen skal rettes mod")
    training_need = long_text("Behov for genoptræning", "Beskriv behovet. Mål, metode og mængde aftaler kommunen med borgeren.")
    potential = long_text("Potentiale", "Hvad vurderer du, at patienten kan opnå?", 4)
    extended_description = long_text(
        "Samlet funktionsevne og samlet behov",
        "Kræves kun ved rehabilitering på specialiseret niveau: patientens samlede funktionsevne og samlede behov for indsatser.",
    )
