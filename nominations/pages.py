"""Where the people of a nomination find it."""

from nominations.models import Nomination

YOURS = "/nominations/"  # everything of somebody's own: made by them, about them, asked of them


def nominees_page(one: Nomination) -> str:
    """The path of the nominee's own page of it."""
    return f"/{one.access_region}/nominations/{one.pk}/yours/"


def nominators_page(one: Nomination) -> str:
    """The path of the nominator's page: where a draft is written, and where one that was sent stands."""
    part = "draft" if one.state == Nomination.State.DRAFT else "sent"
    return f"/{one.access_region}/nominations/{one.pk}/{part}/"
