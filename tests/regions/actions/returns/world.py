"""An organisation with its people, posts and a return that is open, with only what a test is about."""

import datetime as dt
from dataclasses import dataclass, field

from regions.actions import returns
from regions.models import Organisation, Post, Return
from talentboard.access import Role
from talentboard.accounts.models import User
from tests.factories import DAY, OrganisationFactory, PostFactory, ReturnFactory
from tests.fixtures.people import with_role

CHANGED = {"title": "Chief finance officer"}
NEW = {
    "post_ref": "N1",
    "title": "Director of strategy",
    "role_family": "strategy",
    "level": "director",
    "occupancy": "vacant",
}
FORECAST = {"expected_on": "31/03/2027", "probability": "0.5", "reason": "retirement"}


@dataclass
class World:
    organisation: Organisation
    director: User
    chief: User
    team: User
    one: Return
    posts: list[Post] = field(default_factory=list)

    @property
    def post(self) -> Post:
        return self.posts[0]

    def now(self) -> Return:
        self.one = Return.objects.get(pk=self.one.pk)
        return self.one

    def line(self, post: Post | None = None):
        return self.one.lines.filter(revision=self.now().revision, post=post or self.post).first()

    def stated(self, *, by: User | None = None, post: Post | None = None):
        wanted = post or self.post
        rows = returns.statement(self.now(), by=by or self.director).rows
        return next(row for row in rows if row.post and row.post.pk == wanted.pk)

    def say(self, said: dict | None = None, *, post: Post | None = None, by: User | None = None, **rest):
        return returns.say(self.one, post=post or self.post, said=said or {}, by=by or self.director, **rest)

    def new(self, by: User | None = None, **cells):
        return returns.say(self.one, said=NEW | cells, by=by or self.director)

    def confirm_rest(self) -> int:
        return returns.confirm_rest(self.one, by=self.director)

    def hand_over(self) -> Return:
        self.confirm_rest()
        return returns.hand_over(self.one, by=self.director)

    def sign(self) -> Return:
        """Confirm what is left, send it and sign it."""
        self.hand_over()
        return returns.sign_off(self.one, by=self.chief)


def world(*, posts: int = 2, code: str = "RAJ", as_of: dt.date = DAY, state: str = "open", **facts) -> World:
    organisation = OrganisationFactory(code=code, placed="east")
    return World(
        organisation,
        with_role(Role.HR_DIRECTOR, organisation),
        with_role(Role.CHIEF_EXECUTIVE, organisation),
        with_role(Role.REGIONAL_TEAM, "east"),
        ReturnFactory(organisation=organisation, state=state, as_of=as_of),
        [PostFactory(organisation=organisation, ref=f"F{number}", **facts) for number in range(1, posts + 1)],
    )
