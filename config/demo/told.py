"""What organisations of the demo tell the world and each other: offers on their public pages, and two notices ahead, one of them late."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Role
from accounts.models import Offering, Organisation
from accounts.roles import KIND_OF
from config.demo.people import AALBORG, HERNING, HOSPITAL
from config.registry_loader import id_of
from gop.enums import CapacityNoticeKind, PlanType, TrainingField
from gop.models import CapacityNoticeSeen
from gop.services.telling_ahead import AheadAsked, tell

PLAN = "Genoptræningsplan fra sygehuset. Vi ringer eller skriver, når den er kommet."
READER = "kommune-0849"


class Offer(NamedTuple):
    """`told`: how many days ago the waiting time was told."""

    organisation: str
    title: str
    target_group: str
    content: str
    referral: str
    place: str
    waiting: str
    told: int


OFFERS = (
    Offer(
        AALBORG,
        "Hold efter ny hofte eller nyt knæ",
        "Voksne, der har fået nyt led i hofte eller knæ.",
        "Træning på hold to gange om ugen i otte uger: styrke, balance og gang.\nØvelser at lave hjemme på de andre dage.",
        PLAN,
        "Træningscenter Fjorden, Havnegade 1, 9000 Aalborg",
        "5 dage",
        3,
    ),
    Offer(
        AALBORG,
        "Træning efter hjerneskade",
        "Voksne med en erhvervet hjerneskade, også dem, der skal tilbage til arbejde.",
        "Træning alene og på små hold med fysioterapeut, ergoterapeut og logopæd. En fast tovholder hele vejen.",
        PLAN,
        "Neurocenter Engen, Engvej 12, 9220 Aalborg Øst",
        "2 uger",
        12,
    ),
    Offer(
        AALBORG,
        "Håndhold",
        "Voksne efter operation eller skade i hånd og underarm.",
        "Øvelser, skinner og arvæv hos ergoterapeut. Som regel seks gange.",
        PLAN,
        "Træningscenter Fjorden, Havnegade 1, 9000 Aalborg",
        "1 uge",
        41,
    ),
    Offer(
        HERNING,
        "Ryghold",
        "Voksne efter operation i ryg eller nakke.",
        "Rolig træning med stigende belastning en gang om ugen i ti uger.",
        PLAN,
        "Træningshuset, Kildevej 4, 7400 Herning",
        "6 dage",
        6,
    ),
    Offer(
        HERNING,
        "Træning for børn",
        "Børn og unge under 18 år efter skade, sygdom eller operation.",
        "Leg og øvelser hos børneterapeut. Forældre er med, og vi kommer gerne i institution og skole.",
        PLAN,
        "Børneterapien, Skolegade 9, 7400 Herning",
        "",
        0,
    ),
    Offer(
        HOSPITAL,
        "Specialiseret træning af hånd",
        "Patienter med en hånd, der skal trænes tæt på kirurgerne.",
        "Ambulant træning hos håndterapeut med kirurg ved hånden.",
        "Sygehusets læge vælger det i genoptræningsplanen. Vi skriver til dig om tid og sted.",
        "Fysio- og Ergoterapien, indgang 4",
        "3 uger",
        9,
    ),
    Offer(
        HOSPITAL,
        "Specialiseret træning efter rygmarvsskade",
        "Patienter med ny eller ændret skade på rygmarven.",
        "Træning fire gange om ugen, alene og i bassin.",
        "Sygehusets læge vælger det i genoptræningsplanen. Vi skriver til dig om tid og sted.",
        "Fysio- og Ergoterapien, indgang 4",
        "10 dage",
        9,
    ),
)


def make_told(today: date) -> None:
    """Run after the registry and the people. Run again it changes nothing."""
    _offers(today)
    _notices(today)


def _offers(today: date) -> None:
    """Only where an organisation has none, so that what somebody put away stays away."""
    have = set(Offering.objects.values_list("organisation_id", flat=True))
    Offering.objects.bulk_create(
        Offering(
            id=id_of("offering", one.organisation, one.title),
            organisation_id=id_of(one.organisation),
            title=one.title,
            target_group=one.target_group,
            content=one.content,
            referral=one.referral,
            place=one.place,
            waiting=one.waiting,
            waiting_stated_on=today - timedelta(days=one.told) if one.waiting else None,
            position=position,
            made_at=_ago(one.told),
            made_by_name="Administratoren",
        )
        for position, one in enumerate(OFFERS, 1)
        if id_of(one.organisation) not in have
    )


def _notices(today: date) -> None:
    """The hospital's is told in an agreement without months; Herning's half as early as the agreement asks. One municipality has read the first."""
    more = AheadAsked(
        kind=CapacityNoticeKind.ACTIVITY,
        title="Flere hofteoperationer fra næste kvartal",
        text="Vi åbner en operationsstue mere. Regn med omkring 12 flere planer om måneden i alt i regionen, de fleste almene på basalt niveau.",
        effective_on=today + timedelta(days=75),
        plan_type=PlanType.GENERAL_TRAINING,
        training_field=TrainingField.LOWER_SURGICAL,
    )
    home = AheadAsked(
        kind=CapacityNoticeKind.TAKEOVER,
        title="Vi tager genoptræning efter rygoperation hjem",
        text="Kommunen træner selv borgere efter rygoperation fra den dag. Indtil da gælder aftalen med hospitalet.",
        effective_on=today + timedelta(days=90),
        training_field=TrainingField.SPINE_SURGICAL,
    )
    first = tell(_somebody(HOSPITAL, Role.COORDINATOR, "Kirstine Vang Dalgaard"), id_of("told-ahead", HOSPITAL), more)
    tell(_somebody(HERNING, Role.TEAM_LEAD, "Teamlederen"), id_of("told-ahead", HERNING), home)
    mark = CapacityNoticeSeen(
        id=id_of("told-ahead-read", READER),
        organisation_id=id_of(READER),
        sender_id=first.organisation_id,
        notice_id=first.id,
        at=clock.now(),
        by_name="Visitationen",
    )
    CapacityNoticeSeen.objects.bulk_create([mark], ignore_conflicts=True)


def _somebody(key: str, role: Role, name: str) -> Actor:
    row = Organisation.objects.get(id=id_of(key))
    return Actor(
        kind=KIND_OF[role],
        organisation=row.id,
        user=id_of("user", name),
        name=name,
        role=role,
        organisation_name=row.name,
        organisation_kind=OrganisationKind(row.kind),
    )


def _ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)
