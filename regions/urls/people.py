from django.urls import path

from regions.views import people as views

app_name = "people"
urlpatterns = [
    path("", views.people, name="people"),
    path("invite/", views.invite, name="invite"),
    path("grant/", views.grant, name="grant"),
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/invitation/", views.send_again, name="send-again"),
    path("<uuid:person_id>/close/", views.close, name="close"),
    path("<uuid:person_id>/reopen/", views.reopen, name="reopen"),
    path("roles/<uuid:role_id>/end/", views.end, name="end"),
]
