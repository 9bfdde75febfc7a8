"""The application's addresses, and one page that is signed in and empty, to compare with."""

from typing import Any

from django.http import HttpResponse
from django.urls import path

from accounts.web.page import any_role
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@any_role
def empty(request: Any) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [*pages, path("tom/", empty, name="empty")]
