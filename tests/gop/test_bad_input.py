"""Bad input gets a clear Danish message, and nothing is lost."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.models import Organisation
from accounts.tenancy import acting_as, seeding
from gop.errors import NotFound, Refused
from gop.models import Plan, PlanVersion
from gop.selectors.plans import content_of, cpr_of, version_of
from gop.services.drafts import create_draft, save_step
from gop.services.sending import send_plan
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registry(db: None) -> None:
    make.registry()


@pytest.mark.parametrize("text", ["3102489996", "25124899A6", "２５１２４８９９９６", "25124899", "251248-99961"])
def test_a_cpr_that_cannot_be_one_is_refused_and_the_draft_keeps_what_it_had(text: str) -> None:
    anna = make.author()
    plan_id = make.draft(anna)
    with pytest.raises(Refused) as refused, acting_as(anna):
        save_step(anna, plan_id, {"cpr": text})
    assert refused.value.messages[0][0] == "cpr"
    assert len(refused.value.messages[0][1]) > 20
    with acting_as(anna):
        assert cpr_of(version_of(Plan.objects.get(id=plan_id))) == make.NANCY


def test_an_ecpr_with_letters_is_accepted() -> None:
    anna = make.author()
    plan_id = make.draft(anna, cpr="020329-1WQ3")
    with acting_as(anna):
        assert version_of(Plan.objects.get(id=plan_id)).cpr_kind == "ecpr"


@pytest.mark.parametrize("day", [date(2062, 1, 1), date(1999, 1, 1)])
def test_a_discharge_date_in_another_century_is_a_slip_of_the_pen(day: date) -> None:
    anna = make.author()
    plan_id = make.draft(anna, discharge_date=day)
    with pytest.raises(Refused) as refused, acting_as(anna):
        send_plan(anna, plan_id)
    assert dict(refused.value.messages)["discharge_date"].endswith("om årstallet er rigtigt.")
    with make.reading():
        assert Plan.objects.get(id=plan_id).state == "kladde"


def test_a_later_start_without_a_reason_is_not_sent() -> None:
    anna = make.author()
    plan_id = make.draft(anna, earliest_start=clock.today() + timedelta(days=14))
    with pytest.raises(Refused) as refused, acting_as(anna):
        send_plan(anna, plan_id)
    assert {field for field, _ in refused.value.messages} == {"start_reason_kind", "start_reason"}


def test_potential_diagnosis_and_functioning_before_are_not_required_to_send() -> None:
    anna = make.author()
    plan_id = make.draft(anna, potential="", diagnosis_code="", functioning_before="")
    with acting_as(anna):
        assert send_plan(anna, plan_id).state == "sendt"


def test_the_same_new_form_sent_twice_makes_one_draft() -> None:
    anna, plan_id = make.author(), uuid.uuid4()
    for _ in range(2):
        with acting_as(anna):
            create_draft(anna, plan_id)
    with make.reading():
        assert Plan.objects.count() == PlanVersion.objects.count() == 1


def test_an_id_taken_by_another_hospital_is_not_found_and_not_touched() -> None:
    plan_id = make.draft(make.author("vibeke", make.GOEDSTRUP))
    anna = make.author()
    with pytest.raises(NotFound), acting_as(anna):
        create_draft(anna, plan_id)


def test_sending_twice_delivers_once() -> None:
    from gop.models import Delivery

    anna = make.author()
    plan_id = make.draft(anna)
    for _ in range(2):
        with acting_as(anna):
            send_plan(anna, plan_id)
    with make.reading():
        assert Delivery.objects.count() == 1


def test_a_sent_plan_cannot_be_edited() -> None:
    anna = make.author()
    plan_id = make.sent(anna)
    with pytest.raises(Refused), acting_as(anna):
        save_step(anna, plan_id, {"citizen_name": "En anden"})


def test_the_general_practitioner_waits_and_is_never_said_to_have_it() -> None:
    anna = make.author()
    plan_id = make.sent(anna)
    with make.reading():
        states = dict(Plan.objects.get(id=plan_id).recipients.values_list("kind", "state"))
    assert states == {"kommune": "leveret", "egen_laege": "afventer"}


def test_a_patient_without_a_danish_municipality_goes_to_the_manual_queue() -> None:
    anna = make.author()
    plan_id = make.sent(anna, home_municipality_id=None, no_municipality=True)
    with make.reading():
        states = dict(Plan.objects.get(id=plan_id).recipients.values_list("kind", "state"))
    assert states["kommune"] == "manuel_koe"


def test_the_content_of_a_draft_is_read_back_as_written() -> None:
    anna = make.author()
    plan_id = make.draft(anna)
    with acting_as(anna):
        plan = Plan.objects.get(id=plan_id)
        content = content_of(plan, version_of(plan))
    assert content.cpr == make.NANCY
    assert content.diagnosis_text == "Fraktur af lårbenshals"


@pytest.mark.parametrize(("changed", "field", "gone"), [
    ({}, "home_municipality", make.AALBORG),
    (
        {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO},
        "performing_hospital",
        make.PHYSIO,
    ),
])  # fmt: skip
def test_a_receiver_that_is_no_more_on_the_day_gets_nothing_and_the_draft_stays(
    changed: dict[str, Any], field: str, gone: uuid.UUID
) -> None:
    from gop.models import Delivery

    anna = make.author()
    plan_id = make.draft(anna, **changed)
    with seeding():
        Organisation.objects.filter(id=gone).update(valid_to=clock.today() - timedelta(days=1))
    with pytest.raises(Refused) as refused, acting_as(anna):
        send_plan(anna, plan_id)
    assert [(name, "ophørte" in text) for name, text in refused.value.messages if "consent" not in name] == [(field, True)]
    with make.reading():
        assert Plan.objects.get(id=plan_id).state == "kladde"
        assert not Delivery.objects.exists()


def test_a_receiver_may_get_a_plan_on_its_last_day() -> None:
    anna = make.author()
    plan_id = make.draft(anna)
    with seeding():
        Organisation.objects.filter(id=make.AALBORG).update(valid_to=clock.today())
    with acting_as(anna):
        assert send_plan(anna, plan_id).state == "sendt"
