"""How far the figures can be trusted: what they rest on, and which sentence to distrust first."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.reading.focus import Focus, Row
from dashboard.sentences.headlines import Figures, Headline, number
from dashboard.sentences.names import name_of
from dashboard.sentences.sentence import Sentence, say
from talentboard.nhs.words import count, join_words, noun_for, percent, percent_of, plural

FRESH_DAYS = 100


@dataclass(frozen=True)
class Trust:
    """What a page says about its own figures.

    rests_on: sentences on posts and on people; distrust: which sentence first, or that all are fresh
    warning: said above the lead when more than half is late, else None
    careful: the place in the list of headlines that carries the tag *Treat with care*, else None
    fresh, posts: for the bar
    """

    rests_on: tuple[Sentence, ...]
    distrust: Sentence | None
    warning: Sentence | None
    careful: int | None
    fresh: int
    posts: int


def trust(figures: Figures, focus: Focus, said: Sequence[Headline]) -> Trust:
    """What the page's figures rest on.

    figures: the rows of `trust` and of `quality`
    said: the page's headlines, in order
    """
    rows = focus.total(figures["trust"])
    posts, fresh = number(rows, "posts"), number(rows, "posts_fresh")
    careful = _most_late(figures, focus, said)
    return Trust(
        rests_on=tuple(_posts(posts, fresh, figures, focus) + _people(rows)),
        distrust=_distrust(figures, focus, said, careful),
        warning=_warning(posts, fresh),
        careful=careful,
        fresh=fresh,
        posts=posts,
    )


def late_organisations(figures: Figures) -> list[str]:
    """Codes of the organisations with no signed-off return of the last 100 days: none at all first, then the oldest."""
    ages = {
        str(row["organisation"]): row["return_age_days"] for row in figures["quality"] if row["organisation"] != "all"
    }
    late = {
        code: float("inf") if age is None else float(age)
        for code, age in ages.items()
        if age is None or age > FRESH_DAYS
    }
    return sorted(late, key=lambda code: (-late[code], code))


def _posts(posts: int, fresh: int, figures: Figures, focus: Focus) -> list[Sentence]:
    if not posts:
        return []
    late = posts - fresh
    if not late:
        all_of = f"All {count(posts)} posts rest" if posts > 1 else "The only post rests"
        return [say(f"**{all_of}** on returns no more than {FRESH_DAYS} days old.")]
    if not fresh:
        none = f"None of the {count(posts)} posts rests" if posts > 1 else "The only post does not rest"
        return [say(f"**{none}** on a return no more than {FRESH_DAYS} days old.")]
    share = f"**{percent_of(fresh, posts, 'posts')}** {noun_for(fresh, 'rests', 'rest')}"
    counted = {row["organisation"] for row in figures["quality"] if row.get("posts")}
    behind = sum(code in counted for code in late_organisations(figures))
    where = f" in {plural(behind, 'organisation')}" if behind and focus.is_everything else ""
    rest = f"{plural(late, 'post')}{where} {noun_for(late, 'does', 'do')} not"
    return [say(f"{share} on returns no more than {FRESH_DAYS} days old. {rest}.")]


def _people(rows: Sequence[Row]) -> list[Sentence]:
    decisions, fresh = number(rows, "decisions"), number(rows, "decisions_fresh")
    if not decisions:
        return []
    made = noun_for(decisions, "was", "were")
    noun = "decision on readiness" if decisions == 1 else "decisions on readiness"
    return [say(f"**{percent_of(fresh, decisions, noun)}** {made} made in the last 12 months.")]


def _warning(posts: int, fresh: int) -> Sentence | None:
    late = posts - fresh
    if not posts or 2 * late <= posts:
        return None
    share = percent_of(late, posts, "posts") if late < posts else f"All {count(posts)} posts"
    rest = f"{share} rest" if posts > 1 else "The only post rests"
    return say(f"**Treat every figure here with care.** {rest} on returns more than {FRESH_DAYS} days old.")


def _late_and_posts(figures: Figures, focus: Focus, about: tuple[str, ...]) -> tuple[int, int]:
    """Posts on late returns, and posts, behind a sentence."""
    parts = focus.parts(figures["trust"])
    rows = [row for part in about for row in parts.get(part, [])] if about else focus.total(figures["trust"])
    posts = sum(int(row["posts"]) for row in rows)
    return posts - sum(int(row["posts_fresh"]) for row in rows), posts


def _most_late(figures: Figures, focus: Focus, said: Sequence[Headline]) -> int | None:
    """The sentence with the greatest share of late posts; among equals the one about fewer posts, then the first."""
    found = []
    for place, headline in enumerate(said):
        late, posts = _late_and_posts(figures, focus, headline.about)
        if late:
            found.append((-late / posts, posts, place))
    return min(found)[2] if found else None


def _distrust(figures: Figures, focus: Focus, said: Sequence[Headline], careful: int | None) -> Sentence | None:
    if careful is None:
        posts = number(focus.total(figures["trust"]), "posts")
        return say("**Every sentence rests on returns from this quarter.**") if posts else None
    about = said[careful].about
    late, posts = _late_and_posts(figures, focus, about)
    names = join_words([name_of(focus.breakdown or "role_family", part) for part in about])
    which = (
        f"the {names} sentence" if len(about) == 1 else f"the sentence on {names}" if names else "the opening sentence"
    )
    kind = f"{names} " if names else "" if focus.is_everything else f"{focus.kind} "
    share = f"{count(late)} of the {count(posts)} {kind}posts ({percent(late, posts)})"
    if late == posts:
        share = f"All {count(posts)} {kind}posts" if posts > 1 else f"The only {kind}post"
    return say(f"**Distrust {which} first.** {share} {'rests' if late == 1 else 'rest'} on late returns.")
