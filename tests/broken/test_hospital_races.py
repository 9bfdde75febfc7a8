"""Two therapists of one department at the same moment: one choice, one refusal, one case at the chosen hospital."""

from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from gop.enums import ChosenHospital, GuidanceHow
from gop.models import Case, Delivery
from gop.services import cases, hospital_choice
from tests import factories as make
from tests.broken.test_races import as_, one_told, race
from tests.gop.test_hand_over_almen import SPECIALISED

pytestmark = pytest.mark.django_db(transaction=True)
WEST_THERAPY = id_of("afdeling-regionshospitalet-goedstrup-fysio-og-ergoterapien")


def goes(actor: Actor, case_id: Any, seen: Any = None) -> None:
    said = {"choice": ChosenHospital.ANOTHER, "on": clock.today(), "how": GuidanceHow.PHONE}
    hospital_choice.choose_hospital(actor, case_id, department=WEST_THERAPY, consent=True, seen=seen, **said)


def refuses(actor: Actor, case_id: Any, seen: Any = None) -> None:
    hospital_choice.refuse_patient(actor, case_id, seen=seen)


@pytest.mark.parametrize(("verb", "kind"), [(goes, "overgang"), (refuses, "retur")])
def test_two_therapists_at_once(verb: Any, kind: str) -> None:
    make.registry()
    _, case_id = make.delivered(make.author(), **SPECIALISED, home_municipality_id=make.HERNING)
    tove, bo = (make.person(name, Role.HOSPITAL_THERAPIST, make.AALBORG_HOSPITAL, make.PHYSIO) for name in ("tove", "bo"))
    with acting_as(tove):
        cases.record_guidance(tove, case_id, GuidanceHow.PHONE)
    opened = clock.now()
    one_told(race(as_(tove, verb, case_id, opened), as_(bo, verb, case_id, opened)), "Tove", "Bo")
    assert race(as_(tove, verb, case_id), as_(bo, verb, case_id))  # late presses change nothing more
    with make.reading():
        assert Delivery.objects.filter(kind=kind).count() == 1
    make.deliver_all()
    with make.reading():
        assert Case.objects.filter(organisation_id=make.GOEDSTRUP).count() == (1 if kind == "overgang" else 0)
