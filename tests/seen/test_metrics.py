"""Figures of operation: who may read them, their form, and that an alert is counted once."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from config.seen import probe
from config.seen.metrics import lines_of
from deadlines import measures, tasks
from deadlines.models import Alert, Measure
from tests import factories as make

SAMPLE = re.compile(r"([a-z_]+)(\{[a-z]+=\"[^\"]*\"\})? (-?[0-9.e+-]+)")
TOKEN = "a-long-token"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "read", probe.State)


@pytest.mark.usefixtures("read")
class TestWhoMayRead:
    def test_in_a_demo_the_machine_itself(self) -> None:
        assert Client().get("/metrics").status_code == 200
        assert Client(REMOTE_ADDR="::1").get("/metrics").status_code == 200

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
    def test_not_others_through_a_proxy_on_the_machine(self, header: str) -> None:
        assert Client().get("/metrics", headers={header: "127.0.0.1"}).status_code == 404

    def test_not_another_machine(self) -> None:
        assert Client(REMOTE_ADDR="10.0.0.7").get("/metrics").status_code == 404

    def test_in_production_nobody_without_a_token(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "PRODUCTION", True)
        assert Client().get("/metrics").status_code == 404
        assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404

    def test_with_a_token_whoever_has_it_and_nobody_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "GOP_METRICS_TOKEN", TOKEN)
        far = Client(REMOTE_ADDR="10.0.0.7")
        assert far.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        for wrong in ("", f"Bearer {TOKEN}x", TOKEN, "Bearer æ"):
            assert Client().get("/metrics", headers={"Authorization": wrong}).status_code == 404


def test_without_a_database_the_reading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "HOST", "/nowhere")
    assert Client().get("/metrics").status_code == 503


def samples(text: str) -> dict[str, float]:
    found = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            found[sample[1] + (sample[2] or "")] = float(sample[3])
            assert f"# TYPE {re.sub('_(bucket|sum|count)$', '', sample[1])} " in text
    return found


def test_delays_are_told_as_counts_up_to_each_end() -> None:
    told = samples(
        "\n".join(
            lines_of(probe.State(measures={"alerts.delay.1": 3, "alerts.delay.60": 2, "alerts.delay.more": 1, "alerts.delay.sum": 900.5}))
        )
    )
    ends = [told[f'gop_alert_delay_seconds_bucket{{le="{end}"}}'] for end in ("1", "10", "60", "600", "+Inf")]
    assert ends == [3, 3, 5, 5, 6]
    assert (told["gop_alert_delay_seconds_count"], told["gop_alert_delay_seconds_sum"]) == (6, 900.5)


@pytest.mark.parametrize(("delay", "name"), [(0, "1"), (1, "1"), (1.1, "10"), (60, "60"), (600, "600"), (601, "more")])
def test_a_delay_belongs_to_the_end_it_does_not_pass(delay: float, name: str) -> None:
    assert measures.bucket(delay) == name


@pytest.mark.django_db(transaction=True)
def test_an_alert_is_counted_once_whatever_scans_again() -> None:
    make.registry()
    make.delivered(make.author())
    with make.reading() as _:
        from deadlines.models import Deadline

        late = clock.now() - timedelta(seconds=30)
        Deadline.objects.update(warn_at=late, next_alert_at=late)
    for _ in range(3):
        tasks.scan_deadlines()
    told = samples(Client().get("/metrics").content.decode())
    assert told["gop_alert_delay_seconds_count"] == 2
    assert told['gop_alert_delay_seconds_bucket{le="60"}'] == 2
    assert told['gop_alert_delay_seconds_bucket{le="10"}'] == 0
    assert 0 <= told['gop_job_age_seconds{job="deadlines.scan"}'] < 60
    assert 0 <= told['gop_measure_age_seconds{metric="gop_alerts_unmailed"}'] < 60
    assert told["gop_deadlines_due"] == 0
    assert told["gop_alert_left_seconds_count"] == 0  # nobody has an address
    make.team_lead()
    with make.reading():
        Alert.objects.update(retry_at=None)
    tasks.scan_deadlines()
    left = samples(Client().get("/metrics").content.decode())
    assert (left["gop_alert_left_seconds_count"], left["gop_alerts_unmailed"], left["gop_alerts_held"]) == (2, 0, 0)


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_counted() -> None:
    def killed() -> None:
        with acting_as(job_actor("test")):
            measures.count_delays(measures.MADE, [5.0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        killed()
    with acting_as(job_actor("test")):
        measures.count_delays(measures.MADE, [])
        assert not Measure.objects.exists()
