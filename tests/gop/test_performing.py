"""What a performer says, and what it does to the authority's case: yes, no, silence, first meeting, start, end."""

from datetime import timedelta

import pytest
import time_machine

from accounts import clock
from accounts.actor import NotAllowed
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineState
from gop.enums import AssignmentKind, CaseAction, DeclineReason, EndCode, GoalReached, OfferEnd, PerformerKind
from gop.errors import AlreadyDone, NotFound
from gop.models import Assignment, Delivery, Offer
from gop.rules import TransitionNotAllowed
from gop.selectors.choice import stands
from gop.services import assigning, performing
from gop.services.assignment_scan import close_assignments
from tests import factories as make
from tests.gop.assigned import World, case, events, history, meeting, row
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
OPEN, LAPSED = DeadlineState.OPEN, DeadlineState.LAPSED
NO = {"reason": DeclineReason.CAPACITY, "text": ""}


@pytest.fixture
def world(db: None) -> World:
    return World()


def offers_of(world: World) -> list[Offer]:
    with make.reading():
        return list(Offer.objects.filter(case_id=world.case_id).order_by("made_at"))


def after(days: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(days=days), tick=True)


def test_a_yes_with_the_first_meeting_is_an_offer_made_and_the_clocks_follow_it(world: World) -> None:
    one = world.accepted(days=3)
    told, (offer,) = told_alike(world.case_id), offers_of(world)
    assert (row(one).state, row(one).answered_by_name, row(one).place) == ("accepteret", "Petra", "Klinikken")
    assert (offer.place, offer.by_name, offer.performer, offer.assignment_id) == (
        "Klinikken",
        "Testby Fysioterapi",
        PerformerKind.PRIVATE,
        one,
    )
    assert (told.state, told.offer_state, told.offer_meeting_at) == ("tilbudt", DeadlineState.MET, row(one).first_meeting_at)
    with make.reading():
        assert Delivery.objects.filter(case_id=world.case_id, payload__code="tilbudt").count() == 1  # the hospital hears


def test_a_yes_without_a_meeting_leaves_the_own_offer_and_the_clocks_as_they_are(world: World) -> None:
    world.offered(5)
    world.accepted()
    told = told_alike(world.case_id)
    assert (told.offer_place, told.offer_state, told.assigned_to) == ("Vest", DeadlineState.MET, "Testby Fysioterapi")


def test_an_answer_after_the_time_limit_is_refused_even_if_the_scan_is_late(world: World) -> None:
    one = world.assigns()
    with time_machine.travel(row(one).answer_by, tick=True):
        assert "Svarfristen er gået" in world.refused(performing.accept, by=world.petra, subject=one)
        assert row(one).state == "sendt"


def test_saying_yes_twice_changes_nothing_and_a_colleague_is_told_who_did(world: World) -> None:
    one, seen = world.assigns(), clock.now()
    for _ in range(2):
        world.performs(performing.accept, one, seen=seen)
    assert history(one) == ["send", "sig_ja"]
    pia = make.provider_therapist("pia", world.provider)
    with acting_as(pia), pytest.raises(AlreadyDone) as told:
        performing.accept(pia, one, seen=seen)
    assert told.value.by_name == "Petra"


def test_who_performs_is_asked_as_a_performer_alone(world: World) -> None:
    one = world.assigns()
    with acting_as(world.birgit), pytest.raises(NotAllowed):
        performing.accept(world.birgit, one)
    other = make.provider_therapist("otto", make.provider("En Anden Klinik"))
    with acting_as(other), pytest.raises(NotFound):
        performing.accept(other, one)


def test_a_providers_no_gives_the_right_back_and_leaves_nothing_of_the_citizen_with_it(world: World) -> None:
    one = world.late().assigns(kind=AssignmentKind.EXTENDED)
    assert not stands(case(world.case_id), clock.today())
    with acting_as(world.petra):
        performing.decline(world.petra, one, reason=DeclineReason.TOO_LATE, text="Først om en måned.")
    assert row(one).access_open is False  # before the authority has heard of it
    make.deliver_all()
    told = told_alike(world.case_id)
    assert (told.choice_answer, told.assigned_to, told.performer_said_at is not None) == ("", "", True)
    assert stands(told, clock.today())
    assert (told.offer_place, row(one).decline_text) == ("Vest", "Først om en måned.")  # the own offer stands beside it
    with acting_as(world.petra):
        assert not Assignment.objects.exists()


