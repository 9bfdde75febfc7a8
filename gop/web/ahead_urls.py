"""Varsling om kapacitet, within the namespace gop."""

from django.urls import path

from gop.web.views import ahead

urlpatterns = [
    path("", ahead.show, name="ahead"),
    path("ny/", ahead.new, name="ahead_new"),
    path("<uuid:ahead_id>/", ahead.notice, name="ahead_one"),
    path("<uuid:ahead_id>/laest/", ahead.read, name="ahead_read"),
    path("<uuid:ahead_id>/traek-tilbage/", ahead.withdraw, name="ahead_withdraw"),
]
