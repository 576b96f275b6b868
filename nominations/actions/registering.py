"""The nominee's registration: their own statement, CV, adjustments and consent to be found."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from nominations import access, policies
from nominations.cv_files import Checked
from nominations.models import CurriculumVitae, Nomination, NominationStep, Registration
from nominations.words import as_typed
from pools.actions.own_records import agree_to_be_found, withdraw_from_search
from talentboard.audit import Event, record
from talentboard.clock import now

from .book import SavedMeanwhile, moved, taken
from .endorsing import ask_endorser

Capacity = NominationStep.Capacity


@transaction.atomic
def say_adjustments(one: Nomination, *, text: str, version: int, by: Any) -> Registration:
    """Keep what the person needs at the gateway, as it was typed. Raises SavedMeanwhile for another version."""
    registration = registration_in_hand(one, by=by)
    text = as_typed(text)
    policies.can_say_adjustments(text)
    if registration.adjustments == text:
        return registration
    if registration.version != version:
        raise SavedMeanwhile(registration)
    registration.adjustments = text
    registration.version, registration.saved_at = version + 1, now()
    registration.save(update_fields=["adjustments", "version", "saved_at"])
    return registration


@transaction.atomic
def choose_to_be_found(one: Nomination, *, found: bool, by: Any) -> Registration:
    """Keep whether the person agrees to be found in searches. It holds from when they register."""
    registration = registration_in_hand(one, by=by)
    registration.found, registration.saved_at = found, now()
    registration.save(update_fields=["found", "saved_at"])
    return registration


@transaction.atomic
def keep_cv(one: Nomination, file: Checked, *, by: Any) -> CurriculumVitae:
    """Keep a CV in place of the one before, if there was one."""
    one = in_hand(one, by=by)
    CurriculumVitae.objects.filter(nomination=one).delete()
    cv = CurriculumVitae.objects.create(
        nomination=one,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        digest=hashlib.sha256(file.content).hexdigest(),
        content=file.content,
    )
    record(Event.CV_KEPT, about=one, by=by)
    return cv


@transaction.atomic
def remove_cv(one: Nomination, *, by: Any) -> None:
    """Delete the CV again."""
    one = in_hand(one, by=by)
    if CurriculumVitae.objects.filter(nomination=one).delete()[0]:
        record(Event.CV_REMOVED, about=one, by=by)


@transaction.atomic
def register(one: Nomination, *, by: Any) -> Nomination:
    """Finish the registration, and ask for the endorsement."""
    one = taken(one)
    access.require_nominee(by, one)
    policies.can_write_registration(one)
    registration = Registration.objects.select_for_update().get(nomination=one)
    policies.can_register(
        one,
        has_cv=CurriculumVitae.objects.filter(nomination=one).exists(),
        found=registration.found,
        has_mobility=one.candidate.mobility.exists(),
    )
    registration.registered_at = now()
    registration.save(update_fields=["registered_at"])
    (agree_to_be_found if registration.found else withdraw_from_search)(one.candidate)
    moved(one, "register", by=by, capacity=Capacity.NOMINEE, event=Event.REGISTERED, tell="nomination-registered")
    ask_endorser(one, by=by)
    return one


def registration_in_hand(one: Nomination, *, by: Any) -> Registration:
    """What the nominee has said so far, while they register."""
    one = in_hand(one, by=by)
    return Registration.objects.select_for_update().get(nomination=one)


def in_hand(one: Nomination, *, by: Any) -> Nomination:
    """The nominee's nomination, while they register."""
    one = taken(one)
    access.require_nominee(by, one)
    policies.can_write_registration(one)
    return one
