"""Every address of the house. tests/security walks this tree: an address without a row in its table fails."""

from django.urls import include, path

from audits.web.method_page import method
from audits.web.views import experience, own
from config import pages
from config.seen import health, metrics

urlpatterns = [
    path("", pages.home, name="home"),
    path("", include("accounts.web.urls")),
    path("planer/", include("hospitals.web.urls")),
    path("", include("gop.web.urls")),
    path("api/v1/", include("gop.api.urls")),
    path("api/v1/tal/", include("audits.web.api_urls")),
    path("varsler/", include("deadlines.web.urls")),
    path("opgaver/", include("municipalities.web.portal.urls")),
    path("team/", include("municipalities.web.urls")),
    path("leverandoerer/", include("municipalities.web.directory_urls")),
    path("leverandoer/oplysninger/", include("municipalities.web.provider_urls")),
    path("kalender/", include("deadlines.web.calendar_urls")),
    path("region/", include("audits.web.urls")),
    path("rapporter/", include("audits.web.report_urls")),
    path("tal/", own, name="own_figures"),
    path("oplevelse/", experience, name="experience"),
    path("metode/", method, name="method"),
    path("soeg/", pages.search, name="search"),
    path("hjaelp/", pages.help_page, name="help"),
    path("healthz/live", health.live, name="live"),
    path("healthz/ready", health.ready, name="ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("forvaltning/", pages.platform, name="platform"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
