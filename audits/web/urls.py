"""Under /region/."""

from django.urls import path

from audits.web import views

app_name = "audits"
urlpatterns = [path("", views.region, name="region")]
