"""Posts and forecasts through the page: checked, saved, computed."""

import datetime as dt
from functools import partial

import pytest
from django.test import Client

from regions.models import Forecast, Post, Return, RoleAssignment
from talentboard.access import NotFound, Role
from talentboard.audit.models import AuditEvent
from talentboard.jobs.models import Job
from talentboard.uploads import actions
from talentboard.uploads.models import Upload, UploadFile
from tests.factories import OrganisationFactory, RegionFactory
from tests.fixtures.people import with_role
from tests.regions.actions.import_return.return_files import a_file, forecast, post
from tests.talentboard.uploads.uploading import DAY, counts, mistakes, save, send, somebody, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _east():
    OrganisationFactory(code="RAJ", placed="east")
    OrganisationFactory(code="RDD", placed="east")
    RegionFactory(slug="london")


@pytest.fixture
def team() -> Client:
    return somebody(Role.REGIONAL_TEAM)


def test_a_right_file_says_what_would_change_and_saves_nothing_yet(team):
    page = send(team, a_file(posts=[post(), post(post_ref="F2", title="Chief nurse")], forecasts=[forecast()]))
    assert page.context["page"].title == "Check what will change"
    assert "Return for July to September 2026" in text(page)
    assert counts(page) == {"New": "2 posts and 1 forecast", "Signed off": "The return of RAJ"}
    assert "Save these 2 posts and 1 forecast" in text(page)
    assert not Post.objects.exists()


def test_what_was_shown_is_saved_and_the_file_is_kept_no_longer(team):
    saved = save(team, send(team, a_file(posts=[post()])))
    assert saved.context["page"].title == "Saved: 1 post"
    assert [one.ref for one in Post.objects.all()] == ["F1"]
    assert Return.objects.get().state == "signed-off"
    assert Upload.objects.get().state == "saved"
    assert not UploadFile.objects.exists()
    assert "Director of finance" not in str(Upload.objects.get().findings)


def test_after_saving_the_figures_can_be_computed(team):
    saved = save(team, send(team, a_file(posts=[post()])))
    assert "Compute the figures now" in text(saved)
    (step,) = saved.context["steps"]
    assert team.post(step.url).status_code == 302
    assert Job.objects.get().kind == "snapshot"


def test_the_changes_are_listed_field_by_field_with_what_matters_most_first(team):
    save(team, send(team, a_file(posts=[post(), post(post_ref="F2"), post(post_ref="F3")])))
    changed = a_file(posts=[post(occupancy="vacant"), post(post_ref="F2"), post(post_ref="F4", title="Chief nurse")])
    page = send(team, changed, close_missing="on", as_of=DAY)
    lines = [(line["what"], line["place"], line["verdict"], line["detail"]) for line in page.context["lines"]]
    assert lines == [
        ("Director of finance", "RAJ, F3", "Closed", "from 30 September 2026"),
        ("Director of finance", "RAJ, F1", "Changed", "was substantive (A. Holder)"),
        ("Chief nurse", "RAJ, F4", "New", ""),
        ("Director of finance", "RAJ, F2", "No change", ""),
    ]
    narrowed = team.get(page.request["PATH_INFO"], {"show": "closed"})
    assert [line["place"] for line in narrowed.context["lines"]] == ["RAJ, F3"]


def test_the_same_file_again_has_nothing_to_save(team):
    file = a_file(posts=[post()])
    save(team, send(team, file))
    again = send(team, file)
    assert "Nothing to save: this is what we already have" in text(again)
    assert '<form method="post" action="/east/upload/' not in text(again)
    assert not UploadFile.objects.exists()


