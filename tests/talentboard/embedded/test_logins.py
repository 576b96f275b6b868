"""The cluster's roles and logins, asked with plain SQL."""

import psycopg
import pytest


@pytest.fixture
def owner(up):
    with psycopg.connect(up["DATABASE_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture(params=["web", "worker", "retention"])
def login(request, up):
    with psycopg.connect(up[f"DATABASE_URL_{request.param.upper()}"], autocommit=True) as connection:
        yield request.param, connection


def test_the_owner_owns_the_database_and_may_copy_it_but_rules_nothing_else(owner):
    rows = owner.execute(
        "SELECT current_user, pg_get_userbyid(datdba), rolcreatedb, rolsuper, rolcreaterole, rolbypassrls"
        " FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user"
    ).fetchall()
    assert rows == [("talentboard_owner", "talentboard_owner", True, False, False, False)]


def test_the_groups_cannot_sign_in_and_each_has_one_login_that_inherits_it(owner):
    rows = owner.execute(
        "SELECT r.rolname, r.rolcanlogin, m.rolname, a.inherit_option, a.set_option"
        " FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member"
        " WHERE r.rolname LIKE 'talentboard%' ORDER BY 1, 3"
    ).fetchall()
    assert rows == [
        ("talentboard_retention", False, "talentboard_owner", False, True),
        ("talentboard_retention", False, "talentboard_retention_login", True, True),
        ("talentboard_web", False, "talentboard_owner", False, True),
        ("talentboard_web", False, "talentboard_web_login", True, True),
        ("talentboard_worker", False, "talentboard_owner", False, True),
        ("talentboard_worker", False, "talentboard_worker_login", True, True),
    ]


def test_the_owner_can_act_as_web_for_one_transaction(owner):
    with owner.transaction():
        owner.execute("SET LOCAL ROLE talentboard_web")
        assert owner.execute("SELECT current_user").fetchone() == ("talentboard_web",)


def test_the_owner_makes_the_extensions_that_migrations_need(owner):
    for extension in ("btree_gist", "pg_trgm", "citext", "unaccent"):
        owner.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    assert owner.execute("SELECT unaccent('Zoë') = 'Zoe', 'A'::citext = 'a'::citext").fetchone() == (True, True)


def test_every_login_signs_in_as_itself_and_makes_no_tables_not_even_temporary_ones(login):
    name, connection = login
    assert connection.execute("SELECT current_user").fetchone() == (f"talentboard_{name}_login",)
    for statement in ("CREATE TABLE public.mine (id int)", "CREATE TEMPORARY TABLE mine (id int)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


@pytest.mark.parametrize("own", ["web", "worker"])
def test_neither_web_nor_worker_can_become_another(up, own):
    with psycopg.connect(up[f"DATABASE_URL_{own.upper()}"], autocommit=True) as connection:
        for other in {"owner", "web", "worker", "retention"} - {own}:
            role = f"talentboard_{other}"
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SET ROLE {role}")


def test_nobody_signs_in_without_the_password(up):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(up["DATABASE_URL_WEB"], password="wrong")


def test_the_cluster_speaks_plain_utf8_over_sockets_only(owner):
    rows = owner.execute(
        "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database"
        " WHERE datname = current_database()"
    ).fetchall()
    assert rows == [("b", "C.UTF-8", "UTF8")]
    shown = {name: owner.execute(f"SHOW {name}").fetchone()[0] for name in ("listen_addresses", "fsync")}
    assert shown == {"listen_addresses": "", "fsync": "on"}


def test_what_was_dropped_is_there_again_at_the_next_start(home):
    with home.used() as up, psycopg.connect(up["DATABASE_URL"], autocommit=True) as owner:
        owner.execute("GRANT TEMPORARY ON DATABASE talentboard TO PUBLIC")
    with (
        home.used() as up,
        psycopg.connect(up["DATABASE_URL_WEB"]) as web,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        web.execute("CREATE TEMPORARY TABLE mine (id int)")
