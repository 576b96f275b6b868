"""Every address as every role: opened for whom the table of roles opens it, and for nobody else.

An address without an entry here fails. `404` is the answer outside a person's reach and `403` inside it; a refusal
may be either, never a page.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dashboard.models import Snapshot
from nominations.models import Nomination
from pools.models import Merge
from regions.models import Organisation, Return
from talentboard.access import Role
from talentboard.jobs.models import Job
from talentboard.notifications.models import Notification
from talentboard.uploads.models import Upload
from tests.factories import (
    DAY,
    CandidateFactory,
    FrameworkFactory,
    OrganisationFactory,
    PostFactory,
    RegionFactory,
    ReturnFactory,
    SystemFactory,
    UserFactory,
)
from tests.fixtures.links import came_by, to_sam
from tests.fixtures.nominations import draft_round, endorsed, stage
from tests.fixtures.own_records import asked_for
from tests.fixtures.packs import published_pack
from tests.fixtures.people import everywhere, give, signed_in, with_role
from tests.fixtures.returns import failed_mail

pytestmark = pytest.mark.django_db

BOARD, LEAD, TEAM, NATIONAL, HRD, CHIEF, CHAIR, AUDITOR, KEEPER = Role
READERS = {BOARD, LEAD, TEAM, NATIONAL, AUDITOR}
NAMES = {LEAD, TEAM, AUDITOR}
REGIONAL = {BOARD, LEAD, TEAM}
OWN_ORGANISATION = {HRD, CHIEF, CHAIR}
POSTS = READERS | OWN_ORGANISATION
RETURNS = POSTS - {BOARD}
FRAMEWORKS = {LEAD, TEAM, NATIONAL, AUDITOR}
PACKS = READERS | {CHIEF, CHAIR}  # published ones, of the region of their organisation


@dataclass(frozen=True)
class Door:
    """Who may open an address. `kwargs` names things of `Things`; `post`: it is asked with POST."""

    opens_to: frozenset[Role]
    kwargs: tuple[str, ...] = ()
    post: bool = False
    answers: frozenset[int] = field(default=frozenset({200}))


def door(roles, *kwargs: str, post: bool = False, answers=(200,)) -> Door:
    return Door(frozenset(roles), kwargs, post, frozenset(answers))


# What a role may open in its own region (for national roles: in the nation).
DOORS: dict[str, Door] = {
    "dashboard:region": door(READERS, "region"),
    "dashboard:dates": door(READERS, "region"),
    "dashboard:nation": door({NATIONAL, AUDITOR}),
    "dashboard:nation-csv": door({NATIONAL, AUDITOR}, "sides"),
    "dashboard:nation-excel": door({NATIONAL, AUDITOR}, "sides"),
    "dashboard:as-one": door({NATIONAL, AUDITOR}),
    "dashboard:as-one-csv": door({NATIONAL, AUDITOR}, "table"),
    "dashboard:as-one-excel": door({NATIONAL, AUDITOR}, "table"),
    "dashboard:look-ahead": door({NATIONAL}),
    "dashboard:look-ahead-csv": door({NATIONAL}, "ahead"),
    "dashboard:look-ahead-excel": door({NATIONAL}, "ahead"),
    "dashboard:compare": door(READERS, "region"),
    "dashboard:compare-csv": door(READERS, "region"),
    "dashboard:compare-excel": door(READERS, "region"),
    "dashboard:quality": door(READERS, "region"),
    "dashboard:quality-csv": door(READERS, "region"),
    "dashboard:quality-excel": door(READERS, "region"),
    "dashboard:to-mend": door(READERS, "region", "what"),
    "dashboard:to-mend-csv": door(READERS, "region", "what"),
    "dashboard:to-mend-excel": door(READERS, "region", "what"),
    "dashboard:make": door({LEAD, TEAM}, "region", post=True, answers=(302,)),
    "dashboard:csv": door(READERS, "region", "table"),
    "dashboard:excel": door(READERS, "region", "table"),
    "dashboard:changes": door(READERS, "region"),
    "dashboard:changes-csv": door(READERS, "region"),
    "dashboard:changes-excel": door(READERS, "region"),
    "dashboard:system": door(READERS, "region", "code"),
    "dashboard:system-csv": door(READERS, "region", "code", "table"),
    "dashboard:system-excel": door(READERS, "region", "code", "table"),
    "dashboard:organisation": door(READERS, "region", "code"),
    "dashboard:organisation-csv": door(READERS, "region", "code", "table"),
    "dashboard:organisation-excel": door(READERS, "region", "code", "table"),
    "dashboard:packs": door(PACKS, "region"),
    "dashboard:pack": door(PACKS, "region", "pack_id"),
    "dashboard:pack-preview": door(PACKS, "region", "pack_id"),
    "dashboard:pack-file": door(PACKS, "region", "pack_id"),
    "dashboard:pack-new": door({LEAD, TEAM}, "region"),
    "dashboard:pack-change": door({LEAD, TEAM}, "region", "pack_id", answers=(409,)),  # it is published already
    "dashboard:pack-comment": door({LEAD, TEAM}, "region", "pack_id", answers=(409,)),
    "dashboard:pack-take-back": door({LEAD, TEAM}, "region", "pack_id", "comment_id", post=True, answers=(409,)),
    "dashboard:pack-build": door({LEAD, TEAM}, "region", "pack_id", post=True, answers=(409,)),
    "dashboard:pack-publish": door({LEAD, TEAM}, "region", "pack_id", answers=(409,)),
    "dashboard:pack-again": door({LEAD, TEAM}, "region", "pack_id", post=True, answers=(302,)),
    "dashboard:pack-revise": door({LEAD, TEAM}, "region", "pack_id", post=True, answers=(302,)),
    "dashboard:pack-withdraw": door({LEAD, TEAM}, "region", "pack_id"),
    "regions:posts": door(POSTS, "slug"),
    "regions:posts-csv": door(POSTS, "slug"),
    "regions:posts-xlsx": door(POSTS, "slug"),
    "regions:post": door(POSTS, "slug", "post_id"),
    "regions:post-correct": door({LEAD, TEAM, HRD}, "slug", "post_id"),
    "regions:post-confidential": door({LEAD, HRD, CHIEF}, "slug", "post_id"),  # the chair keeps the chief's alone
    "regions:post-confidential-withdraw": door({LEAD, HRD, CHIEF}, "slug", "post_id", answers=(302,)),  # there is none
    "regions:returns": door(RETURNS, "slug"),
    "regions:returns-remind": door({LEAD, TEAM}, "slug"),
    "regions:returns-open": door({LEAD, TEAM}, "slug", post=True, answers=(302,)),
    "regions:return-remind": door({LEAD, TEAM}, "slug", "return_id"),
    "regions:posts-moving": door({LEAD, TEAM}, "slug"),
    "regions:posts-move": door({LEAD, TEAM}, "slug", "organisation_id"),
    "regions:mails": door(RETURNS - OWN_ORGANISATION, "slug"),
    "regions:mails-before": door(RETURNS - OWN_ORGANISATION, "slug", answers=(301,)),
    "regions:mail-again": door({LEAD, TEAM}, "slug", "mail_id", post=True, answers=(302,)),
    "regions:return": door(RETURNS, "slug", "return_id"),
    "regions:return-confirm": door({HRD}, "slug", "return_id", post=True, answers=(302,)),
    "regions:return-post": door({HRD}, "slug", "return_id", "thing_id"),
    "regions:return-close": door({HRD}, "slug", "return_id", "thing_id"),
    "regions:return-take-back": door({HRD}, "slug", "return_id", "thing_id", answers=(302,)),  # nothing is said yet
    "regions:return-new": door({HRD}, "slug", "return_id"),
    "regions:return-workbook": door({HRD}, "slug", "return_id"),
    "regions:return-file": door({HRD}, "slug", "return_id"),
    "regions:return-checked": door((), "slug", "return_id", "upload_id"),  # open to whoever sent it
    "regions:return-take": door((), "slug", "return_id", "upload_id", post=True),
    "regions:return-marked": door((), "slug", "return_id", "upload_id"),
    "regions:return-submit": door({HRD}, "slug", "return_id"),
    "regions:return-sign": door({CHIEF}, "slug", "return_id", answers=(302,)),
    "regions:return-send-back": door({CHIEF}, "slug", "return_id"),
    "regions:return-reopen": door({LEAD, TEAM}, "slug", "return_id"),
    "regions:return-withdraw": door({LEAD, TEAM}, "slug", "return_id"),
    "pools:members": door(READERS, "slug"),
    "pools:members-csv": door(NAMES, "slug"),
    "pools:members-xlsx": door(NAMES, "slug"),
    "pools:candidates": door(NAMES, "slug"),
    "pools:candidate": door(NAMES, "slug", "candidate_id"),
    "pools:duplicates": door({LEAD, TEAM}, "slug"),
    "pools:compare": door({LEAD, TEAM}, "slug", "one_id", "other_id"),
    "pools:two-people": door({LEAD, TEAM}, "slug", "one_id", "other_id", post=True, answers=(302,)),
    "pools:merge-undo": door({LEAD, TEAM}, "slug", "merge_id"),
    "pools:to-tell": door({LEAD, TEAM}, "slug"),
    "pools:tell": door({LEAD, TEAM}, "slug", post=True),  # nobody is chosen: the list again
    "pools:frameworks": door(FRAMEWORKS, "slug"),
    "pools:framework-begin": door({LEAD, TEAM}, "slug"),
    "pools:framework": door(FRAMEWORKS, "slug", "framework_id"),
    "pools:framework-preview": door(FRAMEWORKS, "slug", "framework_id"),
    "pools:framework-change": door({LEAD, TEAM}, "slug", "framework_id"),
    "pools:framework-rate": door({LEAD, TEAM}, "slug", "framework_id"),
    "pools:criterion-add": door({LEAD, TEAM}, "slug", "framework_id"),
    "pools:criterion-change": door({LEAD, TEAM}, "slug", "framework_id", "criterion_id"),
    "pools:criterion-move": door({LEAD, TEAM}, "slug", "framework_id", "criterion_id", post=True, answers=(302,)),
    "pools:criterion-remove": door({LEAD, TEAM}, "slug", "framework_id", "criterion_id"),
    "pools:framework-put-to-use": door({LEAD, TEAM}, "slug", "framework_id"),
    "pools:framework-succeed": door({LEAD, TEAM}, "slug", "framework_id", answers=(409,)),  # it is a draft
    "pools:framework-discard": door({LEAD, TEAM}, "slug", "framework_id"),
    "pools:corrections": door({LEAD, TEAM}, "slug"),
    "pools:correction": door({LEAD, TEAM}, "slug", "request_id"),
    "nominations:queue": door(READERS, "slug"),
    "nominations:in-bulk": door({LEAD, TEAM}, "slug", post=True, answers=(409,)),  # nothing is chosen
    "nominations:one": door(NAMES, "slug", "nomination_id"),
    "nominations:cv": door({LEAD, TEAM}, "slug", "nomination_id"),
    "nominations:adjustments": door({LEAD, TEAM}, "slug", "nomination_id", answers=(409,)),  # not accepted yet
    "nominations:endorse": door((), "slug", "nomination_id"),  # open to whoever is asked
    "nominations:in-place": door({LEAD, TEAM}, "slug", "nomination_id"),
    "nominations:judge": door({LEAD, TEAM}, "slug", "nomination_id", post=True, answers=(302,)),
    "nominations:accept": door({LEAD, TEAM}, "slug", "nomination_id"),
    "nominations:not-eligible": door({LEAD, TEAM}, "slug", "nomination_id"),
    "nominations:assign": door({LEAD, TEAM}, "slug", "nomination_id", post=True, answers=(302,)),
    "nominations:withdraw": door({LEAD, TEAM}, "slug", "nomination_id"),
    "nominations:region-rounds": door({LEAD, TEAM, AUDITOR}, "slug"),
    "nominations:round-new": door({LEAD, TEAM}, "slug"),
    "nominations:round-training": door({LEAD, TEAM}, "slug"),
    "nominations:round": door({LEAD, TEAM, AUDITOR}, "slug", "round_id"),
    "nominations:round-change": door({LEAD, TEAM}, "slug", "round_id"),
    "nominations:round-add": door({LEAD, TEAM}, "slug", "round_id", "of"),
    "nominations:round-part": door({LEAD, TEAM}, "slug", "round_id", "part_id"),
    "nominations:round-part-up": door({LEAD, TEAM}, "slug", "round_id", "part_id", post=True, answers=(302,)),
    "nominations:round-part-remove": door({LEAD, TEAM}, "slug", "round_id", "part_id"),
    "nominations:round-preview": door({LEAD, TEAM, AUDITOR}, "slug", "round_id"),
    "nominations:round-publish": door({LEAD, TEAM}, "slug", "round_id"),
    "nominations:round-dates": door({LEAD, TEAM}, "slug", "round_id", answers=(409,)),  # it is a draft
    "nominations:round-cancel": door({LEAD, TEAM}, "slug", "round_id"),
    "nominations:round-copy": door({LEAD, TEAM}, "slug", "round_id"),
    "uploads:upload": door({LEAD, TEAM}, "slug"),
    "uploads:template": door({LEAD, TEAM}, "slug", "kind"),
    "uploads:checked": door((), "slug", "upload_id"),  # open to whoever sent it, and to nobody else
    "uploads:save": door((), "slug", "upload_id", post=True),
    "uploads:marked": door((), "slug", "upload_id"),
    "people:people": door({LEAD, NATIONAL, AUDITOR, KEEPER}),
    "people:person": door({LEAD, NATIONAL, AUDITOR, KEEPER}, "person_id"),
    "people:invite": door({KEEPER}),
    "people:grant": door({LEAD, NATIONAL}),
    "people:send-again": door({KEEPER}, "person_id", post=True, answers=(409,)),  # no invitation is open
    "people:close": door({KEEPER}, "person_id"),
    "people:reopen": door({KEEPER}, "person_id", post=True, answers=(409,)),  # it is not closed
    "people:end": door({LEAD, NATIONAL}, "role_id"),
    "audit:audit": door({AUDITOR}),
    "jobs:job": door({LEAD, TEAM, KEEPER}, "job_id"),
}

# What belongs to one person alone, whatever their roles: opened by nobody here, and tried for them with its pages.
OF_ONE_PERSON: dict[str, tuple[str, ...]] = {
    "nominations:draft": ("slug", "nomination_id"),
    "nominations:draft-person": ("slug", "nomination_id"),
    "nominations:draft-readiness": ("slug", "nomination_id"),
    "nominations:draft-question": ("slug", "nomination_id", "question_id"),
    "nominations:draft-send": ("slug", "nomination_id"),
    "nominations:draft-discard": ("slug", "nomination_id"),
    "nominations:sent": ("slug", "nomination_id"),
    "nominations:sent-withdraw": ("slug", "nomination_id"),
    "nominations:yours": ("slug", "nomination_id"),
    "nominations:own-workplace": ("slug", "nomination_id"),
    "nominations:own-endorsement": ("slug", "nomination_id"),
    "nominations:own-send": ("slug", "nomination_id"),
    "nominations:your-answer": ("slug", "nomination_id", "question_id"),
    "nominations:your-cv": ("slug", "nomination_id"),
    "nominations:your-cv-file": ("slug", "nomination_id"),
    "nominations:your-cv-remove": ("slug", "nomination_id"),
    "nominations:your-preferences": ("slug", "nomination_id"),
    "nominations:your-adjustments": ("slug", "nomination_id"),
    "nominations:your-found": ("slug", "nomination_id"),
    "nominations:your-register": ("slug", "nomination_id"),
    "nominations:your-withdraw": ("slug", "nomination_id"),
}

# Anybody signed in; what is shown there is their own.
OWN = {"home", "dashboard:method", "dashboard:likelihood", "session-keep"}
OWN |= {"links:take"}  # whatever was mailed to them; tried with links
OWN |= {"nominations:rounds", "nominations:round-seen"}  # what everybody with an account may know
OWN |= {"nominations:mine", "nominations:nominate-yourself"}
OWN |= {"me:me", "me:looked", "me:json", "me:print", "me:pdf"}  # tried with each person's file as each other person
OWN |= {"pools:own-details", "pools:own-consent", "pools:own-view", "pools:own-correction"}
OWN |= {"nominations:nominate"}  # for leaders with a role in the region; tried with drafts
OWN |= {"accounts:index", "accounts:second-factor", "accounts:remove-passkey"}

# Open to nobody in particular: signing in, and whether the site lives. django-allauth's own, tried with accounts.
OPEN = {"healthz", "readyz", "metrics", "accounts:invitation", "components"}  # /metrics asks for its token
OPEN |= {"pools:your-record"}  # to whoever came by a mailed link
OPEN |= {"links:link", "links:again", "links:sent", "links:account", "links:leave", "links:left"}  # by a mailed link
OPEN |= {"nominations:declined"}  # it says what this very browser has just done, and nothing to any other
SIGNING_IN = ("account_", "mfa_", "socialaccount_", "openid_connect_")
CLOSED = ("accounts:no-",)


def addresses(patterns, space: str = ""):
    """The name of every address there is."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}"


