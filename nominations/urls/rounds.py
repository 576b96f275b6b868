"""Rounds: those that are open, for everybody; and those of a region, for its talent team."""

from django.urls import path

from nominations.views.rounds import asked, changing, everybody, lists, one, training

ROUNDS = "<region:slug>/rounds/"
ROUND = f"{ROUNDS}<uuid:round_id>/"
urlpatterns = [
    path("rounds/", everybody.open_rounds, name="rounds"),
    path("rounds/<uuid:round_id>/", everybody.seen, name="round-seen"),
    path(ROUNDS, lists.rounds, name="region-rounds"),
    path(f"{ROUNDS}new/", changing.new, name="round-new"),
    path(f"{ROUNDS}training/", training.training, name="round-training"),
    path(ROUND, one.round, name="round"),
    path(f"{ROUND}change/", changing.change, name="round-change"),
    path(f"{ROUND}add/<slug:of>/", asked.add, name="round-add"),
    path(f"{ROUND}asked/<uuid:part_id>/", asked.change, name="round-part"),
    path(f"{ROUND}asked/<uuid:part_id>/up/", asked.up, name="round-part-up"),
    path(f"{ROUND}asked/<uuid:part_id>/remove/", asked.remove, name="round-part-remove"),
    path(f"{ROUND}preview/", one.preview, name="round-preview"),
    path(f"{ROUND}publish/", one.publish, name="round-publish"),
    path(f"{ROUND}dates/", changing.dates, name="round-dates"),
    path(f"{ROUND}cancel/", one.cancel, name="round-cancel"),
    path(f"{ROUND}copy/", changing.copy, name="round-copy"),
]