def test_a_no_needs_words_where_no_reason_fits(world: World) -> None:
    one = world.assigns()
    assert "Skriv, hvorfor" in world.refused(performing.decline, by=world.petra, subject=one, reason=DeclineReason.OTHER)


def test_its_no_voids_the_meeting_that_was_offered_there_as_if_the_municipality_had(world: World) -> None:
    from gop.services import offers
    from gop.services.seats import OfferDetails

    world.does(offers.offer, meeting_at=meeting(3), place="Klinikken", details=OfferDetails(performer=PerformerKind.PRIVATE))
    one = world.assigns()
    world.performs(performing.decline, one, **NO)
    told, (offer,) = told_alike(world.case_id), offers_of(world)
    assert (offer.ended_by, told.state, told.offer_state) == (OfferEnd.CANCELLED, "triageret", OPEN)
    assert events(world.case_id, CaseAction.CANCEL_OFFER) == 1


def test_another_municipality_refuses_for_capacity_alone_and_own_offer_and_clocks_stand(world: World) -> None:
    world.late().chooses()
    before = case(world.case_id)
    one = world.to_herning()
    wrong = world.refused(performing.decline, by=world.hanne, subject=one, reason=DeclineReason.FIELD)
    assert "ikke er plads" in wrong
    world.performs(performing.decline, one, by=world.hanne, **NO)
    told = told_alike(world.case_id)
    assert (told.choice_answer, told.other_municipality_id, told.offer_place) == ("", None, "Vest")
    assert (told.offer_state, told.offer_by, told.inform_state, told.inform_by) == (OPEN, before.offer_by, OPEN, before.inform_by)
    assert stands(told, clock.today())


def test_the_clocks_run_until_another_municipality_says_yes(world: World) -> None:
    world.chooses()
    one = world.to_herning()
    assert (case(world.case_id).offer_state, case(world.case_id).inform_state) == (OPEN, OPEN)
    world.performs(performing.accept, one, by=world.hanne)
    told = told_alike(world.case_id)
    assert (told.offer_state, told.inform_state, told.other_accepted_on) == (LAPSED, LAPSED, clock.today())
    world.does(assigning.withdraw, reason="Borgeren har fortrudt.")
    told = told_alike(world.case_id)
    assert (told.offer_state, told.other_accepted_on, told.choice_answer) == (OPEN, None, "")


def test_another_municipalitys_meeting_is_an_offer_by_a_public_performer(world: World) -> None:
    world.chooses()
    one = world.to_herning()
    world.performs(performing.accept, one, by=world.hanne, meeting_at=meeting(4), place="Herning Sundhedshus")
    (offer,) = offers_of(world)
    assert (offer.performer, offer.by_name) == (PerformerKind.PUBLIC, "Herning Kommune")
    told_alike(world.case_id)


def test_another_time_for_the_first_meeting_is_another_offer_and_none_once_it_was_held(world: World) -> None:
    one = world.accepted(days=3)
    world.performs(performing.plan_first, one, meeting_at=meeting(4), place="Klinikken")
    assert [offer.ended_by for offer in offers_of(world)] == [OfferEnd.REPLACED, ""]
    with after(4.5):
        world.performs(performing.hold_first, one, on=clock.today())
        told = told_alike(world.case_id)
        assert (told.state, told.first_meeting_on) == ("startet", clock.today())
        assert "er holdt" in world.refused(
            performing.plan_first, by=world.petra, subject=one, meeting_at=clock.now() + timedelta(days=1), place="Klinikken"
        )


@pytest.mark.parametrize(
    ("more", "said"),
    [({"meeting_at": None}, "dato og klokkeslæt"), ({"place": " "}, "hvor det første"), ({"place": "x" * 201}, "for langt")],
)
def test_a_first_meeting_has_a_time_and_a_place(world: World, more: dict[str, object], said: str) -> None:
    one = world.accepted()
    assert said in world.refused(
        performing.plan_first, by=world.petra, subject=one, **{"meeting_at": meeting(2), "place": "Klinikken"} | more
    )


def test_a_meeting_before_day_zero_is_told_and_is_no_offer(world: World) -> None:
    from gop.services import cases

    one = world.accepted()
    world.does(cases.record_told_discharge, day=clock.today() + timedelta(days=10), expected=True, source="borger")
    world.performs(performing.plan_first, one, meeting_at=meeting(4), place="Klinikken")
    assert not offers_of(world)
    assert events(world.case_id, CaseAction.ASSIGNMENT_TOLD) == 2
    told_alike(world.case_id)