def test_every_address_has_an_entry():
    known = {name for name in addresses(get_resolver().url_patterns) if not name.startswith((*SIGNING_IN, *CLOSED))}
    assert known == DOORS.keys() | OF_ONE_PERSON.keys() | OWN | OPEN


def merge_of_two() -> Merge:
    """A merge in East that can be undone."""
    one, other = CandidateFactory(kept_by_id="east"), CandidateFactory(kept_by_id="east")
    return Merge.objects.create(kept=one, merged=other, was={"kept": {"told_on": None}, "merged": {}})


@pytest.fixture
def things() -> Callable[[str], dict]:
    """What the addresses point at, all in East: a post and two snapshots, and what else an address asks for."""
    for slug in ("east", "london"):
        RegionFactory(slug=slug)
    post = PostFactory(organisation=ours())
    before = complete(as_of=DAY - dt.timedelta(days=92))
    complete(as_of=DAY, previous=before)
    complete(as_of=DAY, region="england")
    pack = cache(published_pack)
    round = cache(lambda: draft_round(by=with_role(TEAM, "east")))
    framework = cache(lambda: FrameworkFactory(state="draft", region_id="east"))
    known = {
        "region": "east", "slug": "east", "table": "demand", "code": "ROURS", "post_id": post.pk, "thing_id": post.pk,
        "kind": "return", "what": "open-over-a-year", "sides": "regions", "ahead": "posts",
        "of": "criterion",
    }  # fmt: skip
    made = {
        "job_id": lambda: Job.objects.create(kind="snapshot", key="k", region="east", arguments={"as_of": str(DAY)}).pk,
        "person_id": lambda: give(UserFactory(), BOARD, "east").user_id,
        "role_id": lambda: give(UserFactory(), BOARD, "east").pk,
        "upload_id": lambda: Upload.objects.create(owner=UserFactory(), region="east", kind="return", as_of=DAY).pk,
        "organisation_id": lambda: (
            PostFactory(organisation=OrganisationFactory(placed="east", until=DAY)).organisation_id
        ),
        "return_id": lambda: our_return().pk,
        "pack_id": lambda: pack().pk,
        "comment_id": lambda: pack().comments.get().pk,
        "candidate_id": lambda: CandidateFactory(kept_by_id="east").pk,
        "one_id": lambda: CandidateFactory(kept_by_id="east").pk,
        "other_id": lambda: CandidateFactory(kept_by_id="east").pk,
        "merge_id": lambda: merge_of_two().pk,
        "framework_id": lambda: framework().pk,
        "criterion_id": lambda: framework().criteria.first().pk,
        "round_id": lambda: round().pk,
        "part_id": lambda: round().questions.first().pk,
        "request_id": lambda: asked_for().pk,
        "nomination_id": lambda: kept_nomination().pk,
        "mail_id": lambda: mail_that_failed().pk,
    }
    once = {key: cache(make) for key, make in made.items()}
    return lambda name: {key: known[key] if key in known else once[key]() for key in DOORS[name].kwargs}


