"""The nominee: yes or no, registration, one's own nomination."""

from django.urls import path

from nominations.views import mine
from nominations.views.nominee import consent, cv, own, preferences, registration, withdrawing, writing
from nominations.views.nominee.yours import yours

YOURS = "<region:slug>/nominations/<uuid:nomination_id>/yours/"
urlpatterns = [
    path("nominations/", mine.mine, name="mine"),
    path("nominations/declined/", consent.declined, name="declined"),
    path("<region:slug>/rounds/<uuid:round_id>/yourself/", own.begin, name="nominate-yourself"),
    path(YOURS, yours, name="yours"),
    path(f"{YOURS}workplace/", own.workplace, name="own-workplace"),
    path(f"{YOURS}endorsement/", own.endorsement, name="own-endorsement"),
    path(f"{YOURS}send/", own.send, name="own-send"),
    path(f"{YOURS}answers/<uuid:question_id>/", writing.answer, name="your-answer"),
    path(f"{YOURS}cv/", cv.cv, name="your-cv"),
    path(f"{YOURS}cv/file/", cv.cv_file, name="your-cv-file"),
    path(f"{YOURS}cv/remove/", cv.cv_remove, name="your-cv-remove"),
    path(f"{YOURS}preferences/", preferences.preferences, name="your-preferences"),
    path(f"{YOURS}adjustments/", writing.adjustments, name="your-adjustments"),
    path(f"{YOURS}found/", registration.found, name="your-found"),
    path(f"{YOURS}register/", registration.register, name="your-register"),
    path(f"{YOURS}withdraw/", withdrawing.withdraw, name="your-withdraw"),
]
