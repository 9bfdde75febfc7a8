"""Funktionsevne og behov, in ICF terms: before and now of body, activity and participation, and surroundings."""

from typing import Any, ClassVar

from accounts import clock
from gop.enums import PlanType
from hospitals.web.fields import long_text, tick
from hospitals.web.forms.base import Parts, StepForm, is_child

# (heading, the field of before, the field of now), in ICF's order
BEFORE_AND_NOW = (
    ("Krop", "body_before", "body_now"),
    ("Aktivitet og deltagelse", "functioning_before", "functioning_now"),
    ("Omgivelser", "surroundings_before", "surroundings_now"),
)


class FunctioningForm(StepForm):
    """One of the three fields of now is enough (`missing_to_send`); it is asked for at activity and participation."""

    required_to_send = ("functioning_now", "limitations", "training_need")
    line_lists = ("categories", "tests", "examinations", "aids")
    parts: ClassVar[Parts] = {name: (name,) for name in ("categories", "tests", "examinations", "aids", "extended_description")}
    body_before = long_text("Krop før", "Fx smerter, kraft, sprog og hukommelse.", 3)
    body_now = long_text("Krop nu", "Det samme ved udskrivningen.", 3)
    functioning_before = long_text("Aktivitet og deltagelse før", "Hvad kunne patienten i hverdagen?")
    functioning_now = long_text("Aktivitet og deltagelse nu", "Hvad kan patienten, og med hvilken hjælp?")
    surroundings_before = long_text("Omgivelser før", "Fx bolig, trapper, arbejde og hjælp fra andre.", 3)
    surroundings_now = long_text("Omgivelser nu", "Det, der er anderledes nu.", 3)
    limitations = long_text("Funktionsnedsættelser, træningen skal rettes mod")
    training_need = long_text("Behov for genoptræning", "Beskriv behovet. Mål, metode og mængde aftaler kommunen med borgeren.")
    potential = long_text("Potentiale", "Hvad vurderer du, at patienten kan opnå?", 4)
    extended_description = long_text(
        "Samlet funktionsevne og samlet behov",
        "Kræves kun ved rehabilitering på specialiseret niveau: patientens samlede funktionsevne og samlede behov for indsatser.",
    )
    long_course_expected = tick("Der ventes et langt forløb", "Så kommunen kan planlægge sammen med skole eller dagtilbud.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        version = options["version"]
        child = is_child(version, clock.today())
        if not child and not version.long_course_expected:
            self.leave_out(["long_course_expected"])
        self.rehabilitation = version.plan_type == PlanType.SPECIALIST_REHABILITATION
        if child and not self.rehabilitation and not version.extended_description:
            self.leave_out(["extended_description"])

    def before_and_now(self) -> list[dict[str, Any]]:
        """Each part of functioning with its two bound fields, for the template."""
        return [{"title": title, "before": self[before], "now": self[now]} for title, before, now in BEFORE_AND_NOW]
