"""The rows of a return's workbook: judged by the engine of all files, and what its lines are to say of each post."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from regions.actions.import_return.forecasts import UNKNOWN, end, live_on
from regions.actions.import_return.forecasts import judge as judge_forecast
from regions.actions.import_return.forecasts import report_doubled as report_forecast_doubled
from regions.actions.import_return.missing import KIND as MISSING
from regions.actions.import_return.plan import Gone, ReturnPlan
from regions.actions.import_return.posts import judge as judge_post
from regions.actions.import_return.rules import CLASHES, report_doubled
from regions.actions.import_return.sheets import FORECASTS, POSTS
from regions.actions.import_return.work import Work
from regions.actions.organisation_codes import KIND as OTHERS
from regions.actions.returns.book import Book
from regions.actions.returns.judging.closing import CLOSES_ON, plan_closing
from regions.actions.returns.judging.codes import CodesAtHand
from regions.actions.returns.judging.differences import differences
from regions.actions.returns.judging.rules import check_beginning, check_new_refs
from regions.actions.returns.kept import COLUMNS, FORETOLD, KINDS, KeptPost, as_typed
from regions.actions.returns.saying.foretelling import eyes_on_new, refusal, sayable, to_store
from regions.actions.returns.saying.lines import Words, others
from regions.models import Post, ReturnLine
from talentboard.nhs.words import long_day
from talentboard.sheets import Row, Table
from talentboard.sheets.plans import Judged, Verdict

CLOSED_TO = "Forecasts that are not said here"


@dataclass
class FileRows:
    """The rows of one reading against one return. posts: by reference; forecasts: by reference and kind."""

    book: Book
    plan: ReturnPlan
    posts: dict[str, Row] = field(default_factory=dict)
    forecasts: dict[tuple[str, bool], Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        one = self.book.one
        self.own, self.day = one.organisation, one.as_of
        self.kept: dict[str, KeptPost] = {kept.post.ref: kept for kept in self.book.posts.values()}
        copies = self.book.kept.copied()
        codes = CodesAtHand(self.own, copies, self.day)
        codes.fetch(code for row in self.plan.reading.rows_of(POSTS.name) for code in row.get("shared_with") or ())
        self.work = Work(self.plan, codes, copies, close_missing=False, sees_confidential=True)

    def judge(self) -> None:
        """Judge every row of the posts, then what is not in the file, then every row of the forecasts."""
        tables = self.plan.reading.tables_of(POSTS.name)
        rows = [row for table in tables for row in table.rows]
        for row in rows:
            if self.is_ours(row) and row.reads("post_ref"):
                report_doubled(row, self.posts.setdefault(row["post_ref"], row))
        check_new_refs(self.work, self.own, [row for ref, row in self.posts.items() if ref not in self.kept])
        for row in rows:
            self.plan.posts.append(self.judge_post(row))
        if tables and all(row.reads("post_ref") for row in rows):
            self.report_missing(tables[0])
        for row in self.plan.reading.rows_of(FORECASTS.name):
            self.plan.forecasts.append(self.judge_forecast(row))
        self.withdraw_unlisted()

    def is_ours(self, row: Row) -> bool:
        """Whether the row is of the return's organisation, or a report that it is not."""
        if not row.reads("organisation"):
            return False
        if row["organisation"] == self.own.code:
            return True
        row.report(
            "organisation",
            f"{row['organisation']} is not the organisation of this return",
            f"{self.own.code}, in every row.",
            kind=OTHERS,
            likely=self.own.code,
        )
        return False

    def judge_post(self, row: Row) -> Judged:
        kept = self.kept.get(row.get("post_ref") or "")
        check_beginning(row, kept)
        if not self.says_it_closes(row, kept):
            return judge_post(self.work, self.own, row)
        if row.can_be_read:
            plan_closing(self.work, self.own, row)
        if row.problems:
            return Judged(row, Verdict.UNREADABLE)
        return Judged(row, Verdict.CHANGED, f"closes on {long_day(row[CLOSES_ON.name])}")

    def says_it_closes(self, row: Row, kept: KeptPost | None) -> bool:
        """Whether the row closes its post; what else it says then, or takes back, is reported."""
        if not row.table.has(CLOSES_ON.name) or not row.reads(CLOSES_ON.name):
            return False
        on, until = row[CLOSES_ON.name], kept.post.established_until if kept else None
        if kept is None:
            if on:
                row.report(CLOSES_ON.name, "A new post cannot close", "No day, or no such row.", kind=CLASHES)
            return False
        if on is None and until:
            wrong = f"We keep this post as closing on {long_day(until)}"
            row.report(CLOSES_ON.name, wrong, f"{as_typed(until)}, or another day.", kind=CLASHES)
        if on is None or on == until:
            return False
        if row.can_be_read and differences(row, kept.values):
            row.report(
                CLOSES_ON.name,
                "A post that closes stays as it is until then",
                "No day, or no other change in its row.",
                kind=CLASHES,
            )
        return True

    def report_missing(self, table: Table) -> None:
        """Every post of the return is in the file: those that are kept, and those that are new in it."""
        for ref, kept in self.kept.items():
            if ref not in self.posts:
                self.report_gone(table, ref, kept.post.title, "Its row; if the post closes, with its day in closes_on.")
                self.plan.missing.append(Gone(self.own.code, ref, kept.post.title))
        for line in self.book.new_lines:
            if line.ref not in self.posts:
                title = line.said.get("title", "")
                self.report_gone(table, line.ref, title, "Its row; or take the new post back on the page first.")

    def report_gone(self, table: Table, ref: str, title: str, right: str) -> None:
        wrong = f"“{ref}”, {title}, is not in the file any more"
        table.report(wrong, right, column="post_ref", value=ref, kind=MISSING)

    def judge_forecast(self, row: Row) -> Judged:
        if not self.is_ours(row) or not row.reads("post_ref", "confidential"):
            return Judged(row, Verdict.UNREADABLE)
        ref, kind = row["post_ref"], bool(row["confidential"])
        report_forecast_doubled(row, self.forecasts.setdefault((ref, kind), row))
        post = self.post_of(ref)
        if post is None and ref not in self.posts:
            right = "The reference of a post that is in the sheet posts."
            row.report("post_ref", f"{self.own.code} has no post “{ref}”", right, kind=UNKNOWN)
        elif sentence := self.closed_to(ref, confidential=kind):
            row.report("confidential" if kind else "post_ref", sentence.rstrip("."), "No such row.", kind=CLOSED_TO)
        return judge_forecast(self.work, post, row)

    def post_of(self, ref: str) -> Post | None:
        new = (post for post in self.plan.writes.new_posts if post.ref == ref)
        return self.work.kept.posts[self.own.pk, ref] if ref in self.kept else next(new, None)

    def closed_to(self, ref: str, *, confidential: bool) -> str:
        """Why this person may say nothing of that kind of the post."""
        kept = self.kept.get(ref)
        facts = self.facts(ref)
        eyes = kept.eyes if kept else eyes_on_new(self.book.one, self.book.by, facts)
        return refusal(kept, eyes, facts, confidential=confidential)

    def facts(self, ref: str) -> dict[str, str]:
        kept, row = self.kept.get(ref), self.posts.get(ref)
        if kept is not None:
            return {"role_family": kept.post.role_family, "level": kept.post.level}
        return {name: (row.get(name) if row else "") or "" for name in ("role_family", "level")}

    def kinds_listed(self) -> list[bool]:
        """The kinds of forecasts of which the file says which there are; a sheet without rows says that none are."""
        tables = self.plan.reading.tables_of(FORECASTS.name)
        return [kind for kind in KINDS if tables and (not kind or any(table.has("confidential") for table in tables))]

    def withdraw_unlisted(self) -> None:
        """Forecasts that the file does not list are withdrawn, as far as its author may see and say them."""
        for kind in self.kinds_listed():
            for ref, kept in self.kept.items():
                post = self.work.kept.posts[self.own.pk, ref]
                live = live_on(self.work.kept.forecasts.get((post.pk, kind), []), self.day)
                if live and (ref, kind) not in self.forecasts and kept.may_say(confidential=kind):
                    end(self.work, self.own, post, live)

    def words(self) -> list[Words]:
        """What the lines are to say, of every post of the file."""
        return [self.words_of(ref, row) for ref, row in self.posts.items()]

    def words_of(self, ref: str, row: Row) -> Words:
        kept, facts = self.kept.get(ref), self.facts(ref)
        eyes = kept.eyes if kept else eyes_on_new(self.book.one, self.book.by, facts)
        listed = self.kinds_listed()
        settled = [kind for kind in sayable(kept, eyes, facts) if kind in listed]
        stored = to_store(kept, eyes, facts, {kind: self.foretold(ref, kind) for kind in settled})
        texts = {name: as_typed(row[name]) for name in COLUMNS if row.table.has(name)}
        if kept is None:
            return Words(None, ReturnLine.Verdict.NEW, dict.fromkeys(COLUMNS, "") | texts, ref, stored, settled)
        on = row.get(CLOSES_ON.name)
        if on and on != kept.post.established_until:
            verdict, said, stored = ReturnLine.Verdict.CLOSING, {CLOSES_ON.name: as_typed(on)}, {}
            return Words(kept, verdict, said, ref, stored, sayable(kept, eyes, facts))
        said = kept.texts | texts if differences(row, kept.values) else {}
        present = self.book.line_of.get(kept.post.pk)
        is_otherwise = bool(said or stored or others(present, settled))
        verdict = ReturnLine.Verdict.CHANGED if is_otherwise else ReturnLine.Verdict.CONFIRMED
        return Words(kept, verdict, said, ref, stored, settled)

    def foretold(self, ref: str, kind: bool) -> dict[str, Any] | None:
        row = self.forecasts.get((ref, kind))
        return {name: as_typed(row[name]) for name in FORETOLD} if row else None