def mail_that_failed() -> Notification:
    """A reminder to the HR director of our organisation."""
    give(UserFactory(), HRD, ours())
    return failed_mail(our_return())


def our_return() -> Return:
    return Return.objects.filter(organisation=ours()).first() or ReturnFactory(organisation=ours(), state="open")


def kept_nomination() -> Nomination:
    """One in East whose eligibility is checked, of people who have no other role."""
    return endorsed(stage())


def complete(*, region: str = "east", **facts) -> Snapshot:
    """A snapshot without any figure."""
    snapshot = Snapshot.objects.create(region=region, code_version="test", inputs_digest="test", **facts)
    Snapshot.objects.filter(pk=snapshot.pk).update(state=Snapshot.State.COMPLETE)
    return snapshot


def ask(client: Client, name: str, kwargs: dict) -> int:
    address = reverse(name, kwargs=kwargs)
    return (client.post(address) if DOORS[name].post else client.get(address)).status_code


def ours() -> Organisation:
    """The organisation whose things are asked for, in East; its system has the same code."""
    known = Organisation.objects.filter(code="ROURS").first()
    return known or OrganisationFactory(code="ROURS", placed="east", placed__system=SystemFactory(code="ROURS"))


def somebody_with(role: Role, region: str) -> Client:
    place = (ours() if region == "east" else OrganisationFactory(placed=region)) if role in OWN_ORGANISATION else region
    return signed_in(with_role(role, place if role in REGIONAL | OWN_ORGANISATION else None))


