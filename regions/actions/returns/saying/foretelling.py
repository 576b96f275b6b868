"""What somebody says of a post's forecasts in a return: what they may say, and what of it is to be stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regions.access import POSTS_OF, is_post_of
from regions.actions.import_return.sheets import FORECASTS, POSTS
from regions.actions.returns.kept import FORETOLD, KINDS, Eyes, KeptPost
from regions.models import Forecast, Return
from talentboard.access import NotAllowed, Permission, Role, scopes_of
from talentboard.access.table import grants
from talentboard.sheets.typed import add_typed, typed

from .texts import cleaned

Foretold = Mapping[bool, Mapping[str, str] | None]

OF_OWN_POST = (
    "What is expected of your own post is not said by you, and what others say of it is not shown to you. "
    "Ask the regional talent team."
)
OF_CHIEF = (
    "A confidential forecast of the chief executive's post is kept by the chair and the regional lead, not in a return."
)
OF_HR_DIRECTOR = (
    "A confidential forecast of the HR director's post is kept by the chief executive and the regional lead, "
    "not in a return."
)
NOT_CONFIDED = "You may not keep confidential forecasts of this post."


def refusal(kept: KeptPost | None, eyes: Eyes, facts: Mapping[str, Any], *, confidential: bool) -> str:
    """Why somebody may say nothing of that kind; empty where they may. It is the same whether or not there is one."""
    live = kept.live[confidential] if kept else None
    if eyes.may_say(confidential=confidential, author=live.recorded_by_id if live else None):
        return ""
    if eyes.own:
        return OF_OWN_POST
    if eyes.set_apart:
        return OF_CHIEF if is_post_of(Role.CHIEF_EXECUTIVE, facts) else OF_HR_DIRECTOR
    return NOT_CONFIDED


def facts_of_post(kept: KeptPost | None, said: Mapping[str, str]) -> dict[str, str]:
    """The role family and level that tell whose post it is: as kept, of a new one as typed."""
    if kept is not None:
        return {"role_family": kept.post.role_family, "level": kept.post.level}
    row = add_typed(typed(POSTS), said, known={})
    return {name: row.get(name) or "" for name in ("role_family", "level")}


def eyes_on_new(one: Return, user: Any, facts: Mapping[str, str]) -> Eyes:
    """What somebody may see of the forecasts of a post that is not kept yet."""
    apart = any(is_post_of(role, facts) for role in (Role.CHIEF_EXECUTIVE, Role.HR_DIRECTOR))
    here = [scope for scope in scopes_of(user) if scope.reaches(one.access_region, one.organisation_id)]
    own = any(scope.organisation and scope.role in POSTS_OF and is_post_of(scope.role, facts) for scope in here)
    keeps = any(grants(scope.role, Permission.READ_CONFIDENTIAL) and scope.role is not Role.CHAIR for scope in here)
    return Eyes(user, own, keeps and not own and not apart, apart)


def to_store(
    kept: KeptPost | None, eyes: Eyes, facts: Mapping[str, str], forecasts: Foretold
) -> dict[bool, dict[str, Any]]:
    """What is to be stored, by kind: `said` and `is_none`. What is as it is kept has nothing stored.

    Raises NotAllowed for a kind of which this person may say nothing.
    """
    found = {}
    for kind, said in forecasts.items():
        if sentence := refusal(kept, eyes, facts, confidential=kind):
            raise NotAllowed(sentence)
        texts = cleaned(said or {}, FORETOLD)
        live = kept.live[kind] if kept else None
        if not any(texts.values()):
            if live is not None:
                found[kind] = {"said": {}, "is_none": True}
        elif not says_the_same(texts, live):
            found[kind] = {"said": texts, "is_none": False}
    return found


def says_the_same(texts: Mapping[str, str], live: Forecast | None) -> bool:
    """Whether it can be read and is what the live forecast says."""
    if live is None:
        return False
    row = add_typed(typed(FORECASTS), texts, known={"organisation": "", "post_ref": "", "confidential": False})
    return row.can_be_read and all(row[name] == getattr(live, name) for name in FORETOLD)


def sayable(kept: KeptPost | None, eyes: Eyes, facts: Mapping[str, str]) -> list[bool]:
    return [kind for kind in KINDS if not refusal(kept, eyes, facts, confidential=kind)]
