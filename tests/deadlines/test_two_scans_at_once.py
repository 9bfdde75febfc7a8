"""Two real connections scan the same rows at the same moment."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection

from deadlines import scan as module
from deadlines.enums import AlertKind
from deadlines.models import Alert, Unowned
from deadlines.scan import scan
from tests import factories as make


@pytest.mark.django_db(transaction=True)
def test_two_scans_at_once_give_one_alert_each() -> None:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        anna = make.author()
        for _ in range(8):
            make.delivered(anna)
        traveller.move_to(datetime(2026, 12, 7, 12, 0, tzinfo=UTC))
        failures: list[BaseException] = []

        def run() -> None:
            try:
                scan()
            except BaseException as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        scan()
        assert not failures
        with make.reading():
            assert Alert.objects.filter(kind=AlertKind.UNOWNED).count() == 8
            told = Alert.objects.exclude(kind=AlertKind.UNOWNED).values_list("deadline_id", "kind", "rung")
            assert (len(told), len(set(told))) == (16, 16)


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_one_batch_and_neither_waits_for_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first holds its rows until the second has finished with those it was left."""
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        anna = make.author()
        for _ in range(4):
            make.delivered(anna)
        with make.reading():
            Unowned.objects.update(next_alert_at=None)
        traveller.move_to(datetime(2026, 12, 7, 12, 0, tzinfo=UTC))
        holding, go, insert = threading.Event(), threading.Event(), module._insert
        first = threading.Thread(target=lambda: (scan(), connection.close()))

        def held(*told: Any) -> None:
            if threading.current_thread() is first and not holding.is_set():
                holding.set()
                assert go.wait(20)
            insert(*told)

        monkeypatch.setattr(module, "BATCH", 4)
        monkeypatch.setattr(module, "_insert", held)
        first.start()
        assert holding.wait(20)
        second = scan()
        go.set()
        first.join()
        assert second == (4, 0)
        with make.reading():
            assert Alert.objects.count() == 8


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_before_its_commit_has_said_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        make.delivered(make.author())
        traveller.move_to(datetime(2026, 12, 7, 12, 0, tzinfo=UTC))

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(module, "_set", killed)
            with pytest.raises(KeyboardInterrupt):
                scan()
        with make.reading():
            assert not Alert.objects.exists()
        assert scan() == (3, 0)
