"""Members of pools, one's own record, corrections, and frameworks, in the order in which a person meets them."""

from django.urls import path

from .views import candidates, corrections, duplicates, own_record, telling
from .views import members as views
from .views.frameworks import criteria, reading, writing

FRAMEWORK = "<region:slug>/frameworks/<uuid:framework_id>/"
PAIR = "<region:slug>/members/candidates/duplicates/<uuid:one_id>/<uuid:other_id>/"
CRITERION = f"{FRAMEWORK}criteria/<uuid:criterion_id>/"

app_name = "pools"
urlpatterns = [
    path("<region:slug>/members/", views.members, name="members"),
    path("<region:slug>/members/members.csv", views.members_file, {"kind": "csv"}, name="members-csv"),
    path("<region:slug>/members/members.xlsx", views.members_file, {"kind": "xlsx"}, name="members-xlsx"),
    path("<region:slug>/members/to-tell/", telling.listed, name="to-tell"),
    path("<region:slug>/members/to-tell/mail/", telling.mail, name="tell"),
    path("your-record/", telling.your_record, name="your-record"),
    path("me/details/", own_record.details, name="own-details"),
    path("me/found/", own_record.found, name="own-consent"),
    path("me/readiness/", own_record.view, name="own-view"),
    path("me/corrections/", own_record.correction, name="own-correction"),
    path("<region:slug>/members/corrections/", corrections.listed, name="corrections"),
    path("<region:slug>/members/corrections/<uuid:request_id>/", corrections.one, name="correction"),
    path("<region:slug>/members/candidates/", candidates.look, name="candidates"),
    path("<region:slug>/members/candidates/duplicates/", duplicates.listed, name="duplicates"),
    path(f"{PAIR}compare/", duplicates.compare, name="compare"),
    path(f"{PAIR}two-people/", duplicates.apart, name="two-people"),
    path("<region:slug>/members/candidates/merges/<uuid:merge_id>/undo/", duplicates.undo, name="merge-undo"),
    path("<region:slug>/members/candidates/<uuid:candidate_id>/", candidates.one, name="candidate"),
    path("<region:slug>/frameworks/", reading.listed, name="frameworks"),
    path("<region:slug>/frameworks/new/", writing.begin, name="framework-begin"),
    path(FRAMEWORK, reading.one, name="framework"),
    path(f"{FRAMEWORK}preview/", reading.preview, name="framework-preview"),
    path(f"{FRAMEWORK}change/", writing.change, name="framework-change"),
    path(f"{FRAMEWORK}scale/", writing.rate, name="framework-rate"),
    path(f"{FRAMEWORK}criteria/new/", criteria.add, name="criterion-add"),
    path(CRITERION, criteria.change, name="criterion-change"),
    path(f"{CRITERION}move/", criteria.move, name="criterion-move"),
    path(f"{CRITERION}remove/", criteria.remove, name="criterion-remove"),
    path(f"{FRAMEWORK}put-to-use/", writing.put_to_use, name="framework-put-to-use"),
    path(f"{FRAMEWORK}succeed/", writing.succeed, name="framework-succeed"),
    path(f"{FRAMEWORK}discard/", writing.discard, name="framework-discard"),
]
