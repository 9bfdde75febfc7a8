"""Who can log in to the demo, and their colleagues, who cannot but own cases and write plans."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import Membership, User
from config.demo.providers import PROVIDERS
from config.personas import PASSWORD
from config.registry_loader import PLATFORM_KEY, id_of

SINCE = date(2020, 1, 1)
AALBORG, HERNING = "kommune-0851", "kommune-0657"
HOSPITAL, WEST = "sygehus-aalborg-universitetshospital", "sygehus-regionshospitalet-goedstrup"
ORTHOPAEDIC, NEUROLOGY, HANDS, THERAPY = (
    f"afdeling-aalborg-universitetshospital-{name}"
    for name in ("ortopaedkirurgisk-afsnit", "neurologisk-afsnit", "haandkirurgisk-ambulatorium", "fysio-og-ergoterapien")
)
PSYCHIATRY, PSYCHIATRIC = "sygehus-psykiatrien-i-region-nordjylland", "afdeling-psykiatrien-i-region-nordjylland-sengeafsnit"
PRIVATE, PRIVATE_ORTHOPAEDIC = "sygehus-aleris-privathospitaler-aalborg", "afdeling-aleris-privathospitaler-aalborg-ortopaedkirurgi"
WEST_ORTHOPAEDIC = "afdeling-regionshospitalet-goedstrup-ortopaedkirurgisk-afsnit"


@dataclass(frozen=True)
class Place:
    """One membership: role, organisation and, at a hospital, the departments."""

    role: Role
    organisation: str
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    title: str
    places: tuple[Place, ...] = field(default_factory=tuple)

    @property
    def id(self) -> UUID:
        return id_of("user", self.username)


LOGINS = (
    Person("terapeut", "Tanja Holm Riis", "fysioterapeut", (Place(Role.AUTHOR, HOSPITAL, (ORTHOPAEDIC,)),)),
    Person(
        "koordinator",
        "Kirstine Vang Dalgaard",
        "koordinerende ergoterapeut",
        (Place(Role.COORDINATOR, HOSPITAL, (ORTHOPAEDIC, NEUROLOGY, HANDS)), Place(Role.HOSPITAL_THERAPIST, HOSPITAL, (THERAPY,))),
    ),
    Person("laege", "Liv Thorsted Brink", "overlæge", (Place(Role.DOCTOR, HOSPITAL, (HANDS,)),)),
    Person("terapeut-vest", "Vera Lunde Krag", "fysioterapeut", (Place(Role.AUTHOR, WEST, (WEST_ORTHOPAEDIC,)),)),
    Person("terapeut-psykiatri", "Poula Mark Esbensen", "ergoterapeut", (Place(Role.AUTHOR, PSYCHIATRY, (PSYCHIATRIC,)),)),
    Person("terapeut-privat", "Petra Lind Askov", "fysioterapeut", (Place(Role.AUTHOR, PRIVATE, (PRIVATE_ORTHOPAEDIC,)),)),
    Person("visitator", "Vibeke Bæk Sommer", "visitator", (Place(Role.TRIAGE_OFFICER, AALBORG),)),
    Person("leder", "Lars Høgh Vinding", "teamleder", (Place(Role.TEAM_LEAD, AALBORG),)),
    Person("administrator", "Agnes Thorup Lind", "systemansvarlig", (Place(Role.ORGANISATION_ADMIN, AALBORG),)),
    Person("visitator-herning", "Hanne Kjærgaard Falk", "visitator", (Place(Role.TRIAGE_OFFICER, HERNING),)),
    Person("leverandoer", "Lone Vester Kjær", "fysioterapeut", (Place(Role.PROVIDER_THERAPIST, PROVIDERS[0].key),)),
    Person("visitator-region", "Signe Hvam Lyng", "regional visitator", (Place(Role.REGIONAL_TRIAGE_OFFICER, "region-nordjylland"),)),
    Person("region", "Rune Skovgaard Elm", "chefkonsulent", (Place(Role.ANALYST, "region-nordjylland"),)),
    Person("forvalter", "Frida Nørby Storm", "systemforvalter", (Place(Role.PLATFORM_ADMIN, PLATFORM_KEY),)),
)
COLLEAGUES = (
    Person("kollega-inge", "Inge Toftlund Birk", "visitator", (Place(Role.TRIAGE_OFFICER, AALBORG),)),
    Person("kollega-morten", "Morten Ager Strand", "visitator", (Place(Role.TRIAGE_OFFICER, AALBORG),)),
    Person("kollega-sanne", "Sanne Fjord Mølgaard", "visitator", (Place(Role.TRIAGE_OFFICER, AALBORG),)),
    Person("kollega-jonna", "Jonna Hede Bruhn", "visitator", (Place(Role.TRIAGE_OFFICER, HERNING),)),
    Person("kollega-dorthe", "Dorthe Engel Rask", "fysioterapeut", (Place(Role.AUTHOR, HOSPITAL, (ORTHOPAEDIC,)),)),
    Person("kollega-emil", "Emil Kroman Juhl", "ergoterapeut", (Place(Role.AUTHOR, HOSPITAL, (ORTHOPAEDIC, HANDS)),)),
    Person("kollega-nora", "Nora Lykke Bisgaard", "fysioterapeut", (Place(Role.AUTHOR, HOSPITAL, (NEUROLOGY,)),)),
    Person("kollega-bo", "Bo Ravnsborg Dam", "fysioterapeut", (Place(Role.HOSPITAL_THERAPIST, HOSPITAL, (THERAPY,)),)),
    Person("kollega-asta", "Asta Lindegaard Friis", "fysioterapeut", (Place(Role.AUTHOR, WEST, (WEST_ORTHOPAEDIC,)),)),
)


def make_people() -> None:
    """Users and memberships that are missing. Run again it changes nothing, also not a password that was changed."""
    hashed = make_password(PASSWORD)
    users = [_user(person, hashed) for person in LOGINS] + [_user(person, make_password(None)) for person in COLLEAGUES]
    User.objects.bulk_create(users, ignore_conflicts=True)
    Membership.objects.bulk_create([_membership(p, place) for p in (*LOGINS, *COLLEAGUES) for place in p.places], ignore_conflicts=True)


def _user(person: Person, hashed: str) -> User:
    return User(
        id=person.id,
        username=person.username,
        name=person.name,
        title=person.title,
        email=f"{person.username}@demo.example",
        password=hashed,
    )


def _membership(person: Person, place: Place) -> Membership:
    return Membership(
        id=id_of("membership", person.username, place.role),
        user_id=person.id,
        organisation_id=id_of(place.organisation),
        role=place.role,
        departments=[id_of(key) for key in place.departments],
        valid_from=SINCE,
    )


def people_in(role: Role, place: UUID) -> list[tuple[UUID, str]]:
    """(id, name) of those with the role in an organisation or a department."""
    found = []
    for person in (*LOGINS, *COLLEAGUES):
        for at in person.places:
            if at.role == role and place in map(id_of, at.departments or (at.organisation,)):
                found.append((person.id, person.name))
    return found
