"""docker-compose.yml and Dockerfile, read: who runs what, as whom, with what in hand, and what can be reached."""

import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from tests.fixtures.databases import ADDRESSES

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = {"web", "worker", "timetable", "retention", "migrate"}
DOCKERFILE = (ROOT / "Dockerfile").read_text()
STAGES = re.split(r"(?m)^FROM ", DOCKERFILE)[1:]
EXAMPLE = dict(
    line.split("=", 1) for line in (ROOT / ".env.example").read_text().splitlines() if line and not line.startswith("#")
)
READS_A_SETTING = re.compile(r"(?:environ\.get|environ|flag|number|needed)[(\[]\s*\"([A-Z_]+)\"")
# Settings of development, of tests, and those that the image or a service gives by itself.
NOT_IN_CONTAINERS = {
    "TALENTBOARD_DEBUG", "TALENTBOARD_DEMO", "TALENTBOARD_HTTPS", "TALENTBOARD_STATIC_ROOT",
    "TALENTBOARD_TEST_DATABASE", "TALENTBOARD_DATABASE_ROLES", "TALENTBOARD_PRINT_MAILS", "TALENTBOARD_OUTBOX",
    "PROMETHEUS_MULTIPROC_DIR",
}  # fmt: skip
MAKE_PROGRAMS = r"\b(gcc|g\+\+|make|build-essential|clang|cargo|[a-z0-9-]+-dev)\b"


def environment(service: str) -> dict:
    return SERVICES[service].get("environment", {})


def test_the_processes_are_these_and_no_others():
    assert set(SERVICES) == OURS | {"db", "valkey"}
    assert SERVICES["db"]["image"].startswith("postgres:18")
    assert SERVICES["valkey"]["image"].startswith("valkey/valkey:9")


@pytest.mark.parametrize("name", SERVICES)
def test_no_container_can_write_to_itself_or_gain_rights(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert all("noexec" in mount for mount in service["tmpfs"])


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_runs_as_nobody_special(name):
    assert SERVICES[name]["user"] == {"db": "postgres", "valkey": "valkey"}.get(name, "10001:10001")


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"migrate"}))
def test_every_container_that_stays_says_whether_it_is_well(name):
    check = SERVICES[name]["healthcheck"]["test"]
    if name in OURS:
        assert check == ["CMD", "python", "-m", "talentboard.health", name]
    else:
        assert check[0] in {"CMD", "CMD-SHELL"}


def test_only_the_web_is_reached_from_outside_and_unless_told_otherwise_from_this_machine_alone():
    assert {name for name in SERVICES if "ports" in SERVICES[name]} == {"web"}
    assert SERVICES["web"]["ports"] == ["${TALENTBOARD_BIND:-127.0.0.1}:${TALENTBOARD_PORT:-8000}:8000"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    inside = ("db", "valkey", "timetable", "retention", "migrate")
    assert all(SERVICES[name]["networks"] == ["inside"] for name in inside)


def test_there_is_one_timetable_and_as_many_workers_as_wanted():
    assert [name for name in SERVICES if "beat" in SERVICES[name].get("command", [])] == ["timetable"]
    assert SERVICES["timetable"]["deploy"] == {"replicas": 1}
    assert not {"container_name", "deploy", "ports"} & SERVICES["worker"].keys()


def test_migrations_run_once_and_the_others_wait_for_them():
    assert (SERVICES["migrate"]["restart"], SERVICES["migrate"]["command"][-2:]) == ("no", ["migrate", "--noinput"])
    for name in OURS - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize(
    ("name", "login"), [("web", "WEB"), ("worker", "WORKER"), ("timetable", "WORKER"), ("retention", "RETENTION")]
)
def test_a_process_knows_its_own_login_and_no_other(name, login):
    addresses = {key: value for key, value in environment(name).items() if key.startswith("DATABASE_URL")}
    assert addresses.keys() == set(ADDRESSES)
    assert {re.match(r"\$\{(\w+)", value)[1] for value in addresses.values()} == {f"DATABASE_URL_{login}"}
    assert environment(name)["TALENTBOARD_LOGIN"] == login.lower()
    assert "env_file" not in SERVICES[name]


@pytest.mark.parametrize("name", SERVICES)
def test_every_secret_comes_from_outside_the_file(name):
    for key, value in environment(name).items():
        if re.search("PASSWORD|SECRET|TOKEN|URL", key):
            assert value is None or re.fullmatch(r"\$\{\w+(:\?[^}]+)?\}", value), key


def test_no_secret_stands_in_the_example_and_nothing_that_is_needed_is_missing_there():
    needed = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yml").read_text()))
    assert needed <= EXAMPLE.keys()
    kept = {key: value for key, value in EXAMPLE.items() if re.search("PASSWORD$|SECRET|KEY|TOKEN", key)}
    assert set(kept.values()) == {""}


def test_every_setting_that_the_product_reads_reaches_the_containers():
    files = [*(ROOT / "talentboard" / "settings").glob("*.py"), ROOT / "talentboard" / "serving.py"]
    read = {name for file in files for name in READS_A_SETTING.findall(file.read_text())}
    given = {key for name in OURS for key in environment(name)}
    assert read - given == NOT_IN_CONTAINERS
    assert {"TALENTBOARD_SECRET_KEY", "REDIS_URL", "OIDC_SERVER_URL"} <= read


def test_the_databases_logins_are_made_by_the_same_sql_as_anywhere():
    assert "./talentboard/database/logins.sql:/docker-entrypoint-initdb.d/logins.sql:ro" in SERVICES["db"]["volumes"]
    wanted = set(re.findall(r"\\getenv \w+ (\w+_PASSWORD)", (ROOT / "talentboard/database/logins.sql").read_text()))
    assert wanted == {f"{login}_PASSWORD" for login in ("OWNER", "WEB", "WORKER", "RETENTION")}
    assert wanted <= environment("db").keys()


def test_the_image_runs_as_nobody_special_and_compiles_nothing():
    final = STAGES[-1]
    assert re.findall(r"(?m)^USER (.*)$", final) == ["10001:10001"]
    assert final.rindex("USER ") < final.index("CMD [")
    assert not re.search(MAKE_PROGRAMS, re.sub(r"(?m)^#.*$", "", DOCKERFILE))
    assert "--only-binary :all: --require-hashes" in STAGES[0]
    assert "pip uninstall" in final


def test_the_image_holds_every_app_and_nothing_that_is_not_named():
    copied = set(re.findall(r"(?m)^COPY (\w+) \1$", DOCKERFILE))
    own = {app.name for app in apps.get_app_configs() if Path(app.path).parent == ROOT}
    assert copied == own | {"templates", "static"}
    assert not re.search(r"(?m)^COPY \. |^ADD ", DOCKERFILE)
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert ignored[0] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} >= copied | {"manage.py", "requirements.lock"}


def test_the_files_of_pages_are_collected_when_the_image_is_made():
    assert "collectstatic --noinput" in STAGES[1]
    assert "COPY --from=code /app /app" in STAGES[-1]
