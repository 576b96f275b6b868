"""Whose records two records are, as far as accounts say so."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Lower

from pools.models import Candidate
from talentboard.accounts.models import User


def accounts_of(person: Candidate) -> set[User]:
    """The open accounts that look after a record, or would find it by an address of it or of its aliases."""
    known = [person, *person.aliases.all()]
    addresses = [one.email.lower() for one in known]
    found = User.objects.filter(is_active=True).alias(small=Lower("email"))
    return set(found.filter(Q(candidate__in=known) | Q(small__in=addresses)))
