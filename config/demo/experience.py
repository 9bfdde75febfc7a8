"""The citizens' answers in the demo, over some months, and one code that nobody has used yet."""

from datetime import date, timedelta
from random import Random

from config.demo.people import AALBORG, HERNING
from config.registry_loader import id_of
from gop.enums import ExperienceAnswer
from gop.models import Experience, ExperienceInvitation
from gop.rules.experience import digest, last_day

# Typed on /svar/ in a demo.
UNUSED = "GRTVPLNDGRTVPLND"
MONTHS = 13
# Answers a month, about; the small one stays below what may be shown.
ANSWERS = {
    AALBORG: 40,
    HERNING: 16,
    "kommune-0860": 14,
    "kommune-0820": 3,
    "sygehus-aalborg-universitetshospital": 12,
    "kommune-0813": 12,
    "kommune-0787": 9,
    "kommune-0810": 8,
    "kommune-0846": 8,
}
A = ExperienceAnswer
WEIGHTS = {A.YES: 9, A.MOSTLY: 6, A.LITTLE: 3, A.NO: 3, A.UNKNOWN: 1}


def make_experience(today: date) -> None:
    rng, months, month = Random(str(today)), list[date](), today.replace(day=1)  # noqa: S311
    for _ in range(MONTHS):
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    Experience.objects.bulk_create(_answer(rng, key, month) for key, about in ANSWERS.items() for month in months for _ in range(about))
    ExperienceInvitation.objects.create(
        organisation_id=id_of(AALBORG), token_hash=digest(UNUSED), month=months[0], expires_on=last_day(today, 90)
    )


def _answer(rng: Random, key: str, month: date) -> Experience:
    as_one, involved = rng.choices(list(WEIGHTS), list(WEIGHTS.values()), k=2)
    return Experience(organisation_id=id_of(key), month=month, as_one=as_one, involved=involved)
