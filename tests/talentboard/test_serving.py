"""How the web process is served: no address in its own words, and all processes count together."""

import io
import logging
import os

import pytest
from gunicorn.config import Config

from talentboard import serving

SECRET = "/accounts/invitation/a-secret-that-opens-an-account/"


@pytest.fixture
def said():
    logger = serving.WithoutAddresses(Config())
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger.error_log.addHandler(handler)
    yield logger, written
    logger.error_log.removeHandler(handler)


def test_a_request_that_broke_outside_django_is_named_without_its_address(said):
    logger, written = said
    for words, facts in (("Error handling request %s", [SECRET]), ("Error handling request %s %s", ["GET", SECRET])):
        try:
            raise OSError
        except OSError:
            logger.exception(words, *facts)
    assert written.getvalue().count("Error handling a request") == 2
    assert "OSError" in written.getvalue()
    assert "invitation" not in written.getvalue()


def test_whatever_else_gunicorn_says_is_said(said):
    logger, written = said
    logger.exception("Exception in %s", "worker process")
    assert "Exception in worker process" in written.getvalue()


def test_no_line_is_written_for_an_answer():
    assert serving.accesslog is None


def test_gunicorn_knows_every_setting():
    settings = {name: value for name, value in vars(serving).items() if name in Config().settings}
    config = Config()
    for name, value in settings.items():
        config.set(name, value)
    assert settings.keys() >= {"bind", "worker_class", "threads", "worker_tmp_dir", "control_socket_disable", "timeout"}


@pytest.mark.parametrize(("token", "made"), [("x" * 20, True), ("", False)])
def test_the_processes_count_together_where_the_numbers_are_read(token, made, monkeypatch, tmp_path):
    monkeypatch.setenv("TALENTBOARD_METRICS_TOKEN", token)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setattr(serving.tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    serving.on_starting(None)
    assert (os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(tmp_path)) is made
