"""Varsler: the alerts that were given, and the mark that one has been read."""

from django.urls import path

from deadlines.web import views

app_name = "deadlines"
urlpatterns = [
    path("", views.show, name="alerts"),
    path("<uuid:alert_id>/set/", views.seen, name="seen"),
]
