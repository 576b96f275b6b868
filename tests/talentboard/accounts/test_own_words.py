"""No password is made of the product's own words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from talentboard.accounts.demonstration import PASSWORD


@pytest.mark.parametrize(
    "password", ["Talentboard2026!", "NHS-England-Trust-1", "chiefexecutive99", "WinterBoard!2026"]
)
def test_a_password_of_our_words_is_refused_with_the_reason(password):
    with pytest.raises(ValidationError, match="anybody would try these here first"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["seven quiet harbours in spring", "7391 5520 8846 1093", "a chair under the apple tree", PASSWORD]
)
def test_a_password_with_words_of_ones_own_is_taken(password):
    validate_password(password)
