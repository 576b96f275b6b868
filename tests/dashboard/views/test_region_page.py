"""The page of a region, its filter, its dates and its files."""

import datetime as dt
import io
import re
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from dashboard.drawing import fragments
from dashboard.drawing.missing import draw_missing
from dashboard.models import Figure, Fragment, Snapshot
from dashboard.reading.focus import Focus
from talentboard.access import Role
from talentboard.audit.models import AuditEvent
from talentboard.jobs.models import Job
from tests.dashboard.figures_of_east import figures
from tests.factories import OrganisationFactory, RegionFactory
from tests.fixtures.people import signed_in, with_role

pytestmark = pytest.mark.django_db
EAST = "/east/"
DAY = dt.date(2026, 9, 30)
NIGHT = dt.datetime(2026, 10, 1, 1, 14, tzinfo=dt.UTC)


def stored(region="east", as_of=DAY, *, made_at=NIGHT, full=None):
    """A complete snapshot with the made-up figures, of all posts and of the critical ones (fewer)."""
    snapshot = Snapshot.objects.create(region=region, as_of=as_of, code_version="1", inputs_digest="1", made_at=made_at)
    critical = figures(total=(78, (9, 22), (8, 27), (7, 35), (6, 27)))
    for edition, rows in (("open", figures()), ("full", full or figures())):
        for measure, payload in rows.items():
            Figure.objects.create(snapshot=snapshot, edition=edition, measure=measure, payload=payload)
        for measure in ("posts", "demand", "supply", "gap", "cover", "trust"):
            Figure.objects.create(
                snapshot=snapshot, edition=edition, measure=measure, slice="critical", payload=critical[measure]
            )
    snapshot.state = Snapshot.State.COMPLETE
    snapshot.save()
    return snapshot


@pytest.fixture
def east():
    region = RegionFactory(slug="east", name="East")
    for code, name in (("RGP", "James Paget University Hospitals"), ("RAJ", "Mid and South Essex")):
        OrganisationFactory(code=code, name=name, placed=region)
    return region


@pytest.fixture
def reader(east):
    """A browser signed in as a board member of East."""
    return signed_in(with_role(Role.BOARD_MEMBER, "east"))


@pytest.fixture
def asked(monkeypatch):
    """What the web asked a worker to draw."""
    found = []
    monkeypatch.setattr(draw_missing, "apply_async", lambda args, **options: found.append(args))
    return found