def test_every_mistake_is_shown_with_what_would_be_right_and_nothing_is_saved(team):
    rows = [post(), post(post_ref="F2", occupancy="Acting up"), post(post_ref="F3")]
    page = send(
        team,
        a_file(posts=rows, forecasts=[forecast(probability="80 %"), forecast(post_ref="F3", expected_on="31/02/2027")]),
    )
    assert page.context["page"].headline == "Nothing has been saved: 3 rows need to be put right"
    assert mistakes(page) == [
        ("posts", 3, "occupancy", "Acting up", "“Acting up” is not a kind of occupancy"),
        ("forecasts", 2, "probability", "80 %", "“80 %” is not a probability"),
        ("forecasts", 3, "expected_on", "31/02/2027", "“31/02/2027” is not a date"),
    ]
    said = text(page)
    assert '<a href="#problem-1">posts, row 3: “Acting up” is not a kind of occupancy</a>' in said
    assert '<code class="tb-as-typed">80 %</code>' in said
    assert "For this row probably <strong>0.8</strong>" in said
    assert counts(page) == {"New": "2 posts", "Cannot be read": "1 post and 2 forecasts"}
    assert "The rest can be read: 2 posts." in said
    assert not Post.objects.exists()


def test_the_rows_around_a_mistake_are_shown_as_the_file_has_them(team):
    rows = [post(post_ref=f"F{number}") for number in range(1, 9)]
    rows[4]["level"] = "Boss"
    (window,) = send(team, a_file(posts=rows)).context["page"].windows
    assert [row["number"] for row in window["rows"]] == [4, 5, 6, 7, 8]
    assert (window["of"], window["hidden"]) == (9, [])
    wrong = [cell for row in window["rows"] for cell in row["cells"] if cell["is_wrong"]]
    assert wrong == [{"text": "Boss", "is_wrong": True}]
    assert [row["words"] for row in window["rows"]] == ["New", "New", "Cannot be read", "New", "New"]


def test_the_right_file_after_the_wrong_one_is_saved(team):
    send(team, a_file(posts=[post(level="Boss")]))
    assert save(team, send(team, a_file(posts=[post()]))).context["page"].title == "Saved: 1 post"


def test_of_many_mistakes_the_first_fifty_are_shown_and_all_are_counted(team):
    page = send(team, a_file(posts=[post(post_ref=f"F{number}", level="Boss") for number in range(60)]))
    assert len(page.context["page"].problems) == 50
    assert page.context["page"].links[-1] == ("and 50 more in the list", "#problem-11")
    assert page.context["page"].findings["by_kind"] == [["Words that are not on the list", 60]]
    assert "The first 50 of 60 mistakes" in text(page)


def test_the_marked_file_has_every_mistake_in_it_and_can_be_sent_again(team):
    page = send(team, a_file(posts=[post(level="Boss"), post(post_ref="F2")]))
    marked = team.get(f"{page.request['PATH_INFO']}marked.xlsx")
    assert marked.headers["Content-Disposition"] == 'attachment; filename="east-return-to-put-right.xlsx"'
    again = send(team, ("marked.xlsx", marked.content))
    assert mistakes(again) == mistakes(page)


def test_a_post_that_is_missing_is_a_mistake_until_it_may_be_closed(team):
    save(team, send(team, a_file(posts=[post(), post(post_ref="F2", established_from="01/04/2020")])))
    page = send(team, a_file(posts=[post()]))
    assert mistakes(page)[0][4] == "“F2”, Director of finance, of RAJ is not in the file any more"
    assert page.context["page"].headline == "Nothing has been saved: 1 thing needs to be put right"
    assert "close the posts that the file no longer names" in page.context["page"].problems[0]["right"]
    closing = send(team, a_file(posts=[post()]), close_missing="on")
    assert counts(closing)["Not in the file"] == "1 post, closed from 30 September 2026"
    save(team, closing)
    assert Post.objects.get(ref="F2").established_until == DAY


