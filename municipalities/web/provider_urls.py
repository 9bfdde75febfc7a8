"""What a provider keeps of itself."""

from django.urls import path

from municipalities.web import provider_pages

app_name = "provider"
urlpatterns = [
    path("", provider_pages.show, name="show"),
    path("om/", provider_pages.details, name="details"),
    path("steder/nyt/", provider_pages.new_site, name="site_new"),
    path("steder/<uuid:place_id>/", provider_pages.site, name="site"),
]
