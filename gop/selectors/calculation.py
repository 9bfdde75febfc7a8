"""The calculator of deadlines: the rows it asks, as the public role, for command, API and page."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Max

from accounts.actor import job_actor
from accounts.danish import long_date
from accounts.enums import Kind, OrganisationKind, RelationKind
from accounts.models import Organisation
from accounts.selectors import organisations, parent_of
from accounts.tenancy import acting_as
from deadlines.models import Holiday
from deadlines.selectors import calendar_of, rules_in_force
from gop import rules
from gop.rules.calculation import Answer, BadQuestion, Known, Party, Question, answer, read
from gop.selectors.law import responsibility_rows

NOBODY = job_actor("gop.calculator", Kind.PUBLIC)


def answer_to(given: Mapping[str, str]) -> Answer:
    """Read, and calculated as nobody in particular. Raises BadQuestion, also when the municipality did not exist on the day."""
    asked = read(given)
    with acting_as(NOBODY):
        return answer(asked, _known(asked))


def _known(asked: Question) -> Known:
    home = _municipality(asked.municipality, asked.day)
    return Known(
        rules=tuple(rules_in_force()),
        calendar=calendar_of(home.id if home else None, asked.discharged),
        last_holiday=Holiday.objects.aggregate(last=Max("day"))["last"],
        responsible=rules.responsibility(responsibility_rows(asked.plan_type), asked.plan_type, None, asked.day),
        parties=_parties(home, asked.day),
    )


def _municipality(code: str, day: date) -> Organisation | None:
    if not code:
        return None
    found = organisations(OrganisationKind.MUNICIPALITY, day).filter(code=code).first()
    if found is None:
        raise BadQuestion([("municipality", f"Der er ingen kommune med koden {code} {long_date(day)}.")])
    return found


def _parties(home: Organisation | None, day: date) -> dict[OrganisationKind, Party]:
    """Of each kind, with code and name of the home municipality and its region where there is one."""
    region = parent_of(home.id, RelationKind.MUNICIPALITY_IN, day) if home else None
    known = {OrganisationKind.MUNICIPALITY: home, OrganisationKind.REGION: region}
    return {kind: Party(kind, one.code, one.name) if (one := known.get(kind)) else Party(kind) for kind in OrganisationKind}


def municipalities_on(day: date) -> list[tuple[str, str]]:
    """(code, name) for the page's list."""
    return list(organisations(OrganisationKind.MUNICIPALITY, day).values_list("code", "name"))