@dataclass(frozen=True)
class Visit:
    """Somebody at an address. answers: what they may be answered; at_nothing: by numbers that nothing has."""

    said: str
    comes: Callable[[], Client]
    answers: frozenset[int]
    at_nothing: bool = False


NOTHING, REFUSED, TO_SIGN_IN = frozenset({404}), frozenset({403, 404}), frozenset({302})


def visits(name: str) -> Iterator[Visit]:
    """Everybody there is to come to an address, each with what the table says they are answered."""
    door = DOORS[name]
    for role in Role:
        yield Visit(f"{role}", partial(somebody_with, role, "east"), door.answers if role in door.opens_to else REFUSED)
    if door.kwargs:
        for role in (REGIONAL | OWN_ORGANISATION) & door.opens_to:
            yield Visit(f"{role} of London", partial(somebody_with, role, "london"), NOTHING)
    # Packs are of the region, and so are read from all of it.
    if set(door.kwargs) - {"slug", "region"} and not name.startswith("dashboard:pack"):
        for role in OWN_ORGANISATION & door.opens_to:
            yield Visit(f"{role} of another organisation", partial(of_another_organisation, role), NOTHING)
    yield Visit("nobody", Client, TO_SIGN_IN)
    yield Visit("without a role", lambda: signed_in(UserFactory()), REFUSED)
    yield Visit("with roles that have ended", lambda: with_every_role(until=DAY), REFUSED)
    yield Visit("without the second factor", lambda: with_every_role(with_second_factor=False), TO_SIGN_IN)
    if "_id" in "".join(door.kwargs):
        yield Visit("with every role, at what does not exist", with_every_role, NOTHING, at_nothing=True)


