"""A whole return in a few sentences: what it says so far, what has changed, what is in the way of sending it."""

from __future__ import annotations

from collections import Counter

from regions.actions.returns import Statement
from talentboard.nhs.words import count, join_words, noun_for, plural

from .rows import TO_CONFIRM, Verdict, changes_in, id_of, name_of
from .words import wrong_with

Links = list[tuple[str, str]]
WORDS = {
    Verdict.CONFIRMED: "confirmed", Verdict.CHANGED: "changed", Verdict.NEW: "new", Verdict.CLOSING: "closing",
}  # fmt: skip
MANY = 5
ORDER = [Verdict.CLOSING, Verdict.NEW, Verdict.CHANGED, Verdict.CONFIRMED, TO_CONFIRM]


def left_of(statement: Statement) -> int:
    """How many posts nobody has spoken of yet."""
    return sum(stated.verdict == TO_CONFIRM for stated in statement.rows)


def spoken_of(statement: Statement) -> str:
    """ "All 14 posts are confirmed.", "12 posts are confirmed, 1 is changed and 1 is new."."""
    numbers = Counter(stated.verdict for stated in statement.rows)
    said = [(words, numbers[verdict]) for verdict, words in WORDS.items() if numbers[verdict]]
    if not said:
        return "Nothing is said of any post yet."
    words, number = said[0]
    everything = "All " if number == len(statement.rows) > 1 else ""
    parts = [f"{everything}{plural(number, 'post')} {noun_for(number, 'is', 'are')} {words}"]
    parts += [f"{count(number)} {noun_for(number, 'is', 'are')} {words}" for words, number in said[1:]]
    return f"{join_words(parts)}."


def confirm_label(left: int, *, of: int) -> str:
    """The words of the main button: "Confirm all 14 posts", "Confirm the other 5 posts"."""
    if left == of:
        return f"Confirm all {plural(left, 'post')}" if left > 1 else "Confirm this post"
    return f"Confirm the other {plural(left, 'post')}" if left > 1 else "Confirm the last post"


def to_put_right(statement: Statement, url: str) -> Links:
    """Everything that is wrong or has changed since, each with the page on which it is put right."""
    found: Links = []
    for stated in statement.rows:
        where = f"{url}posts/{id_of(stated)}/"
        found += [(f"{name_of(stated)}: {wrong_with(problem)}", where) for problem in stated.problems]
        if stated.changed_since and not stated.problems:
            found.append((f"{name_of(stated)} has changed since the return spoke of it: look at it again", where))
    found += [(f"{gone} is not kept any more: take back what is said of it", url) for gone in statement.gone]
    return [*found, *hidden_ones(statement)]


def hidden_ones(statement: Statement) -> Links:
    """What somebody else said and has to put right, of which this reader may see no more than that."""
    hidden = sum(stated.hidden_problems for stated in statement.rows)
    return [("Something that somebody else said, and has to put right", "")] if hidden else []


def in_the_way(statement: Statement, url: str) -> Links:
    """Everything that keeps the return from being sent: what is to be put right, and what nobody has spoken of."""
    left = [stated for stated in statement.rows if stated.verdict == TO_CONFIRM]
    unsaid = [(f"{name_of(stated)}: nothing is said of it yet", f"{url}posts/{id_of(stated)}/") for stated in left]
    if len(left) > MANY:
        unsaid = [(f"Nothing is said of {plural(len(left), 'post')} yet", f"{url}#posts")]
    return to_put_right(statement, url) + unsaid


def changed_since(statement: Statement) -> Links:
    """The posts that are kept otherwise now than the return supposes, each with its line on the page."""
    changed = [stated for stated in statement.rows if stated.changed_since or stated.verdict == TO_CONFIRM]
    links = [(f"{name_of(stated)}: something else is kept of it now", f"#post-{id_of(stated)}") for stated in changed]
    return links + [(f"{gone} is not kept any more", "#posts") for gone in statement.gone]


def changes_of(statement: Statement) -> list[tuple[str, list[str]]]:
    """What is not as it was: each post with its sentences, closing and new ones first."""
    rows = sorted(statement.rows, key=lambda stated: ORDER.index(stated.verdict))
    changes = [(name_of(stated), changes_in(stated)) for stated in rows]
    return [(title, sentences) for title, sentences in changes if sentences]
