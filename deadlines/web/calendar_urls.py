"""Kalender og mål: what an organisation's administrator decides for it."""

from django.urls import path

from deadlines.web import calendars

app_name = "calendars"
urlpatterns = [
    path("", calendars.show, name="show"),
    path("aabningsdage/", calendars.week, name="week"),
    path("dage/", calendars.days, name="days"),
    path("postdage/", calendars.post, name="post"),
    path("maal/", calendars.new_goal, name="new_goal"),
    path("maal/<uuid:series>/", calendars.goal, name="goal"),
    path("maal/<uuid:series>/ophoer/", calendars.end_goal, name="end_goal"),
]