def of_another_organisation(role: Role) -> Client:
    return signed_in(with_role(role, OrganisationFactory(placed="east")))


def with_every_role(*, with_second_factor: bool = True, **facts) -> Client:
    person = UserFactory()
    everywhere(person, organisation=ours(), **facts)
    return signed_in(person, with_second_factor=with_second_factor)


def of_nothing(kwargs: dict) -> dict:
    """The same address with numbers that nothing has."""
    return {key: uuid.uuid4() if key.endswith("_id") else value for key, value in kwargs.items()}


@pytest.mark.parametrize("name", DOORS)
def test_an_address_opens_to_whom_the_table_opens_it_and_to_nobody_else(name, things):
    kwargs, wrong = things(name), {}
    for visit in visits(name):
        with transaction.atomic():  # whoever comes next finds what the first found
            answer = ask(visit.comes(), name, of_nothing(kwargs) if visit.at_nothing else kwargs)
            transaction.set_rollback(True)
        if answer not in visit.answers:
            wrong[visit.said] = (answer, "instead of", sorted(visit.answers))
    assert wrong == {}


def test_whoever_came_by_a_link_is_asked_to_sign_in_for_everything_else(things, errand):
    client = came_by(to_sam(RegionFactory(slug="east")))
    assert {name: ask(client, name, things(name)) for name in DOORS} == dict.fromkeys(DOORS, 302)


