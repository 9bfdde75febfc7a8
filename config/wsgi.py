"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
# Every page is read in before gunicorn forks, and the collector leaves alone what then is there: the processes share it.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
