"""Under /accounts/, before django-allauth's own: what is ours, and what is closed."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.index, name="index"),
    path("invitation/<str:secret>/", views.invitation, name="invitation"),
    path("second-factor/", views.second_factor_start, name="second-factor"),
    path("2fa/webauthn/keys/<int:pk>/remove/", views.remove_passkey, name="remove-passkey"),
    path("signup/", views.closed, name="no-sign-up"),
    path("3rdparty/signup/", views.closed, name="no-sign-up-elsewhere"),
    path("social/signup/", views.closed, name="no-sign-up-as-before"),
    path("email/", views.closed, name="no-addresses"),
    path("confirm-email/", views.closed, name="no-confirming"),
    path("confirm-email/<str:key>/", views.closed, name="no-confirming-by-link"),
    path("login/code/confirm/", views.closed, name="no-sign-in-by-code"),
]
