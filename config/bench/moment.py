"""When and where the bench lives: one frozen Wednesday, one municipality and one hospital that are measured."""

from datetime import date

NOW = "2026-11-18T10:00"
TODAY = date(2026, 11, 18)
SMALL = 2000
# The measured tenant's rows stand first, and are the same at every size.
OPEN_HERE, DRAFTS_HERE, ASKING_HERE, JENSEN_HERE = 250, 60, 100, 60
MUNICIPALITY, HOSPITAL = "kommune-0851", "sygehus-aalborg-universitetshospital"
DEPARTMENT = "afdeling-aalborg-universitetshospital-ortopaedkirurgisk-afsnit"
AUTHORITY_PERSON, AUTHOR_PERSON = "visitator", "terapeut"
CPR, PREFIX = "2512489996", "jens"  # one of the published test persons
# The municipality whose desk grows: 2 % of all plans are its own, 5 % of those open (40,000 and 2,000 at two million).
VIEWS_MUNICIPALITY, VIEWS_PERSON, VIEWS_WARD = (
    "kommune-0657",
    "visitator-herning",
    "afdeling-regionshospitalet-goedstrup-ortopaedkirurgisk-afsnit",
)
VIEWS_FULL = 1000  # open ones at least, so that every view fills a page at every size
VIEWS_AREA, VIEWS_ELSEWHERE = "7430", "7000"


def views_share(size: int) -> int:
    """How many of fifty plans are theirs."""
    return max(1, -(-50 * VIEWS_FULL * 6 // (5 * size)))


def views_open_from(size: int) -> int:
    """The number of the first plan that is open there; the latest are."""
    own = size * views_share(size) // 50
    return max(480, size - size * max(own // 20, VIEWS_FULL) // own)