def words(response):
    text = re.sub(r"<(title|desc)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_the_page_says_the_sentences_of_its_figures(reader):
    fragments.draw(stored())
    text = words(reader.get(EAST))
    assert "East: demand and supply of senior leaders" in text
    assert "East has 38 senior posts open today and 22 people ready to fill them." in text
    assert "Digital is short by 4: 5 posts open and 1 person ready. Treat with care" in text
    assert "Distrust the digital sentence first." in text


def test_the_page_says_as_of_when_made_when_in_london_and_what_it_leaves_out(reader):
    stored()
    text = words(reader.get(EAST))
    assert "Figures as of 30 September 2026, made 1 October 2026 at 02:14." in text
    assert "All role families, all levels, 5 organisations." in text
    assert "Leaves out what organisations have marked confidential." in text


def test_every_chart_stands_in_three_shapes_beside_its_table(reader):
    fragments.draw(stored())
    html = reader.get(EAST).content.decode()
    for name in ("gap", "choice", "cover", "demand"):
        assert all(f'id="{name}-{shape}-title"' in html for shape in ("wide", "narrow", "print"))
        assert f'id="{name}-table"' in html
        assert f'href="figures/{name}.csv?' in html


def test_ids_on_the_page_are_unique(reader):
    fragments.draw(stored())
    ids = re.findall(r'\sid="([^"]+)"', reader.get(EAST).content.decode())
    assert len(ids) == len(set(ids))


def test_the_page_holds_no_styles_and_nothing_from_elsewhere(reader):
    fragments.draw(stored())
    html = reader.get(EAST).content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert set(re.findall(r'https?://[^"\s<]+', html)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize(("query", "most"), [("", 4), ("?role_family=digital", 6)])
def test_a_page_costs_few_queries_drawn_or_put_together_now(reader, asked, query, most):
    fragments.draw(stored())
    reader.get(EAST + query)
    with CaptureQueriesContext(connection) as queries:
        reader.get(EAST + query)
    assert len(queries) <= most


def test_rows_of_the_gap_lead_to_the_same_figures_filtered(reader, asked):
    snapshot = stored()
    html = reader.get(EAST).content.decode()
    address = f"?role_family=digital&amp;snapshot={snapshot.pk}"
    assert f'href="{address}"' in html
    text = words(reader.get(EAST + address.replace("&amp;", "&")))
    assert "East: digital posts" in text
    assert "East has 5 digital posts open today and 1 person ready to fill them." in text
    assert "Executive director" in text
    assert "All levels" in text


def test_critical_posts_have_figures_of_their_own(reader, asked):
    stored()
    assert "East has 9 critical posts open today" in words(reader.get(EAST, {"critical": "yes"}))


def test_a_filter_that_does_not_exist_is_said_and_filters_nothing(reader, asked):
    stored()
    text = words(reader.get(EAST, {"role_family": "wizardry"}))
    assert "There is a problem" in text
    assert "East: demand and supply of senior leaders" in text


def test_a_page_not_drawn_yet_stands_without_pictures_and_asks_for_them(reader, asked):
    snapshot = stored()
    page = reader.get(EAST, {"role_family": "digital"})
    assert "The charts of these posts are being drawn." in words(page)
    assert b'role="img" aria-labelledby="gap' not in page.content
    assert asked == [[str(snapshot.pk), "digital", "all", False, ""]]
    draw_missing(*asked[0])
    page = reader.get(EAST, {"role_family": "digital"})
    assert b'aria-labelledby="gap-wide-title' in page.content
    assert "being drawn" not in words(page)
    assert len(asked) == 1


def test_a_page_drawn_meanwhile_is_not_drawn_again(east):
    snapshot = stored()
    draw_missing(str(snapshot.pk), "digital", "all", False)
    Fragment.objects.update(html="kept")
    draw_missing(str(snapshot.pk), "digital", "all", False)
    assert set(Fragment.objects.values_list("html", flat=True)) == {"kept"}


def test_drawing_again_replaces_what_was_drawn(east):
    snapshot = stored()
    fragments.draw(snapshot)
    Fragment.objects.update(html="old")
    fragments.draw(snapshot)
    assert not Fragment.objects.filter(html="old").exists()
    assert Fragment.objects.count() == 4


def test_a_fragment_of_another_version_of_the_templates_is_not_shown(reader, asked, monkeypatch):
    snapshot = stored()
    fragments.draw(snapshot)
    monkeypatch.setattr(fragments, "template_version", lambda: "another")
    assert fragments.body_kept(snapshot, "open", Focus()) is None


def test_newer_figures_are_shown_as_soon_as_they_are_drawn(reader):
    fragments.draw(stored())
    assert "made 1 October 2026 at 02:14" in words(reader.get(EAST))
    fragments.draw(stored(made_at=NIGHT + dt.timedelta(days=1)))
    assert "made 2 October 2026 at 02:14" in words(reader.get(EAST))


def test_what_stands_around_the_figures_is_each_reader_s_own(east):
    fragments.draw(stored())
    people = [
        with_role(Role.BOARD_MEMBER, "east", name="Priya Shah"),
        with_role(Role.REGIONAL_TEAM, "east", name="Sam Okafor"),
    ]
    pages = [signed_in(person).get(EAST).content.decode() for person in people]
    assert [[person.name in page for person in people] for page in pages] == [[True, False], [False, True]]
    assert ["Make the figures of today" in page for page in pages] == [False, True]
    tokens = [re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)[0] for page in pages]
    assert tokens[0] != tokens[1]


def test_only_whoever_may_sees_the_edition_that_counts_confidential_forecasts(reader):
    full = figures(total=(254, (38, 22), (99, 27), (43, 35), (28, 27)))
    fragments.draw(stored(full=full))
    board = words(reader.get(EAST))
    assert ("+6 33 − 27" in board, "+72 99 − 27" in board) == (True, False)
    lead = words(signed_in(with_role(Role.REGIONAL_LEAD, "east")).get(EAST))
    assert ("+6 33 − 27" in lead, "+72 99 − 27" in lead) == (False, True)
    assert "Counts what organisations have marked confidential" in lead


@pytest.mark.parametrize("address", ["", "dates/", "figures/gap.csv", "figures/gap.xlsx", "?critical=yes"])
def test_another_region_is_not_found(east, address):
    stored()
    outsider = signed_in(with_role(Role.BOARD_MEMBER, "london"))
    assert outsider.get(EAST + address).status_code == 404


@pytest.mark.parametrize("address", ["", "dates/", "figures/gap.csv"])
def test_a_role_without_figures_is_refused(east, address):
    stored()
    keeper = signed_in(with_role(Role.SYSTEM_ADMINISTRATOR))
    assert keeper.get(EAST + address).status_code == 403


def test_another_region_s_snapshot_is_not_found_under_this_one(reader):
    RegionFactory(slug="london")
    other = stored("london")
    assert reader.get(EAST, {"snapshot": other.pk}).status_code == 404
    assert reader.get(EAST, {"snapshot": "not-a-number"}).status_code == 404
    assert reader.get(f"{EAST}figures/gap.csv", {"snapshot": other.pk}).status_code == 404


def test_a_snapshot_in_the_making_is_not_shown(reader):
    making = Snapshot.objects.create(region="east", as_of=DAY, code_version="1", inputs_digest="1")
    assert reader.get(EAST, {"snapshot": making.pk}).status_code == 404
    assert "No figures yet for East: the first are made tonight at 02:00." in words(reader.get(EAST))


def test_an_older_snapshot_says_that_there_are_newer_figures(reader, asked):
    older = stored(as_of=dt.date(2026, 6, 30))
    stored(made_at=NIGHT + dt.timedelta(hours=1))
    text = words(reader.get(EAST, {"snapshot": older.pk}))
    assert "There are newer figures. See the figures as of 30 September 2026" in text
    assert "Figures as of 30 June 2026" in text
    assert "There are newer figures" not in words(reader.get(EAST))


def test_figures_of_other_days_are_listed_newest_first(reader):
    older = stored(as_of=dt.date(2026, 6, 30))
    newer = stored()
    html = reader.get(f"{EAST}dates/").content.decode()
    assert html.index(str(newer.pk)) < html.index(str(older.pk))


def test_late_returns_are_listed_oldest_first_with_what_rests_on_them(reader, asked):
    stored()
    text = words(reader.get(EAST))
    assert "2 of 5 returns are no more than 100 days old; 3 organisations stand on older figures" in text
    assert text.index("James Paget University Hospitals") < text.index("Mid and South Essex") < text.index("RYC")
    row = text[text.index("James Paget University Hospitals") :]
    assert re.sub(r"\s+", "", row).startswith("JamesPagetUniversityHospitalsLate20March20261948")


def test_the_nation_says_how_many_posts_rest_on_a_late_return(east, asked):
    stored("england")
    text = words(signed_in(with_role(Role.NATIONAL_TEAM)).get("/england/as-one/"))
    row = text[text.index("James Paget University Hospitals") :]
    assert re.sub(r"\s+", "", row).startswith("JamesPagetUniversityHospitalsLate20March20261948")


def test_a_file_leaves_a_line_that_says_whether_confidential_forecasts_were_in_it(reader):
    snapshot = stored()
    lead = signed_in(with_role(Role.REGIONAL_LEAD, "east"))
    for who in (reader, lead):
        who.get(f"{EAST}figures/gap.csv")
    lines = AuditEvent.objects.filter(about_id=snapshot.pk).order_by("pk").values_list("kind", "region")
    assert list(lines) == [("figures-downloaded", "east"), ("full-figures-read", "east")]


def test_the_table_of_the_gap_comes_as_csv_with_plain_numbers(reader):
    snapshot = stored()
    answer = reader.get(f"{EAST}figures/gap.csv", {"snapshot": snapshot.pk})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="east-gap-2026-09-30.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith(
        "Region,As of,Role family,Posts,Open now: posts open or forecast,Open now: people ready,"
    )
    assert lines[1].startswith("East,2026-09-30,Nursing,27,7,2,5,")
    assert lines[-1].startswith("East,2026-09-30,All role families,254,38,22,16,")
    assert len(lines) == 14


