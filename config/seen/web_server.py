"""The web server's own lines in the same form as ours. Its words for a failed request would hold the address with search words."""

import logging.config
import os

from gunicorn.glogging import Logger


class Lines(Logger):  # type: ignore[misc]
    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        from django.conf import settings

        logging.config.dictConfig(settings.LOGGING)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
