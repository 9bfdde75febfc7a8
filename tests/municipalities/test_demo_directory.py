"""What there is to look at in the demo's directory: each way a provider can stand in the list, and a review that is due."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.tenancy import acting_as, seeding
from config.demo.providers import make_directory, make_providers
from municipalities.agreement_selectors import reviews_due
from municipalities.directory import choosable
from municipalities.models import Agreement, Contract, WaitingTime
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_demo_has_a_provider_in_time_one_late_one_taking_nobody_one_that_has_told_nothing_and_a_review_due() -> None:
    make.registry()
    with seeding():
        for _ in range(2):  # run again it changes nothing
            make_providers()
            make_directory(clock.today())
        counted = [model.objects.count() for model in (Agreement, Contract, WaitingTime)]
        make_directory(clock.today())
        assert counted == [model.objects.count() for model in (Agreement, Contract, WaitingTime)]
    lena, today = make.team_lead(), clock.today()
    with acting_as(lena):
        rows = choosable("under_kirurgisk", "basal", today, today + timedelta(days=7), make.AALBORG, contracts_of=make.AALBORG)
        assert reviews_due(lena) == 1
    found = {(row.name, row.place, row.kind): row for row in rows}
    assert found["Fjordbyens Fysioterapi", "Havnen", "kl"].in_time
    assert found["Fjordbyens Fysioterapi", "Havnen", "egen"].in_time
    assert "Kan først begynde" in found["Fjordbyens Fysioterapi", "Nørresundby", "kl"].why_not
    assert found["Klinik Nordvest", "Klinikken", "kl"].why_not == "Tager ingen lige nu"
    assert found["Å og Ager Fysioterapi", "Klinikken", "kl"].why_not == "Har ikke oplyst ventetid"
    assert all(row.phone.startswith("99 00 00") and row.km is not None for row in rows)
