"""/api/v1/: what other systems ask."""

from django.urls import path

from gop.api.views import calculate

app_name = "api"

urlpatterns = [path("deadlines/calculate", calculate, name="calculate")]
