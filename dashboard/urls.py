"""Addresses of the figures: the region first."""

from django.urls import path

from dashboard.places import ORGANISATION, SYSTEM
from dashboard.views import changes, downloads, making, method
from dashboard.views import region as views

app_name = "dashboard"
FILES = (("csv", "csv"), ("xlsx", "excel"))


def below(kind: str) -> list:
    """The pages of systems or organisations and the files of their tables."""
    at = f"<region:region>/{kind}s/<slug:code>/"
    files = [
        path(f"{at}figures/<slug:table>.{end}", downloads.table, {"kind": end, "place": kind}, name=f"{kind}-{name}")
        for end, name in FILES
    ]
    return [path(at, views.place, {"kind": kind}, name=kind), *files]


urlpatterns = [
    path("how-the-figures-are-made/", method.method, name="method"),
    path("<region:region>/", views.region, name="region"),
    path("<region:region>/dates/", views.dates, name="dates"),
    path("<region:region>/figures/make/", making.make, name="make"),
    *(
        path(f"<region:region>/figures/<slug:table>.{end}", downloads.table, {"kind": end}, name=name)
        for end, name in FILES
    ),
    path("<region:region>/changes/", changes.changes, name="changes"),
    *(
        path(f"<region:region>/changes/posts.{end}", changes.changes_file, {"kind": end}, name=f"changes-{name}")
        for end, name in FILES
    ),
    *below(SYSTEM),
    *below(ORGANISATION),
]
