"""Whoever signs in is a guest no longer: what they came by goes over to their account where it was meant for it."""

from django.contrib.auth import signals
from django.dispatch import receiver

from .guests import GRANTS, Guest
from .models import Link


@receiver(signals.user_logged_in)
def guest_has_signed_in(sender, request, user, **kwargs) -> None:
    """Links to another address are let go: this browser may be used by several people."""
    if held := request.session.pop(GRANTS, None):
        granted = [link for link in Link.objects.filter(pk__in=held) if link.is_granted]
        Guest(granted).hand_over_to(user)
