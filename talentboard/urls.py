"""Every address, in the order in which a person meets them."""

from django.urls import include, path

from talentboard.accounts.sessions import session_keep
from talentboard.accounts.views import to_provider
from talentboard.health.views import healthz, metrics, readyz
from talentboard.settings.environment import DEBUG, OUTBOX

handler500 = "talentboard.access.middleware.fault"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("", include("regions.urls.home")),
    path("", include("dashboard.urls")),
    path("", include("regions.urls.region")),
    path("", include("pools.urls")),
    path("", include("nominations.urls")),
    path("accounts/session/", session_keep, name="session-keep"),
    path("accounts/link/", include("talentboard.links.urls")),
    path("accounts/", include("talentboard.accounts.urls")),
    path("accounts/oidc/<slug:provider_id>/login/", to_provider, name="openid_connect_login"),
    path("accounts/", include("allauth.urls")),
    path("people/", include("regions.urls.people")),
    path("audit/", include("talentboard.audit.urls")),
    path("jobs/", include("talentboard.jobs.urls")),
    *([path("", include("talentboard.nhs.urls"))] if DEBUG else []),
    *([path("outbox/", include("talentboard.outbox.urls"))] if OUTBOX else []),
    path("me/", include("talentboard.person_file.urls")),
    path("", include("talentboard.uploads.urls")),
]
