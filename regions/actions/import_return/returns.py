"""The quarter's return of each organisation of a file: signed off, with the file as its source."""

from typing import Any

from regions.models import Organisation, Quarter, Return, ReturnStep
from talentboard.clock import now

from .plan import ReturnPlan
from .work import Work

WITHDRAWN = "Returns that have been withdrawn"
WHY = "loaded from a file"


def plan_returns(work: Work) -> None:
    """Which organisations' returns have to be signed off, or for a later day; a withdrawn one is reported."""
    quarter = Quarter.of(work.as_of)
    for organisation in work.plan.organisations:
        kept = work.kept.returns.get(organisation.pk)
        if kept is not None and kept.state == Return.State.WITHDRAWN:
            table = work.plan.reading.tables[0]
            table.report(
                f"The return of {organisation.code} for quarter {quarter.number} of {quarter.year} has been withdrawn",
                "A file without this organisation, or one for another quarter.",
                column="organisation",
                value=organisation.code,
                kind=WITHDRAWN,
            )
        elif kept is None or kept.state != Return.State.SIGNED_OFF or kept.as_of < work.as_of:
            work.plan.returns_to_sign.append(organisation)


def sign_off(plan: ReturnPlan, kept: dict[object, Return], *, by: Any) -> list[Return]:
    """Sign off the returns of all organisations that the plan changes; a few statements however many there are.

    Each leaves the step of the move that the model declares ("load from a file"), one that was signed off before too:
    who had signed it, and when, stays in its steps.
    """
    owners = {organisation.pk: organisation for organisation in plan.returns_to_sign}
    owners |= {one.pk: one for one in plan.organisations if one.pk in plan.touched}
    begun = begin([one for key, one in owners.items() if key not in kept], plan, by=by)
    all_of_them = [*begun, *(kept[key] for key in owners if key in kept)]
    steps = [step(one, one.state, Return.State.SIGNED_OFF, by=by) for one in all_of_them]
    for one in all_of_them:
        one.as_of = max(one.as_of, plan.as_of) if one.state == Return.State.SIGNED_OFF else plan.as_of
        one.state, one.source = Return.State.SIGNED_OFF, Return.Source.FILE
        one.signed_off_at, one.signed_off_by = now(), by if getattr(by, "pk", None) else None
    Return.objects.bulk_update(all_of_them, ["state", "source", "as_of", "signed_off_at", "signed_off_by"])
    ReturnStep.objects.bulk_create(steps)
    return all_of_them


def begin(organisations: list[Organisation], plan: ReturnPlan, *, by: Any) -> list[Return]:
    """New returns of the quarter, open, each with its first step."""
    quarter = Quarter.of(plan.as_of)
    begun = [
        Return(organisation=organisation, year=quarter.year, quarter=quarter.number, as_of=plan.as_of, due=quarter.due)
        for organisation in organisations
    ]
    Return.objects.bulk_create(begun)
    ReturnStep.objects.bulk_create([step(one, "", one.state, by=by) for one in begun])
    return begun


def step(one: Return, was: str, state: str, *, by: Any) -> ReturnStep:
    return ReturnStep(
        of=one,
        from_state=was,
        to_state=state,
        by=by if getattr(by, "pk", None) else None,
        operator=getattr(by, "operator_name", "")[:60],
        why=WHY,
    )
