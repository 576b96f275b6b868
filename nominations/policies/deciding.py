"""When the regional team may judge eligibility, accept for gateway, and share out its work."""

from collections.abc import Iterable, Sequence
from typing import Any

from nominations.models import EligibilityCriterion, EligibilityFinding, Nomination
from talentboard.access import NotAllowed, Permission, permitted
from talentboard.nhs.words import join_words, noun_for, plural

State, Result = Nomination.State, EligibilityFinding.Result


def can_find(one: Nomination, *, result: str, why: str) -> None:
    """While its eligibility is checked; not met and waived with a reason."""
    is_checked_now(one)
    if result != Result.MET and not why.strip():
        raise NotAllowed("Say why a criterion is not met or waived. The person is told the reason.")


def is_checked_now(one: Nomination) -> None:
    if one.state != State.ELIGIBILITY_CHECK:
        raise NotAllowed(f"This nomination is {one.stands}. Eligibility is judged between endorsement and acceptance.")


def every_criterion_is_judged(
    one: Nomination, criteria: Sequence[EligibilityCriterion], findings: Iterable[EligibilityFinding]
) -> None:
    judged = {finding.criterion_id for finding in findings}
    if left := [criterion for criterion in criteria if criterion.pk not in judged]:
        raise NotAllowed(
            f"{plural(len(left), 'criterion', 'criteria')} {noun_for(len(left), 'has', 'have')} not been judged yet: "
            f"{join_words(f'“{criterion.text}”' for criterion in left)}."
        )


def can_accept_for_gateway(
    one: Nomination, criteria: Sequence[EligibilityCriterion], findings: Sequence[EligibilityFinding]
) -> None:
    """Every criterion of the round is met or waived."""
    is_checked_now(one)
    every_criterion_is_judged(one, criteria, findings)
    failed = {finding.criterion_id for finding in findings if finding.result == Result.NOT_MET}
    if not_met := [f"“{criterion.text}”" for criterion in criteria if criterion.pk in failed]:
        verb = noun_for(len(not_met), "is", "are")
        raise NotAllowed(f"{join_words(not_met)} {verb} not met. Waive what may be waived, or find it not eligible.")


def can_find_not_eligible(
    one: Nomination, criteria: Sequence[EligibilityCriterion], findings: Sequence[EligibilityFinding]
) -> None:
    """Every criterion of the round is judged, and at least one is not met."""
    is_checked_now(one)
    every_criterion_is_judged(one, criteria, findings)
    if all(finding.result != Result.NOT_MET for finding in findings):
        raise NotAllowed("Every criterion is met or waived, so the nomination can be accepted for gateway.")


def can_assign(one: Nomination, person: Any) -> None:
    """To a colleague who runs nominations in the same region, of one that goes on."""
    if one.has_ended:
        raise NotAllowed(f"This nomination is {one.stands}: nothing is to do.")
    if person is not None and not permitted(person, Permission.RUN_NOMINATIONS, region=one.access_region):
        raise NotAllowed(f"{person.name} does not run nominations in this region. Choose a colleague who does.")
    if person is not None and (one.nominator_id == person.pk or one.candidate.user_id == person.pk):
        raise NotAllowed(f"{person.name} takes part in this nomination, so a colleague deals with it.")


def has_a_reason(code: str) -> None:
    """What is done to somebody's nomination by the team has a reason from the list."""
    if not code:
        raise NotAllowed("Choose the reason.")