def test_an_end_asks_for_code_goal_and_closing_status_and_the_case_stays_open_for_the_authority(world: World) -> None:
    one = world.accepted(days=0)
    wrong = {"by": world.petra, "subject": one, "code": EndCode.COMPLETED, "goal_reached": None, "closing_status": ""}
    assert "ikke startet" in world.refused(performing.end, **wrong)
    world.performs(performing.hold_first, one, on=clock.today())
    said = world.refused(performing.end, **wrong)
    assert "om målet blev nået" in said
    assert "slutstatus" in said
    world.performs(performing.end, one, code=EndCode.COMPLETED, goal_reached=GoalReached.YES, closing_status="Går selv.")
    ended = row(one)
    assert (ended.state, ended.end_code, ended.access_until) == ("afsluttet", "gennemfoert", clock.today() + timedelta(days=30))
    told = told_alike(world.case_id)
    assert (told.state, told.ended_at, told.assigned_to, told.performer_said_at is not None) == ("startet", None, "", True)
    with make.reading():
        assert [(one.kind, one.body) for one in ended.reports.all()] == [("slutstatus", [["Slutstatus", "Går selv."]])]


def test_an_end_before_the_start_is_a_no(world: World) -> None:
    one = world.late().accepted(days=3, kind=AssignmentKind.EXTENDED)
    world.performs(performing.end, one, code=EndCode.EVENT, goal_reached=None, closing_status="Klinikken er lukket.")
    told = told_alike(world.case_id)
    assert (told.choice_answer, told.offer_meeting_at, offers_of(world)[-1].ended_by) == ("", None, OfferEnd.CANCELLED)


def test_news_for_a_case_that_has_ended_is_a_line_of_its_history(world: World) -> None:
    from gop.services import offers

    one = world.assigns()
    world.performs(performing.accept, one, deliver=False, meeting_at=meeting(2), place="Klinikken")
    world.does(offers.end_case, code=EndCode.DECLINED)
    make.deliver_all()
    told = told_alike(world.case_id)
    assert (told.state, events(world.case_id, CaseAction.ASSIGNMENT_TOLD), offers_of(world)) == ("afsluttet", 1, [])
    with acting_as(world.petra), pytest.raises(TransitionNotAllowed):
        performing.plan_first(world.petra, one, meeting_at=meeting(3), place="Klinikken")


def test_news_that_comes_twice_is_applied_once(world: World) -> None:
    world.accepted(days=3)
    with make.reading():
        Delivery.objects.filter(kind="opgave").update(applied_at=None)
    make.deliver_all()
    assert events(world.case_id, CaseAction.ASSIGNMENT_TOLD) == 1


def test_silence_past_the_limit_is_a_no_however_late_and_often_the_scan_runs(world: World) -> None:
    one = world.late().assigns(kind=AssignmentKind.EXTENDED)
    assert close_assignments() == (0, 0)
    with time_machine.travel(row(one).answer_by + timedelta(days=3), tick=True):
        assert close_assignments() == (1, 0)
        assert close_assignments() == (0, 0)
        assert (row(one).state, row(one).access_open, history(one)) == ("udloebet", False, ["send", "udloeb"])
        told = told_alike(world.case_id)
        assert (told.choice_answer, told.assigned_to, told.performer_said_at is not None) == ("", "", True)


def test_silence_of_another_municipality_leaves_the_own_offer_and_the_clocks(world: World) -> None:
    world.late().chooses()
    one = world.to_herning()
    with time_machine.travel(row(one).answer_by, tick=True):
        close_assignments()
        told = told_alike(world.case_id)
        assert (told.choice_answer, told.offer_place, told.offer_state) == ("", "Vest", OPEN)


def test_access_is_closed_when_its_last_day_has_passed_and_not_before(world: World) -> None:
    one = world.accepted()
    world.does(assigning.withdraw, reason="Fortrudt.")
    with after(30):
        assert close_assignments() == (0, 0)
    with after(31):
        assert close_assignments() == (1, 0)
        assert (row(one).access_open, history(one)[-1]) == (False, "luk_adgang")


def test_one_bad_row_does_not_stop_the_scan(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from gop.services import assignment_scan

    one = world.assigns()

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(assignment_scan, "apply", fails)
    with time_machine.travel(row(one).answer_by, tick=True):
        assert close_assignments() == (0, 1)
        assert row(one).state == "sendt"
        monkeypatch.undo()
        assert close_assignments() == (1, 0)