@pytest.fixture
def ones_own() -> Callable[[Client], dict[str, set[int]]]:
    """What somebody is answered at each address of what belongs to one person alone, asked for and sent to."""
    one = kept_nomination()
    known = {"slug": "east", "nomination_id": one.pk, "question_id": one.round.questions.get(asked_of="nominee").pk}
    addresses = {
        name: reverse(name, kwargs={key: known[key] for key in kwargs}) for name, kwargs in OF_ONE_PERSON.items()
    }
    return lambda client: {
        name: {client.get(address).status_code, client.post(address).status_code} - {405}
        for name, address in addresses.items()
    }


def all_of_them(status: int) -> dict[str, set[int]]:
    return {name: {status} for name in OF_ONE_PERSON}


@pytest.mark.parametrize("role", list(Role))
def test_what_is_one_persons_is_found_by_no_role(role, ones_own):
    assert ones_own(somebody_with(role, "east")) == all_of_them(404)


def test_what_is_one_persons_is_found_by_nobody_without_a_role_and_asks_strangers_to_sign_in(ones_own):
    assert ones_own(signed_in(UserFactory())) == all_of_them(404)
    assert ones_own(Client()) == all_of_them(302)
    person = UserFactory()
    everywhere(person, organisation=ours())
    assert ones_own(signed_in(person)) == all_of_them(404)
    assert ones_own(signed_in(person, with_second_factor=False)) == all_of_them(302)
