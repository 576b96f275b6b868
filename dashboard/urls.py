"""Addresses of the figures: the region first."""

from django.urls import include, path

from dashboard.packs import urls as packs
from dashboard.reading.places import ORGANISATION, SYSTEM
from dashboard.views import changes, compare, downloads, likelihood, look_ahead, making, method, nation, quality
from dashboard.views import region as views
from talentboard.access import NATION

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
    path("likelihood/", likelihood.likelihood, name="likelihood"),
    path("england/", nation.nation, name="nation"),
    *(
        path(f"england/regions/<slug:sides>.{end}", nation.nation_file, {"kind": end}, name=f"nation-{name}")
        for end, name in FILES
    ),
    path("england/as-one/", views.region, {"region": NATION}, name="as-one"),
    *(
        path(
            f"england/as-one/figures/<slug:table>.{end}",
            downloads.table,
            {"region": NATION, "kind": end},
            name=f"as-one-{name}",
        )
        for end, name in FILES
    ),
    path("england/look-ahead/", look_ahead.look_ahead, name="look-ahead"),
    *(
        path(
            f"england/look-ahead/<slug:ahead>.{end}",
            look_ahead.look_ahead_file,
            {"kind": end},
            name=f"look-ahead-{name}",
        )
        for end, name in FILES
    ),
    path("<region:region>/", views.region, name="region"),
    path("<region:region>/compare/", compare.compare, name="compare"),
    *(
        path(f"<region:region>/compare/over-time.{end}", compare.compare_file, {"kind": end}, name=f"compare-{name}")
        for end, name in FILES
    ),
    path("<region:region>/quality/", quality.quality, name="quality"),
    *(
        path(
            f"<region:region>/quality/organisations.{end}", quality.quality_file, {"kind": end}, name=f"quality-{name}"
        )
        for end, name in FILES
    ),
    path("<region:region>/quality/<slug:what>/", quality.to_mend, name="to-mend"),
    *(
        path(
            f"<region:region>/quality/<slug:what>/posts.{end}",
            quality.to_mend_file,
            {"kind": end},
            name=f"to-mend-{name}",
        )
        for end, name in FILES
    ),
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
    path("<region:region>/packs/", include(packs.urlpatterns)),
    *below(SYSTEM),
    *below(ORGANISATION),
]
