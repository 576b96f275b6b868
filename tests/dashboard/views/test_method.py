"""The page behind every figure."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.fixtures.people import signed_in

pytestmark = pytest.mark.django_db


def test_everybody_signed_in_can_read_how_the_figures_are_made_from_any_page():
    client = signed_in(UserFactory())
    assert reverse("dashboard:method") in client.get("/").content.decode()
    page = client.get(reverse("dashboard:method"))
    assert "leave out what organisations have marked confidential" in page.content.decode()


def test_nobody_is_asked_to_sign_in_first(client):
    assert client.get(reverse("dashboard:method")).status_code == 302
