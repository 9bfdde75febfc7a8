"""Agreements as they are kept: never edited, two never overlap, a file is taken in whole or not at all, a review date is said until it is kept."""

import uuid
from datetime import date, timedelta

import pytest

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.errors import NotAccepted
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from municipalities.agreement_asked import AgreementAsked, Became
from municipalities.agreement_file import Known, read
from municipalities.agreement_selectors import agreement_of, exported, kept, known_providers, reviews_due
from municipalities.agreement_services import KL, OWN, Book, add, end, review, take_in
from municipalities.models import Agreement, Contract
from municipalities.services import NotThere
from tests import factories as make
from tests.municipalities.providers import FIELD, LEVEL, SINCE, contract

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "leverandør;fagområde;niveau;gælder fra;gælder til;gennemgang;aftalenummer\n"


@pytest.fixture
def lead() -> Actor:
    make.registry()
    return make.team_lead()


@pytest.fixture
def clinic(lead: Actor) -> uuid.UUID:
    return make.provider("Klinik Nord")


def asked(provider: uuid.UUID, **more: object) -> AgreementAsked:
    return AgreementAsked(**{"provider": provider, "training_field": FIELD, "level": LEVEL, "valid_from": SINCE, **more})  # type: ignore[arg-type]


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def test_an_agreement_may_not_overlap_another_of_the_same_and_the_same_again_changes_nothing(lead: Actor, clinic: uuid.UUID) -> None:
    with acting_as(lead):
        assert add(lead, OWN, asked(clinic, valid_to=in_days(10))) is Became.NEW
        assert add(lead, OWN, asked(clinic, valid_to=in_days(10))) is Became.SAME
        with pytest.raises(NotAccepted) as refused:
            add(lead, OWN, asked(clinic, valid_from=in_days(10)))
        assert refused.value.wrong[0][0] == "valid_from"
        add(lead, OWN, asked(clinic, valid_from=in_days(11)))
        add(lead, OWN, asked(clinic, level="avanceret"))
        assert kept(lead, OWN, clock.today()).total == 3


def test_only_the_authoritys_leaders_keep_its_contracts_and_only_the_platform_kls(lead: Actor, clinic: uuid.UUID) -> None:
    platform = make.person("forvalter", Role.PLATFORM_ADMIN, id_of("platform"))
    hospital = make.person("sygehusadmin", Role.ORGANISATION_ADMIN, make.AALBORG_HOSPITAL)
    own = make.person("kommuneadmin", Role.ORGANISATION_ADMIN, make.AALBORG)
    birgit = make.triage_officer()
    for actor, book in ((birgit, OWN), (hospital, OWN), (platform, OWN), (lead, KL)):
        with acting_as(actor), pytest.raises(NotAllowed):
            add(actor, book, asked(clinic))
    with acting_as(own):
        add(own, OWN, asked(clinic))
    with acting_as(platform):
        add(platform, KL, asked(clinic))
    with make.reading():
        assert Contract.objects.get().organisation_id == make.AALBORG
        assert Agreement.objects.get().made_by_name == "Forvalter"


def test_another_authoritys_contract_cannot_be_ended_or_seen(lead: Actor, clinic: uuid.UUID) -> None:
    theirs = contract(clinic, of=make.HERNING)
    with acting_as(lead):
        assert agreement_of(lead, OWN, theirs.id) is None
        with pytest.raises(NotThere):
            end(lead, OWN, theirs.id, last=in_days(1))


def test_what_has_held_is_not_changed_and_what_has_not_begun_is_taken_back(lead: Actor, clinic: uuid.UUID) -> None:
    holds, comes = contract(clinic), contract(clinic, level="avanceret", valid_from=in_days(5))
    with acting_as(lead):
        with pytest.raises(NotAccepted):
            end(lead, OWN, holds.id, last=in_days(-1))
        end(lead, OWN, holds.id, last=in_days(3))
        end(lead, OWN, holds.id, last=in_days(3))
        with pytest.raises(NotAccepted):
            end(lead, OWN, holds.id, last=in_days(4))
        end(lead, OWN, comes.id, last=clock.today())
        left = kept(lead, OWN, clock.today())
        assert [row.id for row in left.rows] == [holds.id]
        assert [row.id for row in left.over] == [comes.id]
        add(lead, OWN, asked(clinic, level="avanceret"))  # one that never held takes nobody's place


