"""Whoever says what, by whichever way: what is kept after the signature is what was signed, and figures count that."""

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard import frames
from regions.actions import corrections, returns
from regions.models import Forecast, Post
from talentboard.access import Role
from talentboard.clock import today
from tests.fixtures.people import with_role
from tests.regions.actions.returns.pencil import Pencil, Written
from tests.regions.actions.returns.world import world

SEEDS = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KINDS = ("substantive", "interim", "acting", "secondment-in", "vacant")
ROUNDS, EDITS, POSTS = 2, 8, 4


class Quarter:
    """A return that random people write in random ways, and the pencil beside it."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.it = world(posts=POSTS, as_of=today(), held__since=dt.date(2021, 1, 1))
        self.people = [self.it.director, with_role(Role.HR_DIRECTOR, self.it.organisation)]
        self.lead = with_role(Role.REGIONAL_LEAD, "east")
        first = Written("Director of finance", "finance", False, "substantive", ("A. Holder",), dt.date(2021, 1, 1))
        self.pencil = Pencil(today(), {post.ref: first for post in self.it.posts})
        self.new = 0

    @property
    def writer(self):
        return self.dice.choice(self.people)

    def post(self, ref: str) -> Post:
        return Post.objects.select_related("organisation").get(organisation=self.it.organisation, ref=ref)

    def version(self, ref: str) -> int | None:
        line = self.it.line(self.post(ref))
        return line.version if line else None

    def facts(self) -> dict:
        """Something that somebody might say of a post."""
        dice = self.dice
        facts = {}
        if dice.random() < 0.5:
            facts["title"] = f"Director {dice.randrange(100)}"
        if dice.random() < 0.3:
            facts |= {"role_family": dice.choice(["finance", "nursing", "digital"]), "critical": dice.random() < 0.5}
        if dice.random() < 0.5:
            kind = dice.choice(KINDS)
            holders = (
                ()
                if kind == "vacant"
                else tuple(f"Holder {dice.randrange(1000)}{end}" for end in "ab"[: dice.choice([1, 1, 2])])
            )
            facts |= {"kind": kind, "holders": holders, "since": self.pencil.next_day()}
        if dice.random() < 0.5:
            facts["told"] = (self.forecast(), self.forecast())
        return facts

    def forecast(self):
        days = self.dice.choice([None, None, -30, 100, 700, 1500, 2500])
        return None if days is None else (today() + dt.timedelta(days=days), self.dice.choice(["0.25", "0.5", "1"]))

    def edit(self) -> None:
        ref = self.dice.choice(sorted(self.pencil.posts()))
        self.dice.choice(
            [
                self.say,
                self.say,
                self.file,
                self.correct,
                self.confide,
                self.close,
                self.confirm,
                self.take_back,
                self.add,
            ]
        )(ref)

    def say(self, ref: str) -> None:
        facts, before = self.facts(), self.pencil.now(ref)
        after = self.pencil.say(ref, **facts, closes_on=self.pencil.kept[ref].closes_on)
        row = {
            name: text for name, text in after.row().items() if text != before.row()[name] or self.dice.random() < 0.5
        }
        whole = after.row() if self.it.line(self.post(ref)) else row
        returns.say(
            self.it.one,
            post=self.post(ref),
            said=whole,
            forecasts=texts(after.told),
            version=self.version(ref),
            by=self.writer,
        )

    def file(self, ref: str) -> None:
        """Change one post in the workbook; the others are as they stand, which confirms those nothing was said of."""
        by = self.writer
        if returns.statement(self.it.now(), by=by).changed:
            return
        try:
            content = changed(
                returns.workbook(self.it.one, by=by),
                ref,
                self.pencil,
                self.facts() | {"closes_on": self.pencil.kept[ref].closes_on},
            )
            plan = returns.take_file(self.it.one, [("return.xlsx", content)], by=by)
            assert plan.saved, [problem.summary for problem in plan.problems]
        except OutOfDate:
            return
        self.pencil.spoken |= set(self.pencil.posts())

    def correct(self, ref: str) -> None:
        if ref not in {post.ref for post in Post.objects.all()}:
            return
        facts = self.facts()
        told = facts.pop("told", None)
        if told:
            facts["told"] = (told[0], self.pencil.kept[ref].told[1])
        after = self.pencil.correct(ref, **facts)
        forecast = {"forecast": texts(after.told)[False]} if told else {}
        by = self.dice.choice([*self.people, self.it.team])
        plan = corrections.correct_post(self.post(ref), said=after.row(), by=by, **forecast)
        assert plan.is_right, [problem.summary for problem in plan.problems]

    def confide(self, ref: str) -> None:
        told = self.forecast()
        self.pencil.correct(ref, told=(self.pencil.kept[ref].told[0], told))
        by = self.dice.choice([*self.people, self.lead, self.it.chief])
        if told is None:
            corrections.withdraw_confidential(self.post(ref), by=by)
        else:
            corrections.keep_confidential(self.post(ref), said=texts((None, told))[True], by=by)

    def close(self, ref: str) -> None:
        on = self.dice.choice([today(), today() + dt.timedelta(days=400)])
        kept = self.pencil.kept[ref]
        told = (None if on == today() else kept.told[0], kept.told[1])
        self.pencil.take_back(ref)
        self.pencil.say(ref, closes_on=on, told=told)
        returns.close_post(self.it.one, self.post(ref), closes_on=str(on), version=self.version(ref), by=self.writer)

    def confirm(self, ref: str) -> None:
        returns.confirm(self.it.one, [self.post(ref)], by=self.writer)
        self.pencil.spoken.add(ref)

    def take_back(self, ref: str) -> None:
        if line := self.it.line(self.post(ref)):
            returns.take_back(line, version=line.version, by=self.writer)
            self.pencil.take_back(ref)

    def add(self, _ref: str) -> None:
        self.new += 1
        ref = f"N{self.new}"
        one = Written(f"New {ref}", "digital", True, "vacant", (), self.pencil.next_day(), (None, self.forecast()))
        said = one.row() | {"post_ref": ref, "level": "director"}
        returns.say(self.it.one, said=said, forecasts=texts(one.told), by=self.writer)
        self.added = getattr(self, "added", {}) | {ref: one}

    def settle(self) -> None:
        """What has changed since it was spoken of, or cannot be so any more, is said to be as it is kept."""
        for row in returns.statement(self.it.now(), by=self.it.director).rows:
            if row.post and (row.changed_since or row.problems):
                line = self.it.line(row.post)
                returns.take_back(line, version=line.version, by=self.it.director)
                self.pencil.take_back(row.ref)

    def sign(self) -> None:
        self.settle()
        self.it.sign()
        self.pencil.kept |= getattr(self, "added", {})
        self.added = {}
        self.pencil.sign()


class OutOfDate(Exception):
    """A post that is spoken of in the return has changed, so that its workbook would say it anew."""


def texts(told) -> dict:
    """Both forecasts as `say` takes them."""
    return {
        kind: {"expected_on": str(one[0]), "probability": one[1], "reason": "other"} if one else None
        for kind, one in zip((False, True), told, strict=True)
    }


def changed(workbook: bytes, ref: str, pencil: Pencil, facts: dict) -> bytes:
    """The workbook with one row changed, and all forecasts of its post as they are to be."""
    book = load_workbook(BytesIO(workbook))
    page, told = book["posts"], book["forecasts"]
    heads = [cell.value for cell in page[1]]
    number = next(row for row in range(2, 200) if page.cell(row, heads.index("post_ref") + 1).value == ref)
    if page.cell(number, heads.index("closes_on") + 1).value and not pencil.kept[ref].closes_on:
        raise OutOfDate
    after = replace(pencil.now(ref), **facts)
    for name, text in after.row().items():
        page.cell(number, heads.index(name) + 1).value = text
    heads = [cell.value for cell in told[1]]
    rows = [[cell.value for cell in row] for row in told.iter_rows(min_row=2) if any(cell.value for cell in row)]
    rows = [row for row in rows if row[heads.index("post_ref")] != ref]
    told.delete_rows(2, 100)
    for kind, said in texts(after.told).items():
        if said:
            cells = said | {"organisation": "RAJ", "post_ref": ref, "confidential": "yes" if kind else "no"}
            rows.append([cells[head] for head in heads])
    if not rows:  # a sheet without rows says nothing
        raise OutOfDate
    pencil.say(ref, **facts)
    for place, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            told.cell(place, column).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def kept_now(organisation) -> dict[str, Written]:
    """What the database keeps on the day, in the pencil's terms."""
    found = {}
    for post in organisation.posts.all():
        held = post.occupancies.as_of(today()).get()
        told = {one.confidential: (one.expected_on, f"{one.probability.normalize():f}") for one in
                Forecast.objects.live(today()).filter(post=post)}  # fmt: skip
        found[post.ref] = Written(
            post.title, post.role_family, post.critical, held.kind, tuple(held.holders), held.since,
            (told.get(False), told.get(True)), post.established_until,
        )  # fmt: skip
    return found