def test_many_missing_posts_are_one_thing_to_put_right_after_the_rows(team):
    save(team, send(team, a_file(posts=[post(post_ref=f"F{number}") for number in range(1, 5)])))
    page = send(team, a_file(posts=[post(), post(post_ref="F2", level="Boss")]))
    assert page.context["page"].headline == "Nothing has been saved: 1 row and 1 other thing need to be put right"
    assert [found[4] for found in mistakes(page)] == [
        "“Boss” is not a level",
        "2 posts that are not in the file any more",
    ]
    assert page.context["page"].problems[1]["each"] == [
        f"“F{number}”, Director of finance, of RAJ is not in the file any more" for number in (3, 4)
    ]


def test_of_very_many_missing_posts_the_first_are_named(team, monkeypatch):
    monkeypatch.setattr("talentboard.uploads.findings.MOST_OF_A_KIND", 2)
    save(team, send(team, a_file(posts=[post(post_ref=f"F{number}") for number in range(5)])))
    page = send(team, a_file(posts=[post(post_ref="F0")]))
    assert page.context["page"].problems[0]["each"][2:] == ["and 2 more"]


def test_an_organisation_of_another_region_is_a_mistake(team):
    OrganisationFactory(code="RGT", name="Cambridge", placed="london")
    page = send(team, a_file(posts=[post(organisation="RGT")]))
    assert mistakes(page)[0][4] == "RGT, Cambridge, is in London, not in East"


def test_confidential_rows_are_refused_from_the_regional_team_before_any_row_is_shown(team):
    secret = forecast(confidential="yes", reason="Retirement")
    page = send(team, a_file(posts=[post(title="Sensitive post")], forecasts=[secret]))
    assert page.context["page"].headline == "Nothing has been saved: 1 file cannot be taken"
    assert "A file with confidential rows is taken from the regional lead only" in text(page)
    assert "Sensitive post" not in text(page)
    assert not UploadFile.objects.exists()
    assert "Sensitive post" not in str(Upload.objects.get().findings)


def test_confidential_rows_are_taken_from_the_regional_lead():
    lead = somebody(Role.REGIONAL_LEAD)
    page = send(lead, a_file(posts=[post()], forecasts=[forecast(confidential="yes")]))
    assert "Confidential forecast" in text(page)
    save(lead, page)
    assert Forecast.objects.get().confidential


def test_a_lead_who_is_one_no_longer_sees_the_confidential_rows_no_more():
    lead = somebody(Role.REGIONAL_LEAD)
    page = send(lead, a_file(posts=[post()], forecasts=[forecast(confidential="yes")]))
    RoleAssignment.objects.update(role=Role.REGIONAL_TEAM)
    again = lead.get(page.request["PATH_INFO"])
    assert "Confidential forecast" not in text(again)
    assert "taken from the regional lead only" in text(again)


def test_when_somebody_saves_something_else_meanwhile_nothing_is_saved_and_the_new_plan_is_shown(team):
    page = send(team, a_file(posts=[post()]))
    other = somebody(Role.REGIONAL_TEAM)
    save(other, send(other, a_file(posts=[post(title="Another title")])))
    told = save(team, page)
    assert "Nothing has been saved. What the file would change is different now" in text(told)
    assert counts(told)["Changed"] == "1 post"
    assert Post.objects.get().title == "Another title"
    save(team, told)
    assert Post.objects.get().title == "Director of finance"


def test_pressing_save_twice_saves_once(team):
    page = send(team, a_file(posts=[post()]))
    save(team, page)
    again = save(team, page)
    assert again.context["page"].title == "Saved: 1 post"
    assert AuditEvent.objects.filter(kind="return-imported").count() == 1


def test_nothing_is_saved_without_what_was_shown(team):
    page = send(team, a_file(posts=[post()]))
    save(team, page, expected="")
    assert not Post.objects.exists()


def test_checking_and_saving_leave_lines_in_the_audit(team):
    save(team, send(team, a_file(posts=[post()])))
    kinds = list(AuditEvent.objects.filter(region="east").order_by("id").values_list("kind", flat=True))
    assert kinds == ["file-checked", "return-imported"]


