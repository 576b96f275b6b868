"""One upload in two windows, or in a window and a worker: what was saved stays saved, what is gone is gone."""

import pytest

from regions.models import Post
from talentboard.access import NotFound, Role
from talentboard.uploads import actions
from talentboard.uploads.models import Upload
from talentboard.uploads.reach import uploads_of
from tests.factories import OrganisationFactory
from tests.fixtures.people import give, signed_in, with_role
from tests.regions.actions.import_return.return_files import a_file, post
from tests.talentboard.uploads.uploading import save, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    OrganisationFactory(code="RAJ", placed="east")
    return with_role(Role.REGIONAL_TEAM, "east")


def test_checking_again_in_another_window_leaves_it_saved(person):
    team = signed_in(person)
    page = send(team, a_file(posts=[post()]))
    of_the_other_window = Upload.objects.get()
    save(team, page)
    assert actions.check(of_the_other_window, by=person).state == "saved"
    assert team.get(page.request["PATH_INFO"]).context["page"].title == "Saved: 1 post"
    assert Post.objects.count() == 1


@pytest.mark.parametrize("act", [actions.check, lambda upload, by: actions.save(upload, expected="", by=by)])
def test_what_has_been_removed_meanwhile_is_not_found(person, act):
    send(signed_in(person), a_file(posts=[post()]))
    upload = Upload.objects.get()
    Upload.objects.all().delete()
    with pytest.raises(NotFound):
        act(upload, by=person)


def test_an_upload_is_its_senders_own_and_lies_in_one_region(person):
    send(signed_in(person), a_file(posts=[post()]))
    give(person, Role.REGIONAL_TEAM, "london")
    assert uploads_of(person, "east").count() == 1
    assert uploads_of(person, "london").count() == 0
    assert uploads_of(with_role(Role.REGIONAL_LEAD, "east"), "east").count() == 0


def test_somebody_whose_role_has_ended_finds_their_own_upload_no_more(person):
    send(signed_in(person), a_file(posts=[post()]))
    person.role_assignments.all().delete()
    give(person, Role.BOARD_MEMBER, "east")
    address = f"/east/upload/{Upload.objects.get().pk}/"
    assert signed_in(person).get(address).status_code == 403
