"""Under /accounts/link/: a proxy that writes down no addresses below /accounts/ writes down no link."""

from django.urls import path

from . import views

app_name = "links"
urlpatterns = [
    path("sent/", views.sent, name="sent"),
    path("account/", views.account, name="account"),
    path("leave/", views.leave, name="leave"),
    path("left/", views.left, name="left"),
    path("<slug:purpose>/<str:token>/", views.link, name="link"),
    path("<slug:purpose>/<str:token>/use/", views.take, name="take"),
    path("<slug:purpose>/<str:token>/again/", views.again, name="again"),
]
