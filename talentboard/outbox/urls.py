from django.urls import path

from . import views

app_name = "outbox"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<slug:name>/", views.mail, name="mail"),
    path("<slug:name>/html/", views.as_html, name="html"),
]
