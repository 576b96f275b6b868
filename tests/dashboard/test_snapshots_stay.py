"""A complete snapshot stays as it was made: by any login, in plain SQL, and while somebody else completes it."""

import datetime as dt
import threading

import psycopg
import pytest
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction

from dashboard import snapshots
from dashboard.figures import Made
from dashboard.models import Figure, Snapshot
from dashboard.snapshots import Computed, compute, store
from regions.models import Occupancy
from talentboard.accounts.operator import operator
from tests.factories import DAY, PostFactory, RegionFactory

SNAPSHOT = "INSERT INTO dashboard_snapshot (id, region, as_of, made_at, code_version, inputs_digest, state)"
FIGURE = "INSERT INTO dashboard_figure (snapshot_id, edition, measure, slice, payload, rule)"
CHANGES = [
    "UPDATE dashboard_figure SET payload = '[]'",
    "UPDATE dashboard_figure SET id = id",
    "DELETE FROM dashboard_figure",
    "TRUNCATE dashboard_figure",
    f"{FIGURE} SELECT id, 'full', 'late', 'all', '[]', 'none' FROM dashboard_snapshot",
    "UPDATE dashboard_snapshot SET as_of = as_of + 1",
    "UPDATE dashboard_snapshot SET state = 'making'",
    "DELETE FROM dashboard_snapshot",
    "TRUNCATE dashboard_snapshot CASCADE",
]
"""Everything that would make a stored figure say something else."""


@pytest.fixture
def kept(db) -> Snapshot:
    """A complete snapshot of a region with one open post."""
    PostFactory(held="vacant")
    snapshot = store(compute("east", DAY), by=operator())
    run("SET CONSTRAINTS ALL IMMEDIATE")
    return snapshot


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)


def payloads(snapshot):
    return {(one.edition, one.measure, one.slice): one.payload for one in snapshot.figures.all()}


def open_posts(snapshot):
    return payloads(snapshot)["full", "posts", "all"][-1]["open"]


@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_cannot_change_a_complete_snapshot(kept, change):
    before = payloads(kept)
    with pytest.raises(IntegrityError, match=r"complete|never emptied"), transaction.atomic():
        run(change)
    assert payloads(kept) == before


@pytest.mark.parametrize("change", CHANGES)
def test_the_worker_cannot_change_a_complete_snapshot_even_when_it_asks_triggers_to_look_away(kept, as_worker, change):
    every = ",".join(trigger.get_pgid(model) for model in (Figure, Snapshot) for trigger in model._meta.triggers)
    for ignored in ("{}", "{" + every + "}"):
        run("SELECT set_config('pgtrigger.ignore', %s, true)", ignored)
        with pytest.raises((IntegrityError, ProgrammingError), match=r"complete|denied"), as_worker():
            run(change)


@pytest.mark.parametrize("change", CHANGES)
def test_the_web_login_writes_no_snapshot_and_no_figure(kept, as_web, change):
    with pytest.raises(ProgrammingError, match="permission denied"), as_web():
        run(change)


def test_the_web_login_reads_snapshots_and_figures_and_begins_none(kept, as_web):
    with as_web():
        assert open_posts(kept) == 1
    with pytest.raises(ProgrammingError, match="permission denied"), as_web():
        Snapshot.objects.create(region="east", as_of=DAY, code_version="x", inputs_digest="x")


def test_the_worker_makes_a_snapshot_with_its_own_privileges(db, as_worker):
    PostFactory(held="vacant")
    with as_worker():
        assert open_posts(store(compute("east", DAY), by=operator())) == 1


def test_a_figure_cannot_be_moved_into_or_out_of_a_complete_snapshot(kept):
    making = Snapshot.objects.create(region="east", as_of=DAY, code_version="x", inputs_digest="x")
    loose = Figure.objects.create(snapshot=making, edition="open", measure="late", payload=[])
    for moved in (
        Figure.objects.filter(pk=loose.pk).update,
        lambda snapshot: kept.figures.filter(measure="choice").update(snapshot=making),
    ):
        with pytest.raises(IntegrityError, match="complete"), transaction.atomic():
            moved(snapshot=kept)