def test_a_review_date_is_said_from_its_day_until_it_is_reviewed_or_the_agreement_ended(lead: Actor, clinic: uuid.UUID) -> None:
    first = contract(clinic, review_on=clock.today())
    contract(clinic, level="avanceret", review_on=in_days(1))
    ends = contract(clinic, training_field="hjerte", review_on=in_days(-3))
    contract(clinic, training_field="lunge", review_on=in_days(-30), valid_to=in_days(-1))
    with acting_as(lead):
        assert reviews_due(lead) == 2
        review(lead, OWN, first.id, again_on=in_days(365), shown=clock.today())
        assert reviews_due(lead) == 1
        end(lead, OWN, ends.id, last=clock.today())
        assert reviews_due(lead) == 1  # it still holds today
    birgit = make.triage_officer()
    with acting_as(birgit):
        assert reviews_due(birgit) == 0


def test_a_colleagues_review_is_said_with_who_and_ones_own_again_changes_nothing(lead: Actor, clinic: uuid.UUID) -> None:
    one, other = contract(clinic, review_on=clock.today()), make.team_lead("lise")
    with acting_as(lead):
        review(lead, OWN, one.id, again_on=in_days(90), shown=clock.today())
        review(lead, OWN, one.id, again_on=in_days(90), shown=clock.today())
    with acting_as(other), pytest.raises(NotAccepted, match="Lena har gennemgået aftalen"):
        review(other, OWN, one.id, again_on=None, shown=clock.today())


def test_a_file_with_one_bad_line_takes_in_nothing_and_says_why_at_each(lead: Actor, clinic: uuid.UUID) -> None:
    contract(clinic)
    lines = [
        "Klinik Nord;Hjerte og kredsløb;avanceret;1.1.2026;;;A-1",
        "Klinik Syd;Hjerte og kredsløb;basal;1.1.2026;;;",
        "Klinik Nord;Hofte;basal;1.1.2026;;;",
        "Klinik Nord;Lunge;mellem;32.1.2026;;;",
        'Klinik Nord;"Hofte, ben og fod, kirurgisk";basal;1.1.2026;;;',
        "leverandoer-klinik-nord;Kræft;Basalt niveau;2026-01-01;2025-01-01;;",
        "Klinik Nord;Hjerte og kredsløb;avanceret;1.6.2026;;;",
        "Klinik Nord;Børn;basal;;;;",
    ]
    with acting_as(lead):
        found = read(HEAD + "\n".join(lines), known_providers(clock.today()))
        fates, was_kept = take_in(lead, OWN, found.lines, keep=True)
    assert not was_kept
    assert found.wrong == ""
    assert [fate.number for fate in fates if not fate.wrong] == [2]
    said = {fate.number: " ".join(fate.wrong) for fate in fates}
    assert "Leverandøren »Klinik Syd« findes ikke" in said[3]
    assert "Fagområdet »Hofte« kendes ikke" in said[4]
    assert "Niveauet »mellem« kendes ikke" in said[5]
    assert "Datoen »32.1.2026« kan ikke læses" in said[5]
    assert "Der er allerede en aftale om det samme fra ons. 1. jan. 2020" in said[6]
    assert "Den sidste dag ligger før den første" in said[7]
    assert "Der er allerede en aftale om det samme" in said[8]  # beside line 2 of the same file
    assert "Angiv, fra hvilken dag aftalen gælder" in said[9]
    with make.reading():
        assert Contract.objects.count() == 1


@pytest.mark.parametrize("book", [OWN, KL])
def test_what_is_exported_is_taken_in_again_without_a_change(lead: Actor, clinic: uuid.UUID, book: Book) -> None:
    actor = lead if book is OWN else make.person("forvalter", Role.PLATFORM_ADMIN, id_of("platform"))
    lines = HEAD + "Klinik Nord;Lunge;basal;1.1.2026;31.12.2027;1.6.2026;=1+1\nKlinik Nord;Hånd, kirurgisk;avanceret;1.1.2026;;;\n"
    with acting_as(actor):
        first = read(lines, known_providers(clock.today()))
        looked, was_kept = take_in(actor, book, first.lines, keep=False)
        assert (len(looked), was_kept) == (2, False)
        assert take_in(actor, book, first.lines, keep=True)[1]
        file = exported(actor, book)
        again, _ = take_in(actor, book, read(file, known_providers(clock.today())).lines, keep=True)
    assert "'=1+1" in file  # a spreadsheet does not reckon with it
    assert [fate.became for fate in again] == [Became.SAME, Became.SAME]


def test_a_name_that_two_providers_have_must_be_said_by_its_key() -> None:
    two = [Known(uuid.uuid4(), "leverandoer-a", "Klinikken"), Known(uuid.uuid4(), "leverandoer-b", "Klinikken")]
    first, second = read(HEAD + "Klinikken;Lunge;basal;1.1.2026;;;\nleverandoer-b;Lunge;basal;1.1.2026;;;\n", two).lines
    assert first.wrong == ["Der er 2 leverandører, der hedder »Klinikken«. Skriv leverandørens nøgle."]
    assert second.asked.provider == two[1].id
