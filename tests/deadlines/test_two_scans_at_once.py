"""Two real connections scan the same rows at the same moment."""

import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from deadlines.enums import AlertKind
from deadlines.models import Alert
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
