"""From a refusal one goes back to the page from which one came, and to no other site."""

import pytest
from django.test import RequestFactory

from talentboard.access import NotAllowed
from talentboard.access.middleware import page_before, refusal_page


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/people/1/?x=2", "http://testserver/people/1/?x=2"),
        ("https://elsewhere.example/people/1/", "/"),
        ("http://testserver.elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_on_this_site(came_from, back):
    assert page_before(RequestFactory().post("/people/1/close/", headers={"referer": came_from})) == back


@pytest.mark.django_db
def test_the_page_of_a_refusal_leads_back(client):
    request = RequestFactory().post("/people/1/reopen/", headers={"referer": "http://testserver/people/1/"})
    page = refusal_page(request, NotAllowed("It is not closed."))
    assert '<a href="http://testserver/people/1/">Go back</a>' in page.content.decode()
