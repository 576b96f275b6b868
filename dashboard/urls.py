"""Addresses of the figures: the region first."""

from django.urls import path

from dashboard.views import downloads, making, method
from dashboard.views import region as views

app_name = "dashboard"
urlpatterns = [
    path("how-the-figures-are-made/", method.method, name="method"),
    path("<region:region>/", views.region, name="region"),
    path("<region:region>/dates/", views.dates, name="dates"),
    path("<region:region>/figures/make/", making.make, name="make"),
    path("<region:region>/figures/<slug:table>.csv", downloads.table, {"kind": "csv"}, name="csv"),
    path("<region:region>/figures/<slug:table>.xlsx", downloads.table, {"kind": "xlsx"}, name="excel"),
]
