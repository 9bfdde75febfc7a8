"""The triage officer's plain case: the server's time for opening it, every press of config/bench/case_script.py, and opening the next."""

from collections.abc import Callable
from datetime import time

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from config.bench import moment, sending
from config.bench.case_script import FROM_OPEN_TO_NEXT
from config.bench.journey import Visitor
from config.bench.pages import actor_named, signed_in
from gop.enums import CaseState, PlaceKind
from gop.selectors.cases import case_of
from municipalities.models import FirstTime, Place

PLACE = "Træningscenter Måling"


def figure(name: str) -> Callable[[], float] | None:
    return _decided() if name == "decided" else None


def _decided() -> Callable[[], float]:
    """The case of the plan that `send` has sent last, once it has been applied."""
    client, actor = signed_in(moment.AUTHORITY_PERSON), actor_named(moment.AUTHORITY_PERSON)
    with acting_as(actor):
        _weekly_times(actor)

    def once() -> float:
        case_id = sending.LAST[0].case_id
        visitor = Visitor(client)
        visitor.go(f"/sager/{case_id}/")
        for one in FROM_OPEN_TO_NEXT:
            visitor.do(one)
        with acting_as(actor):
            case = case_of(actor, case_id) if case_id else None
        if case is None or case.state != CaseState.OFFERED or visitor.path.startswith(f"/sager/{case_id}/"):
            raise RuntimeError("The case was not offered a meeting, or the next one was not opened.")
        return visitor.taken * 1000

    return once


def _weekly_times(actor: Actor) -> None:
    """One every morning, with seats for as many rounds as there may be."""
    made = Place.objects.filter(organisation_id=actor.tenant, name=PLACE).first()
    if made is not None:
        return
    place = Place.objects.create(organisation_id=actor.tenant, name=PLACE, kind=PlaceKind.CENTRE, address="Prøvevej 1, 9000 Aalborg")
    for weekday in range(1, 8):
        FirstTime.objects.create(
            organisation_id=actor.tenant, place=place, weekday=weekday, at=time(9), seats=10_000, valid_from=clock.today()
        )
