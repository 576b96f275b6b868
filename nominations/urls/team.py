"""Endorsing, the region's queue, and eligibility."""

from django.urls import path

from nominations.views.team import endorsing, in_place, one, papers, queue

ONE = "<region:slug>/nominations/<uuid:nomination_id>/"
urlpatterns = [
    path("<region:slug>/nominations/", queue.queue, name="queue"),
    path("<region:slug>/nominations/chosen/", queue.in_bulk, name="in-bulk"),
    path(ONE, one.one, name="one"),
    path(f"{ONE}cv/", papers.cv, name="cv"),
    path(f"{ONE}adjustments/", papers.adjustments, name="adjustments"),
    path(f"{ONE}endorse/", endorsing.endorse, name="endorse"),
    path(f"{ONE}endorsement/", in_place.in_place, name="in-place"),
    path(f"{ONE}eligibility/", one.judge, name="judge"),
    path(f"{ONE}accept/", one.decide, {"decision": "accept"}, name="accept"),
    path(f"{ONE}not-eligible/", one.decide, {"decision": "not-eligible"}, name="not-eligible"),
    path(f"{ONE}assign/", one.assign, name="assign"),
    path(f"{ONE}withdraw/", one.withdraw, name="withdraw"),
]
