"""Where the tests look for what is not to be kept: they find it however it is kept."""

import base64

import pytest
from django.contrib.sessions.backends.db import SessionStore

from talentboard.jobs.models import Job
from talentboard.uploads.models import Upload, UploadFile
from tests.factories import DAY, UserFactory
from tests.fixtures.anywhere import kept_in

pytestmark = pytest.mark.django_db
WORD = "zeb_quillfeather%@example"


def test_what_is_kept_nowhere_is_found_nowhere():
    UserFactory(name="Zeb Quill")
    assert kept_in(WORD) == []


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_word_is_found_in_text_json_bytes_base64_and_sessions(before):
    Job.objects.create(kind="snapshot", key="k", region="east", arguments={"word": f"{before}{WORD.upper()}"})
    upload = Upload.objects.create(owner=UserFactory(), region="east", kind="return", as_of=DAY)
    UploadFile.objects.create(upload=upload, name="x", content=f"{before}{WORD} and more".encode())
    UserFactory(name=base64.b64encode(f"{before}{WORD} and more".encode()).decode())
    session = SessionStore()
    session["kept"] = [before + WORD] * 100  # so many that it is kept compressed
    session.save()
    assert kept_in(WORD) == ["django_session", "talentboard_job", "talentboard_uploadfile", "talentboard_user"]
