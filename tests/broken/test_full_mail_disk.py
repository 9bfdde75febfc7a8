"""The disk that mail is written to is full (/dev/full): the alert stands, its mail waits, and leaves once there is room."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.mail.backends.filebased import EmailBackend
from django.test import override_settings

from deadlines import post
from deadlines.models import Alert
from tests import factories as make
from tests.deadlines.monday import at, scanned

pytestmark = pytest.mark.django_db
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Django leaves the full file to the collector
def test_mail_that_a_full_disk_refused_leaves_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(at("20T12:00"), tick=False) as moved, override_settings(EMAIL_BACKEND=FILES, EMAIL_FILE_PATH=str(tmp_path)):
        make.registry()
        make.team_lead()
        make.delivered(make.author())
        moved.move_to(at("23T08:00"))
        with monkeypatch.context() as full:
            full.setattr(EmailBackend, "_get_filename", lambda _: "/dev/full")
            assert scanned() == 2
            assert post.send_mail() == 0
        with make.reading():
            assert Alert.objects.filter(mailed_at=None, told=[], retry_at__isnull=False).count() == 2
        assert list(tmp_path.iterdir()) == []
        moved.move_to(at("23T08:00") + timedelta(minutes=6))
        assert post.send_mail() == 1
        with make.reading():
            assert not Alert.objects.filter(mailed_at=None).exists()
        assert len(list(tmp_path.iterdir())) == 1
