"""Addresses of rounds and nominations, in the order in which a person meets them."""

from . import nominating, nominee, rounds, team

app_name = "nominations"
urlpatterns = [*rounds.urlpatterns, *nominating.urlpatterns, *nominee.urlpatterns, *team.urlpatterns]
