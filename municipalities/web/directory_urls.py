"""Leverandører: the directory that anybody reads, and the agreements that somebody keeps."""

from django.urls import path

from municipalities.agreement_services import KL, OWN
from municipalities.web import agreements, directory_pages
from municipalities.web.agreements import of

app_name = "directory"
urlpatterns = [
    path("", directory_pages.show, name="list"),
    path("aftaler/", of(OWN, agreements.show), name="contracts"),
    path("aftaler/ny/", of(OWN, agreements.new), name="contract_new"),
    path("aftaler/indlaes/", of(OWN, agreements.from_file), name="contract_file"),
    path("aftaler/hent/", of(OWN, agreements.export), name="contract_export"),
    path("aftaler/<uuid:agreement_id>/", of(OWN, agreements.change), name="contract"),
    path("kl/", of(KL, agreements.show), name="kls"),
    path("kl/ny/", of(KL, agreements.new), name="kl_new"),
    path("kl/indlaes/", of(KL, agreements.from_file), name="kl_file"),
    path("kl/hent/", of(KL, agreements.export), name="kl_export"),
    path("kl/opret-leverandoer/", of(KL, agreements.provider_new), name="provider_new"),
    path("kl/<uuid:agreement_id>/", of(KL, agreements.change), name="kl"),
    path("<str:name>/", directory_pages.one, name="provider"),
]
