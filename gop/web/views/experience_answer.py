"""Two questions, answered by whoever holds a code: no log-in, no name, no cookie but the form's own. The code never stands in an address."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from accounts import attempts
from accounts.address import address_of
from accounts.web.page import public_page
from accounts.words import time_of_day
from gop.enums import ExperienceAnswer
from gop.letters.experience import AS_ONE, INVOLVED
from gop.services.experience import Answered, answer
from gop.web.forms import choice_field

WRONG = {
    Answered.UNKNOWN: "Koden findes ikke. Se efter, om alle 16 bogstaver er skrevet rigtigt.",
    Answered.USED: "Koden er brugt. Har du lige svaret, er dit svar modtaget, og du kan lukke siden.",
    Answered.EXPIRED: "Koden gælder ikke længere. Du er velkommen til at ringe til din kommune i stedet.",
}


class AnswerForm(forms.Form):
    use_required_attribute = False  # an empty field is answered in words

    code = forms.CharField(
        label="Koden fra din seddel",
        max_length=60,
        help_text="16 bogstaver. Store eller små bogstaver, med eller uden bindestreger.",
        error_messages={"required": "Skriv koden fra din seddel.", "max_length": WRONG[Answered.UNKNOWN]},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    as_one = choice_field(AS_ONE, ExperienceAnswer.choices(), "Vælg et svar. Du kan også svare »Ved ikke«.")
    involved = choice_field(INVOLVED, ExperienceAnswer.choices(), "Vælg et svar. Du kan også svare »Ved ikke«.")


@public_page
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
@sensitive_variables("form", "typed")
def questions(request: Any) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status = _answered(request, form)
        if status == 200:
            return redirect("gop:experience_thanks")
    return render(request, "gop/experience_answer.html", {"form": form}, status=status)


def _answered(request: Any, form: AnswerForm) -> int:
    """200, or what the form shall answer. Only a code that nobody has counts against whoever asks."""
    typed = form.cleaned_data
    counted = attempts.count(attempts.guessing(), address_of(request))
    if counted.again is not None:
        form.add_error("code", f"Der er skrevet forkerte koder for mange gange. Prøv igen {time_of_day(counted.again)}.")
        return 429
    said = answer(typed["code"], as_one=ExperienceAnswer(typed["as_one"]), involved=ExperienceAnswer(typed["involved"]))
    if said != Answered.UNKNOWN:
        attempts.take_back(counted)
    if said == Answered.THANKS:
        return 200
    form.add_error("code", WRONG[said])
    return 400


@public_page
@require_GET
def thanks(request: Any) -> HttpResponse:
    return render(request, "gop/experience_thanks.html")