def test_a_file_loaded_later_for_an_earlier_day_changes_a_new_snapshot_of_that_day_and_not_the_old_one(kept):
    Occupancy.objects.all().delete()
    PostFactory(held="vacant", established_from=DAY - dt.timedelta(days=30))
    new = store(compute("east", DAY), by=operator())
    assert (open_posts(kept), open_posts(new)) == (1, 2)
    assert Snapshot.objects.newest("east", DAY) == new
    assert new.made_at > kept.made_at
    assert new.inputs_digest != kept.inputs_digest
    assert new.code_version == kept.code_version == snapshots.code_version()


def test_two_snapshots_of_the_same_facts_have_one_digest_and_the_same_figures(kept):
    again = store(compute("east", DAY), by=operator())
    assert again.inputs_digest == kept.inputs_digest
    assert payloads(again) == payloads(kept)


def test_a_snapshot_that_fails_halfway_leaves_nothing(db):
    RegionFactory()
    good, bad = Made("open", "posts", "all", []), Made("open", "x" * 40, "all", [])
    computed = Computed(
        "east", DAY, dt.datetime.now(dt.UTC), "x", (*[good._replace(slice=str(n)) for n in range(300)], bad)
    )
    with pytest.raises(DataError), transaction.atomic():
        store(computed, by=operator())
    assert not Snapshot.objects.exists()
    assert not Figure.objects.exists()


def test_no_figure_holds_a_name_or_an_id_of_a_person_or_a_post(kept):
    texts = {
        value
        for payload in payloads(kept).values()
        for row in payload
        for value in row.values()
        if isinstance(value, str)
    }
    code = Occupancy.objects.get().post.organisation.code
    assert texts <= {
        "all", "finance", "executive-director", "now", "0-1", "1-3", "3-5", "none", "one", "choice", "spoilt", code,
    }  # fmt: skip


@pytest.mark.parametrize("late", [f"{FIGURE} VALUES (%s, 'full', 'late', 'all', '[]', 'none')"])
def test_a_figure_cannot_slip_in_while_another_session_completes_the_snapshot(database_copy, late):
    """The late figure waits for the one who completes, and is refused; before, it makes the other wait."""
    address = database_copy.environment["DATABASE_URL_WORKER"]
    with psycopg.connect(address) as completing, psycopg.connect(address) as adding:
        known = completing.execute(
            f"{SNAPSHOT} VALUES (gen_random_uuid(), 'east', %s, now(), 'x', 'x', 'making') RETURNING id", [DAY]
        ).fetchone()
        completing.commit()
        completing.execute("UPDATE dashboard_snapshot SET state = 'complete' WHERE id = %s", known)
        refused = []

        def add():
            try:
                adding.execute(late, known)
                adding.commit()
            except psycopg.errors.CheckViolation as refusal:
                adding.rollback()
                refused.append(refusal.diag.constraint_name)

        adder = threading.Thread(target=add)
        adder.start()
        wait_until_blocked(database_copy, adding)
        completing.commit()
        adder.join(timeout=30)
        assert refused == ["figure_of_complete_snapshot"]
        assert completing.execute("SELECT count(*) FROM dashboard_figure").fetchone() == (0,)


def test_completing_waits_for_a_figure_that_is_being_added(database_copy):
    address = database_copy.environment["DATABASE_URL_WORKER"]
    with psycopg.connect(address) as completing, psycopg.connect(address) as adding:
        known = adding.execute(
            f"{SNAPSHOT} VALUES (gen_random_uuid(), 'east', %s, now(), 'x', 'x', 'making') RETURNING id", [DAY]
        ).fetchone()
        adding.commit()
        adding.execute(f"{FIGURE} VALUES (%s, 'full', 'posts', 'all', '[]', 'none')", known)
        completing.execute("SET lock_timeout = '200ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            completing.execute("UPDATE dashboard_snapshot SET state = 'complete' WHERE id = %s", known)
        completing.rollback()
        adding.commit()
        completing.execute("UPDATE dashboard_snapshot SET state = 'complete' WHERE id = %s", known)
        completing.commit()


def wait_until_blocked(copy, session):
    """Until a session waits for a lock that another holds."""
    with psycopg.connect(copy.environment["DATABASE_URL"], autocommit=True) as watching:
        for _ in range(3000):
            blocked = watching.execute("SELECT cardinality(pg_blocking_pids(%s))", [session.info.backend_pid])
            if blocked.fetchone()[0]:
                return
            watching.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("The session was never blocked.")
