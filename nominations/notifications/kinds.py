"""The kinds of mail there are about nominations: when each is still to be sent, and what its words need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from nominations.access import NOMINEE
from nominations.invitations import ASKED
from nominations.models import Endorsement, Nomination
from nominations.pages import nominators_page, nominees_page
from talentboard.access import Permission
from talentboard.clock import now
from talentboard.links.models import Link
from talentboard.links.tokens import whole_address
from talentboard.notifications.kinds import Kind, register_kind
from talentboard.notifications.models import Notification
from talentboard.notifications.writing import link

State = Nomination.State
Applies = Callable[[Nomination, Notification], bool]

CONSENT_REMINDER = "nomination-consent-reminder"
TAKEN_BACK = "nomination-taken-back"
REGISTER = "nomination-register"
REGISTRATION_REMINDER = "nomination-registration-reminder"
TO_ENDORSE = "nomination-to-endorse"
ENDORSEMENT_REMINDER = "nomination-endorsement-reminder"
ENDORSED = "nomination-endorsed"
PASSED_ON = "nomination-passed-on"
WITH_TEAM = "nomination-with-the-team"
NOT_ENDORSED = "nomination-not-endorsed"
ACCEPTED = "nomination-accepted"
NOT_ELIGIBLE = "nomination-not-eligible"
WITHDRAWN = "nomination-withdrawn"
STANDS = "nomination-stands"
DECLINED = "nomination-declined"
LAPSED = "nomination-lapsed"
ENDED = "nomination-ended"
DRAFT_ENDS = "nomination-draft-ends"

TO_NOMINATOR = (STANDS, DECLINED, LAPSED, ENDED, DRAFT_ENDS)


def nomination_of(mail: Notification) -> Nomination:
    """The nomination that a mail is about, with its people. Asked for once."""
    if not hasattr(mail, "about"):
        people = Nomination.objects.with_people().select_related("round__pool__region", "candidate__user")
        mail.about = people.get(pk=mail.about_id)
    return mail.about


def context_of(mail: Notification) -> dict[str, Any]:
    """What the words need: the nomination, the reader's page of it, and what was answered last."""
    one = nomination_of(mail)
    return {
        "one": one,
        "name": mail.to.name if mail.to else one.nominee_name,
        "link": page_for(mail, one),
        "asked": Endorsement.objects.filter(nomination=one).select_related("endorser").order_by("-asked_at").first(),
        "answered": one.endorsements.exclude(answer="").order_by("-answered_at").first(),
        "findings": one.findings.exclude(result="met").select_related("criterion"),
        "rounds_link": link("/rounds/"),
        "step": one.steps.order_by("-pk").first(),
    }


def page_for(mail: Notification, one: Nomination) -> str:
    """The whole address of the reader's page: by the single-use link for the nominee who is asked."""
    if "link" in mail.facts:
        return whole_address(NOMINEE, mail.facts["link"])
    if mail.kind in (TO_ENDORSE, ENDORSEMENT_REMINDER):
        return link(reverse("nominations:endorse", args=[one.access_region, one.pk]))
    return link((nominators_page if mail.kind in TO_NOMINATOR else nominees_page)(one))


def is_asked(one: Nomination, mail: Notification) -> bool:
    """The nominee has not answered, and the link in the mail still opens."""
    return one.state == State.AWAITING_CONSENT and Link.objects.open(now()).filter(pk=mail.facts["link"]).exists()


def was_asked(one: Nomination, mail: Notification) -> bool:
    """It was taken back after the nominee had been told of it: otherwise there is nothing to tell."""
    told = Notification.objects.of([ASKED], [one.pk]).filter(state=Notification.State.SENT)
    return one.state == State.WITHDRAWN and told.exists()


def is_to_register(one: Nomination, mail: Notification) -> bool:
    return one.state == State.AWAITING_REGISTRATION


def is_to_endorse(one: Nomination, mail: Notification) -> bool:
    """Its person is still the one who is asked."""
    waits = one.endorsements.filter(answer="", endorser=mail.to_id)
    return one.state == State.AWAITING_ENDORSEMENT and waits.exists()


def is_draft(one: Nomination, mail: Notification) -> bool:
    return one.state == State.DRAFT


def stands_so(one: Nomination, mail: Notification) -> bool:
    """It still stands where the mail was to say: of several moves between two mails only the last is told."""
    return one.state == mail.facts["state"]


def always(one: Nomination, mail: Notification) -> bool:
    """It tells of something that has happened."""
    return True


KINDS: tuple[tuple[str, str, Applies], ...] = (
    (ASKED, "Somebody is asked whether they agree to be nominated", is_asked),
    (CONSENT_REMINDER, "Reminder: whether they agree to be nominated", is_asked),
    (TAKEN_BACK, "A nomination was taken back before it was answered", was_asked),
    (REGISTER, "How to register for a nomination", is_to_register),
    (REGISTRATION_REMINDER, "Reminder: to register for a nomination", is_to_register),
    (TO_ENDORSE, "Somebody is asked to endorse a nomination", is_to_endorse),
    (ENDORSEMENT_REMINDER, "Reminder: to endorse a nomination", is_to_endorse),
    (ENDORSED, "A nomination was endorsed", always),
    (PASSED_ON, "A nomination goes on without an endorsement", always),
    (WITH_TEAM, "A nomination is with the regional talent team", always),
    (NOT_ENDORSED, "A nomination was not endorsed", always),
    (ACCEPTED, "A nomination was accepted for gateway", always),
    (NOT_ELIGIBLE, "A nomination was found not eligible", always),
    (WITHDRAWN, "A nomination was withdrawn by the regional talent team", always),
    (STANDS, "Where a nomination stands, to its nominator", stands_so),
    (DECLINED, "A nomination was declined, to its nominator", always),
    (LAPSED, "A nomination lapsed, to its nominator", always),
    (ENDED, "A nomination ended, to its nominator", always),
    (DRAFT_ENDS, "A draft of a nomination is about to be deleted", is_draft),
)


# What may tell of a nomination that its nominee has not agreed to: the list of mails shows their kind and state alone.
BEFORE_CONSENT = {ASKED, CONSENT_REMINDER, TAKEN_BACK, DECLINED, LAPSED, ENDED, DRAFT_ENDS}


def register_kinds() -> None:
    for slug, label, applies in KINDS:
        name = slug.removeprefix("nomination-").replace("-", "_")
        kind = Kind(
            slug,
            label,
            f"nominations/mail/{name}.txt",
            context_of,
            still(applies),
            private=slug in BEFORE_CONSENT,
            read_with=Permission.READ_NOMINATIONS,
            again_with=Permission.RUN_NOMINATIONS,
        )
        register_kind(kind)


def still(applies: Applies) -> Callable[[Notification], bool]:
    """Whether a mail is still to be sent; one about a nomination that has been deleted is not."""

    def rule(mail: Notification) -> bool:
        try:
            one = nomination_of(mail)
        except Nomination.DoesNotExist:
            return False
        return applies(one, mail)

    return rule
