"""What the demo's authors have kept: their titles, some phrases of their own and of the orthopaedic ward."""

from datetime import UTC, datetime

from accounts.enums import Role
from config.demo.people import COLLEAGUES, LOGINS, ORTHOPAEDIC
from config.registry_loader import id_of
from gop.models import AuthorDetails, Phrase

MADE = datetime(2026, 1, 5, 8, tzinfo=UTC)
WARD = (
    ("limitations", "Hofte: nedsat kraft og balance", "Nedsat kraft og bevægelighed i det opererede ben. Nedsat balance og udholdenhed."),
    ("training_need", "Hofte: gang og trapper", "Behov for at genvinde sikker gang inde og ude og at kunne gå på trapper."),
    ("potential", "Hofte: gå ude uden hjælpemiddel", "Forventes at kunne gå ude uden hjælpemiddel og selv klare indkøb."),
    ("information_given", "Hofte: det må du selv gøre", "Du må støtte fuldt på benet. Gå små ture flere gange om dagen, og brug stokken, til du er sikker."),
)  # fmt: skip
OWN = (("functioning_before", "Klarede sig selv", "Klarede sig selv i hverdagen. Gik uden hjælpemidler og handlede selv ind."),)


def make_helping() -> None:
    """Run again it changes nothing."""
    hospital = id_of(LOGINS[0].places[0].organisation)
    writers = [
        (person, place.organisation)
        for person in (*LOGINS, *COLLEAGUES)
        for place in person.places
        if place.role in (Role.AUTHOR, Role.COORDINATOR)
    ]
    AuthorDetails.objects.bulk_create(
        [
            AuthorDetails(id=id_of("details", person.username), organisation_id=id_of(key), user_id=person.id, title=person.title)
            for person, key in writers
        ],
        ignore_conflicts=True,
    )
    Phrase.objects.bulk_create(
        [
            Phrase(
                id=id_of("phrase", owner or ward, name, title),
                organisation_id=hospital,
                department_id=id_of(ward) if ward else None,
                user_id=LOGINS[0].id if owner else None,
                field=name,
                title=title,
                text=text,
                made_at=MADE,
            )
            for ward, owner, kept in ((ORTHOPAEDIC, "", WARD), ("", LOGINS[0].username, OWN))
            for name, title, text in kept
        ],
        ignore_conflicts=True,
    )
