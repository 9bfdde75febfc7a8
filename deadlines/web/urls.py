"""Varsler: the alerts that were given, the mark that one has been read, and the settings of a person and an authority."""

from django.urls import path

from deadlines.web import settings, views

app_name = "deadlines"
urlpatterns = [
    path("", views.show, name="alerts"),
    path("mine/", settings.mine, name="mine"),
    path("regler/", settings.rules, name="rules"),
    path("<uuid:alert_id>/set/", views.seen, name="seen"),
]