def test_a_filtered_table_is_filtered_in_the_file_and_named_for_it(reader):
    stored()
    answer = reader.get(f"{EAST}figures/gap.csv", {"role_family": "digital"})
    assert 'filename="east-digital-posts-gap-2026-09-30.csv"' in answer["Content-Disposition"]
    assert [line.split(",")[2] for line in answer.content.decode("utf-8-sig").splitlines()] == [
        "Level",
        "Executive director",
        "All levels",
    ]


@pytest.mark.parametrize("table", ["gap", "choice", "cover", "demand", "returns"])
def test_each_table_comes_as_a_workbook_that_says_what_it_rests_on(reader, table):
    stored()
    answer = reader.get(f"{EAST}figures/{table}.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [table.capitalize(), "About"]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert about["Figures as of"] == "30 September 2026"
    assert about["Made"] == "1 October 2026 at 02:14"
    assert about["Confidential forecasts"] == "Leaves out what organisations have marked confidential."
    assert book[table.capitalize()].max_row > 1


def test_a_filter_that_cannot_be_understood_stands_open_and_is_in_the_summary(reader, asked):
    fragments.draw(stored())
    answer = reader.get(f"{EAST}?role_family=magic")
    html = answer.content.decode()
    summary, details = html.index("nhsuk-error-summary__list"), html.index("<details", html.index("<main"))
    assert 'href="#id_role_family"' in html[summary:details]
    assert "open" in html[details : html.index(">", details)]
    assert html.index('id="id_role_family-error"') < html.index("</details>", details)
    assert asked == []


def test_a_file_of_posts_that_there_are_not_is_not_found(reader):
    stored()
    assert reader.get(f"{EAST}figures/gap.csv?role_family=digital").status_code == 200
    assert reader.get(f"{EAST}figures/gap.csv?role_family=magic").status_code == 404


def test_a_table_that_there_is_not_is_not_found(reader):
    assert reader.get(f"{EAST}figures/gap.csv").status_code == 404
    stored()
    assert reader.get(f"{EAST}figures/salaries.csv").status_code == 404


def test_the_regional_team_makes_figures_now_and_sees_the_job(east, django_capture_on_commit_callbacks):
    team = signed_in(with_role(Role.REGIONAL_TEAM, "east"))
    assert "or make them now" in words(team.get(EAST))
    answer = team.post(reverse("dashboard:make", args=["east"]))
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job", args=[job.pk])
    assert (job.kind, job.region) == ("snapshot", "east")


def test_a_board_member_makes_no_figures(reader):
    stored()
    assert "Make the figures of today" not in words(reader.get(EAST))
    assert reader.post(reverse("dashboard:make", args=["east"])).status_code == 403
    assert not Job.objects.exists()


def test_the_nation_has_a_page_for_whoever_may_see_it(reader, asked):
    stored("england")
    assert reader.get("/england/as-one/").status_code == 404
    assert "England has 38 senior posts open" in words(signed_in(with_role(Role.NATIONAL_TEAM)).get("/england/as-one/"))


def test_pages_of_figures_load_neither_pandas_nor_the_renderer():
    code = (
        "import sys, django; django.setup(); before = set(sys.modules); "
        "import dashboard.urls, dashboard.drawing.fragments; "
        "brought = {'numpy'} & (set(sys.modules) - before) | {'pandas', 'scipy', 'vl_convert'} & set(sys.modules); "
        "sys.exit(', '.join(brought) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_navigation_leads_to_the_only_region_and_marks_one_place_as_here(reader, asked):
    stored()
    here = re.compile(r'href="([^"]+)" aria-current="page"')
    assert here.findall(reader.get(EAST).content.decode()) == [EAST]
    assert here.findall(reader.get(f"{EAST}posts/").content.decode()) == [f"{EAST}posts/"]
    both = signed_in(with_role(Role.NATIONAL_TEAM)).get(EAST).content.decode()
    assert '<a class="nhsuk-header__navigation-link" href="/" aria-current="true">Regions</a>' in both
