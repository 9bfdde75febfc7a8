"""/api/v1/tal/"""

from django.urls import path

from audits.web.api import list_tables, show_table

app_name = "figures_api"
urlpatterns = [
    path("", list_tables, name="list"),
    path("<slug:table>/<slug:period>/", show_table, name="table"),
]
