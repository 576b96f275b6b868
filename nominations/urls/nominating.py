"""Nominating: drafts, sent nominations, and where each stands."""

from django.urls import path

from nominations.views.nominating import begin, sending, sent, tasks, writing

DRAFT = "<region:slug>/nominations/<uuid:nomination_id>/draft/"
SENT = "<region:slug>/nominations/<uuid:nomination_id>/sent/"
urlpatterns = [
    path("<region:slug>/rounds/<uuid:round_id>/nominate/", begin.begin, name="nominate"),
    path(DRAFT, tasks.draft, name="draft"),
    path(f"{DRAFT}person/", writing.person, name="draft-person"),
    path(f"{DRAFT}readiness/", writing.readiness, name="draft-readiness"),
    path(f"{DRAFT}statement/<uuid:question_id>/", writing.question, name="draft-question"),
    path(f"{DRAFT}send/", sending.send, name="draft-send"),
    path(f"{DRAFT}discard/", sending.discard, name="draft-discard"),
    path(SENT, sent.sent, name="sent"),
    path(f"{SENT}withdraw/", sent.withdraw, name="sent-withdraw"),
]
