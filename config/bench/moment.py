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
