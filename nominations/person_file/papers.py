"""CVs that were sent for a nomination, and mails that went to the nominee's address before there was an account."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat

from nominations.models import Nomination
from talentboard.nhs.filters import say_moment
from talentboard.notifications.models import Notification
from talentboard.person_file import Rows

Labelled = Iterable[tuple[Nomination, str]]


def cvs(labelled: Labelled) -> Rows:
    """Each CV that is kept, without what is in it: that is behind its link on the nomination's page."""
    found = [(one.cv, label) for one, label in labelled if hasattr(one, "cv")]
    return Rows(
        key="cvs",
        heading="CVs that you sent",
        columns=("File", "Size", "Kept since", "For"),
        rows=[
            (f"{cv.name} ({cv.get_kind_display()})", filesizeformat(cv.size), say_moment(cv.kept_at), label)
            for cv, label in found
        ],
        data=[
            {
                "nomination": cv.nomination_id, "name": cv.name, "kind": cv.kind, "bytes": cv.size,
                "sha256": cv.digest, "kept_at": cv.kept_at,
            }
            for cv, _label in found
        ],
    )  # fmt: skip


def mails(labelled: Labelled) -> Rows:
    """Mails about them to an address without an account. Those to the account are in the part about the account."""
    labels = {str(one.pk): label for one, label in labelled}
    found = list(
        Notification.objects.filter(
            to=None, role="nominee", about_kind=Nomination._meta.model_name, about_id__in=labels
        ).order_by("-queued_at", "pk")
    )
    return Rows(
        key="mails_before_your_account",
        heading="Mails about your nominations before you had an account",
        columns=("When", "Which", "What became of it", "For"),
        rows=[
            (say_moment(mail.sent_at or mail.queued_at), mail.label, mail.get_state_display(), labels[mail.about_id])
            for mail in found
        ],
        data=[
            {
                "nomination": mail.about_id, "kind": mail.kind, "state": mail.state, "queued_at": mail.queued_at,
                "sent_at": mail.sent_at,
            }
            for mail in found
        ],
    )  # fmt: skip
