"""The workbook of a return comes back: every difference and every problem first, then all of it or nothing."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from regions.actions import returns
from regions.models import Forecast, Post, ReturnLine
from talentboard.access import NotAllowed, NotPermitted, Role
from tests.factories import DAY, ForecastFactory, PostFactory
from tests.fixtures.people import with_role
from tests.regions.actions.returns.world import FORECAST, world

pytestmark = pytest.mark.django_db


class Book:
    """The workbook in Excel, to be changed row by row."""

    def __init__(self, it, by=None):
        self.book = load_workbook(BytesIO(returns.workbook(it.one, by=by or it.director)))

    def rows(self, sheet: str = "posts") -> list[dict]:
        head, *rows = [[cell.value for cell in row] for row in self.book[sheet].iter_rows()]
        return [dict(zip(head, row, strict=True)) for row in rows if any(row)]

    def row_of(self, ref: str, sheet: str = "posts") -> int:
        return next(row for row in range(2, 500) if self.cell(sheet, row, "post_ref").value == ref)

    def cell(self, sheet: str, row: int, column: str):
        heads = [cell.value for cell in self.book[sheet][1]]
        return self.book[sheet].cell(row, heads.index(column) + 1)

    def write(self, ref: str, sheet: str = "posts", **cells) -> "Book":
        for column, value in cells.items():
            self.cell(sheet, self.row_of(ref, sheet), column).value = value
        return self

    def delete(self, ref: str, sheet: str = "posts") -> "Book":
        self.book[sheet].delete_rows(self.row_of(ref, sheet))
        return self

    def add(self, sheet: str = "posts", **cells) -> "Book":
        row = 2 + len(self.rows(sheet))
        for column, value in {"organisation": "RAJ", **cells}.items():
            self.cell(sheet, row, column).value = value
        return self

    @property
    def file(self) -> tuple[str, bytes]:
        out = BytesIO()
        self.book.save(out)
        return ("return.xlsx", out.getvalue())


def check(it, book: Book, by=None):
    return returns.check_file(it.one, [book.file], by=by or it.director)


def take(it, book: Book, *, right: bool = True, by=None):
    plan = returns.take_file(it.one, [book.file], by=by or it.director)
    if right:
        assert [problem.summary for problem in plan.problems] == []
        assert plan.saved
    return plan


def wrong(plan) -> list[str]:
    return [problem.wrong for problem in plan.problems]


def test_the_workbook_has_the_posts_as_kept_overlaid_by_what_has_been_said():
    it = world(posts=3)
    PostFactory(organisation=it.organisation, ref="OLD", established_until=DAY)
    ForecastFactory(post=it.post, confidential=True)
    it.say({"title": "=Chief", "since": "when she came"})
    returns.close_post(it.one, it.posts[1], closes_on="2026-12-31", by=it.director)
    it.new()
    book = Book(it)
    rows = {row["post_ref"]: row for row in book.rows()}
    assert set(rows) == {"F1", "F2", "F3", "N1"}
    assert (rows["F1"]["title"], rows["F1"]["since"]) == ("=Chief", "when she came")
    assert book.cell("posts", book.row_of("F1"), "title").data_type == "s"
    assert str(rows["F2"]["closes_on"].date()) == "2026-12-31"
    assert str(rows["F3"]["since"].date()) == "2020-01-01"
    told = book.rows("forecasts")
    assert [(row["post_ref"], row["probability"], row["confidential"]) for row in told] == [("F1", 0.5, "yes")]
    assert [(row["organisation"], row["quarter"]) for row in book.rows("return")] == [("RAJ", "July to September 2026")]


def test_the_workbook_as_it_is_confirms_every_post_once():
    it = world(posts=3)
    ForecastFactory(post=it.post)
    book = Book(it)
    assert check(it, book).changes_anything
    assert not ReturnLine.objects.exists()
    take(it, book)
    assert set(it.one.lines.values_list("ref", "verdict")) == {(f"F{n}", "confirmed") for n in (1, 2, 3)}
    assert not check(it, book).changes_anything
    before = list(it.one.lines.values())
    take(it, book)
    assert list(it.one.lines.values()) == before


def test_what_is_changed_added_and_closed_in_excel_is_what_the_return_says():
    it = world(posts=3)
    ForecastFactory(post=it.post)
    book = Book(it).write("F1", title="Chief finance officer").write("F3", closes_on="31/12/2026")
    book.add(post_ref="N1", title="Director of strategy", role_family="Strategy", level="director", occupancy="vacant")
    book.delete("F1", "forecasts").add("forecasts", post_ref="F2", confidential="yes", **FORECAST)
    plan = take(it, book)
    assert plan.counts("posts") == {"New": 1, "Changed": 2, "No change": 1}
    assert [(gone.ref, gone.title) for gone in plan.closed] == [("F3", "Director of finance")]
    assert [gone.ref for gone in plan.withdrawn] == ["F1"]
    assert set(it.one.lines.values_list("ref", "verdict")) == {
        ("F1", "changed"), ("F2", "changed"), ("F3", "closing"), ("N1", "new"),
    }  # fmt: skip
    it.sign()
    assert set(Post.objects.values_list("ref", "title", "established_until__year")) == {
        ("F1", "Chief finance officer", None), ("F2", "Director of finance", None),
        ("F3", "Director of finance", 2026), ("N1", "Director of strategy", None),
    }  # fmt: skip
    live = Forecast.objects.live(DAY).values_list("post__ref", "confidential")
    assert set(live) == {("F2", True)}


def test_a_sheet_of_forecasts_without_any_withdraws_them_and_one_that_is_gone_says_nothing_of_them():
    it = world(posts=2)
    ForecastFactory(post=it.post)
    gone = Book(it)
    del gone.book["forecasts"]
    assert not check(it, gone).withdrawn
    emptied = Book(it).delete("F1", "forecasts")
    assert [gone.ref for gone in check(it, emptied).withdrawn] == ["F1"]
    take(it, emptied)
    it.sign()
    assert not Forecast.objects.live(DAY).exists()


@pytest.mark.parametrize("sheet", ["posts", "forecasts"])
def test_a_file_with_one_problem_changes_nothing(sheet):
    it = world()
    ForecastFactory(post=it.post)
    book = (
        Book(it)
        .write("F2", title="Another")
        .write("F1", sheet, **({"level": "boss"} if sheet == "posts" else {"probability": 80}))
    )
    plan = take(it, book, right=False)
    assert not plan.saved
    assert [(problem.sheet, problem.row) for problem in plan.problems] == [(sheet, 2)]
    assert not ReturnLine.objects.exists()
    assert it.now().state == "open"


def test_a_row_that_is_deleted_is_a_problem_that_says_how_to_close_a_post():
    it = world()
    it.new()
    book = Book(it).delete("F2").delete("N1")
    plan = take(it, book, right=False)
    assert wrong(plan) == [
        "“F2”, Director of finance, is not in the file any more",
        "“N1”, Director of strategy, is not in the file any more",
    ]
    assert "closes_on" in plan.problems[0].right


def test_doubled_rows_other_organisations_and_taken_references_are_problems():
    it = world()
    PostFactory(organisation=it.organisation, ref="OLD", established_until=DAY)
    cells = {"title": "A", "role_family": "finance", "level": "director", "occupancy": "vacant"}
    book = Book(it).add(post_ref="F1", **cells).add(post_ref="OLD", **cells)
    book.add(organisation="RBB", post_ref="X1", **cells).add("forecasts", post_ref="X9", **FORECAST)
    assert wrong(take(it, book, right=False)) == [
        "“F1” of RAJ is in row 2 too",
        "“OLD” was Director of finance, which closed on 30 September 2026",
        "RBB is not the organisation of this return",
        "RAJ has no post “X9”",
    ]


def test_the_workbook_of_another_organisation_quarter_or_version_or_of_none_is_refused_before_any_row():
    it, other = world(), world(code="RBB")
    assert wrong(check(it, Book(other, by=other.director))) == ["The file is of another organisation, RBB"]
    book = Book(it)
    book.cell("return", 2, "quarter").value = "April to June 2026"
    assert wrong(check(it, book)) == ["The file is of another quarter, April to June 2026"]
    book = Book(it)
    del book.book["return"]
    plan = check(it, book)
    assert wrong(plan) == ["The file does not say which return it is of"]
    assert plan.posts == []
    book = Book(it)
    it.say({"title": "Another"})
    assert wrong(check(it, book)) == ["Something has been said or changed since this workbook was downloaded"]
    book = Book(it)
    Post.objects.filter(ref="F2").update(title="Another")
    assert wrong(check(it, book)) == ["Something has been said or changed since this workbook was downloaded"]
    assert not check(it, Book(it)).problems


def test_the_workbook_holds_no_forecast_that_its_author_may_not_say_and_takes_none_away():
    it = world()
    chief = PostFactory(organisation=it.organisation, ref="CE", role_family="chief-executive", level="chief-executive")
    people = PostFactory(organisation=it.organisation, ref="HR", role_family="people")
    for post in (chief, people):
        ForecastFactory(post=post, confidential=True)
    ForecastFactory(post=people, recorded_by=it.team)
    ForecastFactory(post=it.post, confidential=True)
    book = Book(it)
    assert [row["post_ref"] for row in book.rows("forecasts")] == ["F1"]
    book.add("forecasts", post_ref="CE", confidential="yes", **FORECAST)
    book.add("forecasts", post_ref="HR", confidential="no", **FORECAST)
    refused = wrong(take(it, book, right=False))
    assert [sentence.split(",")[0] for sentence in refused] == [
        "A confidential forecast of the chief executive's post is kept by the chair and the regional lead",
        "What is expected of your own post is not said by you",
    ]
    Forecast.objects.filter(post__in=[chief, people]).delete()
    without = Book(it).add("forecasts", post_ref="CE", confidential="yes", **FORECAST)
    without.add("forecasts", post_ref="HR", confidential="no", **FORECAST)
    assert wrong(take(it, without, right=False)) == refused
    ForecastFactory(post=chief, confidential=True)
    ForecastFactory(post=people, recorded_by=it.team)
    take(it, Book(it).delete("F1", "forecasts").add("forecasts", post_ref="F2", confidential="no", **FORECAST))
    it.sign()
    assert set(Forecast.objects.live(DAY).values_list("post__ref", "confidential")) == {
        ("CE", True), ("HR", False), ("F1", True), ("F2", False),
    } - {("F1", True)}  # fmt: skip


def test_a_plan_that_is_another_one_by_now_is_not_taken():
    it = world()
    book = Book(it).write("F1", title="Another")
    shown = check(it, book).digest
    with pytest.raises(NotAllowed, match="somebody has saved something else"):
        returns.take_file(it.one, [Book(it).file], expected=shown, by=it.director)
    assert returns.take_file(it.one, [book.file], expected=shown, by=it.director).saved


def test_only_whoever_writes_in_the_return_has_its_workbook():
    it = world()
    for person in (it.chief, it.team, with_role(Role.CHAIR, it.organisation)):
        with pytest.raises(NotPermitted):
            returns.workbook(it.one, by=person)
        with pytest.raises(NotPermitted):
            returns.check_file(it.one, [Book(it).file], by=person)


def test_statements_of_a_file_do_not_grow_with_its_rows(django_assert_max_num_queries):
    it = world(posts=60)
    book = Book(it)
    for number in range(1, 60, 2):
        book.write(f"F{number}", title="Another").add("forecasts", post_ref=f"F{number}", **FORECAST)
    with django_assert_max_num_queries(30):
        take(it, book)
