"""The steps of the plan form. A field that cannot be kept has an error; everything else of the page is saved."""

from hospitals.web.forms.base import StepForm
from hospitals.web.forms.consent import ConsentForm
from hospitals.web.forms.contact import CONFIRMED, EXPECTED, ContactForm
from hospitals.web.forms.functioning import FunctioningForm
from hospitals.web.forms.patient import NONE, PatientForm
from hospitals.web.forms.type import TypeForm

__all__ = [
    "CONFIRMED",
    "EXPECTED",
    "NONE",
    "ConsentForm",
    "ContactForm",
    "FunctioningForm",
    "PatientForm",
    "StepForm",
    "TypeForm",
]