def figures(edition: str) -> tuple[Counter, Counter]:
    """What a snapshot of the day counts, in the pencil's terms."""
    rows = frames.read("east", today()).posts
    counted: Counter = Counter()
    expected: Counter = Counter()
    for row in rows.itertuples():
        for measure in ("posts", "vacant", "covered"):
            counted[row.role_family, row.critical, measure] += getattr(row, measure)
        horizon, chance = getattr(row, f"{edition}_horizon"), getattr(row, f"{edition}_chance")
        if horizon >= 0:
            expected[row.role_family, horizon, chance] += row.forecasts
    return +counted, +expected


@pytest.mark.django_db
@SEEDS
@given(seed=st.integers(0, 10**9))
def test_what_is_kept_is_what_was_signed_and_figures_count_it(seed):
    with transaction.atomic():
        quarter = Quarter(seed)
        for number in range(ROUNDS):
            for _edit in range(EDITS):
                quarter.edit()
            quarter.sign()
            assert kept_now(quarter.it.organisation) == quarter.pencil.kept
            for edition in ("open", "full"):
                assert figures(edition) == (quarter.pencil.counted(), quarter.pencil.expected(edition))
            if number < ROUNDS - 1:
                returns.reopen(quarter.it.one, why="Again", by=quarter.it.team)
        transaction.set_rollback(True)