def test_another_person_finds_nothing_of_it_whatever_their_role(team):
    page = send(team, a_file(posts=[post(level="Boss")]))
    address = page.request["PATH_INFO"]
    for other in (somebody(Role.REGIONAL_LEAD), somebody(Role.REGIONAL_TEAM), somebody(Role.AUDITOR, None)):
        assert {other.get(address).status_code, other.get(f"{address}marked.xlsx").status_code} <= {403, 404}
        assert other.post(f"{address}save/", {"expected": "x"}).status_code in {403, 404}
    assert team.get(address.replace("east", "london")).status_code == 404


def test_nobody_checks_or_saves_what_another_has_sent(team):
    digest = send(team, a_file(posts=[post()])).context["page"].findings["digest"]
    other = with_role(Role.REGIONAL_LEAD, "east")
    for act in (actions.check, partial(actions.save, expected=digest)):
        with pytest.raises(NotFound):
            act(Upload.objects.get(), by=other)
    assert not Post.objects.exists()


def test_after_a_day_it_is_gone(team):
    page = send(team, a_file(posts=[post()]))
    Upload.objects.update(expires_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert team.get(page.request["PATH_INFO"]).status_code == 404
    send(team, a_file(posts=[post(title="x")]))
    assert Upload.objects.count() == 1


def test_five_unsaved_uploads_are_kept_and_the_oldest_go_first(team):
    for number in range(7):
        send(team, a_file(posts=[post(post_ref=f"F{number}")], name=f"{number}.xlsx"))
        Upload.objects.filter(names=[f"{number}.xlsx"]).update(sent_at=dt.datetime(2026, 1, number + 1, tzinfo=dt.UTC))
    assert sorted(name for one in Upload.objects.all() for name in one.names) == [f"{n}.xlsx" for n in range(2, 7)]


def test_who_had_to_sign_in_again_is_told_that_nothing_arrived_or_was_saved(team):
    sent_to = send(Client(), a_file(posts=[post()])).redirect_chain[-1][0]
    assert sent_to == "/accounts/login/?next=/east/upload/%3Fsent%3D1"
    assert not Upload.objects.exists()
    assert "Your file did not arrive" in text(team.get("/east/upload/?sent=1"))
    page = send(team, a_file(posts=[post()]))
    told = team.get(f"{page.request['PATH_INFO']}save/", follow=True)
    assert "Nothing has been saved yet, because you were signed out" in text(told)
    assert not Post.objects.exists()


def test_several_csv_files_are_one_upload(team):
    posts = b"organisation,post_ref,title,role_family,level,occupancy\nRAJ,F1,Director,finance,director,vacant\n"
    forecasts = b"organisation,post_ref,expected_on,probability,reason\nRAJ,F1,2027-03-31,0.5,retirement\n"
    page = send(team, ("posts.csv", posts), ("forecasts.csv", forecasts))
    assert counts(page)["New"] == "1 post and 1 forecast"
    wrong = send(
        team, ("posts.csv", posts.replace(b"vacant", b"empty")), ("forecasts.csv", forecasts.replace(b"0.5", b"2"))
    )
    assert {one["file"] for one in wrong.context["page"].problems} == {"posts.csv", "forecasts.csv"}
    assert 'scope="col">File</th>' in text(wrong)


def test_forecasts_that_are_not_in_the_file_are_withdrawn_and_named(team):
    save(team, send(team, a_file(posts=[post(), post(post_ref="F2")], forecasts=[forecast(), forecast(post_ref="F2")])))
    page = send(team, a_file(forecasts=[forecast()]))
    assert counts(page)["Withdrawn"] == "1 forecast not in the file, from 30 September 2026"
    assert page.context["lines"][0]["what"] == "Forecast of Director of finance"


def test_a_forecast_of_a_post_that_is_already_there_is_saved(team):
    save(team, send(team, a_file(posts=[post()])))
    save(team, send(team, a_file(forecasts=[forecast(confidential="no")])))
    assert Forecast.objects.filter(post__ref="F1").count() == 1
