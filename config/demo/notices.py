"""Advance notices from the orthopaedic ward of the demo: one due tomorrow, one later, one that nobody wrote the plan for."""

from datetime import date, timedelta
from itertools import islice
from random import Random

from accounts import clock
from accounts.models import Organisation
from accounts.secret import cpr_hash, encrypt_cpr
from config.demo.citizens import citizens
from config.demo.people import AALBORG, HOSPITAL, LOGINS, ORTHOPAEDIC
from config.registry_loader import id_of
from deadlines.unsent import keep_unsent
from gop.enums import NoticeAction, NoticeKind, Told
from gop.models import AdvanceNotice, NoticeEvent, ReceivedNotice
from gop.services.receiving_notice import COPIED, received_id

# Days until discharge, what is done, whether a plan follows
TOLD = (
    (1, "Ny hofte, højre side", Told.YES, NoticeKind.PLANNED),
    (6, "Nyt knæ, venstre side", Told.UNKNOWN, NoticeKind.PLANNED),
    (-1, "Brud på underarm, opereret", Told.YES, NoticeKind.ACUTE),
)


def make_notices(today: date, seed: str) -> None:
    """As they lie after they were delivered. Run after the registry and the people."""
    writer, hospital, municipality, ward = LOGINS[0], id_of(HOSPITAL), id_of(AALBORG), id_of(ORTHOPAEDIC)
    names = dict(Organisation.objects.filter(id__in=(hospital, ward)).values_list("id", "name"))
    people = (one for one in citizens(Random(f"{seed}/notices"), today) if "Test" not in one.name and one.birth_date)  # noqa: S311
    made = clock.now() - timedelta(days=2)
    for citizen, (days, operation, follows, kind) in zip(islice(people, len(TOLD)), TOLD, strict=True):
        notice = AdvanceNotice(
            id=id_of("notice", str(days)),
            organisation_id=hospital,
            plan_id=id_of("notice-plan", str(days)),
            department_id=ward,
            author_id=writer.id,
            author_name=writer.name,
            home_municipality_id=municipality,
            receivers=[municipality],
            created_at=made,
            changed_at=made,
            cpr_encrypted=encrypt_cpr(citizen.number),
            cpr_hash=cpr_hash(citizen.number),
            birth_date=citizen.birth_date,
            citizen_name=citizen.name,
            kind=kind,
            follows=follows,
            operation_text=operation,
            operation_on=today + timedelta(days=min(days, 1) - 1),
            discharge_date=today + timedelta(days=days),
            informed=Told.YES,
            informed_on=clock.local(made).date(),
        )
        notice.save(force_insert=True)
        NoticeEvent.objects.create(
            organisation_id=hospital,
            notice=notice,
            action=NoticeAction.CREATE,
            at=made,
            by=writer.id,
            by_name=writer.name,
            from_state=notice.state,
            to_state=notice.state,
        )
        copy = {name: getattr(notice, name) for name in COPIED}
        ReceivedNotice.objects.create(
            id=received_id(notice.id, municipality),
            organisation_id=municipality,
            notice_id=notice.id,
            sender_id=hospital,
            sender_name=f"{names[hospital]}, {names[ward]}",
            received_at=made,
            cpr_encrypted=notice.cpr_encrypted,
            cpr_hash=notice.cpr_hash,
            **copy,
        )
        if follows == Told.YES:
            keep_unsent(hospital, notice.plan_id, notice.discharge_date, writer.id, ward)
