"""What the schema in docs/ asks for is what is read; everything else is refused in a sentence."""

import json
from copy import deepcopy
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gateway.panels import instance_of
from gateway.unusable import Unusable
from tests.gateway.panels.checker import faults
from tests.gateway.panels.small import plain

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((ROOT / "docs" / "panels.schema.json").read_text(encoding="utf-8"))
IN = SCHEMA["$defs"]["instance"]["properties"]


def full() -> dict:
    """An instance with every object there is in it."""
    instance = plain(fixed=[{"nominee": "n1", "session": "s1"}, {"assessor": "a1", "session": "s1"}])
    for kind in ("nominees", "assessors"):
        instance[kind][0]["past"] = [{"organisation": "RZ1", "until": "2020-01-01"}]
    return instance


def properties(kind: str) -> dict:
    return SCHEMA["$defs"][IN[kind]["items"]["$ref"].rsplit("/", 1)[-1]]


@pytest.mark.parametrize("kind", ["sessions", "nominees", "assessors"])
def test_every_property_of_the_schema_is_needed_and_no_other_is_taken(kind):
    said = properties(kind)
    assert set(said["required"]) == set(said["properties"]) == set(full()[kind][0])
    assert said["additionalProperties"] is False
    for name in said["required"]:
        lacking = full()
        del lacking[kind][0][name]
        with pytest.raises(Unusable, match=f"has no “{name}”"):
            instance_of(lacking)
    more = full()
    more[kind][0]["colour"] = "blue"
    with pytest.raises(Unusable, match="“colour” is not known"):
        instance_of(more)


WRONG = {
    "string": [3, None, "", []],
    "integer": ["4", 2.5, True, None, -1],
    "boolean": ["yes", 1, None],
    "array": ["s1", None, {}],
}


@pytest.mark.parametrize("kind", ["sessions", "nominees", "assessors"])
def test_a_value_of_the_wrong_type_is_refused(kind):
    for name, said in properties(kind)["properties"].items():
        for value in WRONG[said["type"]]:
            instance = full()
            instance[kind][0][name] = value
            with pytest.raises(Unusable) as refused:
                instance_of(instance)
            assert str(refused.value).endswith(".")


def changed(*path: object, to: object) -> dict:
    instance: dict = full()
    place: object = instance
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = to  # type: ignore[index]
    return instance


@pytest.mark.parametrize(
    ("instance", "said"),
    [
        ([], "The file must hold one object"),
        ({}, "“sessions” must be a list"),
        (changed("rooms", to=[]), "“rooms” is not known"),
        (changed("nominees", to={}), "“nominees” must be a list"),
        (changed("nominees", 0, to=3), "nominees[0] must be an object"),
        (changed("nominees", 0, "sessions", to=["s9"]), "There is no session s9, which nominee n1 names"),
        (changed("nominees", 0, "ties", to=["a9"]), "There is no assessor a9, which nominee n1 names"),
        (changed("assessors", 0, "sessions", to=["s9"]), "There is no session s9, which assessor a1 names"),
        (changed("assessors", 0, "ties", to=["n9"]), "There is no nominee n9, which assessor a1 names"),
        (changed("fixed", 0, "session", to="s9"), "There is no session s9, which fixed names"),
        (changed("fixed", 0, "nominee", to="n9"), "There is no nominee n9, which fixed names"),
        (changed("fixed", 1, "assessor", to="a9"), "There is no assessor a9, which fixed names"),
        (changed("fixed", 0, "assessor", to="a1"), "must name a session and either a nominee or an assessor"),
        (changed("fixed", 0, to={"session": "s1"}), "must name a session and either a nominee or an assessor"),
        (changed("assessors", 1, "id", to="a1"), "Two assessors have the id a1"),
        (changed("sessions", 0, "ends", to="2026-11-03T09:00"), "s1 ends before it has begun"),
        (changed("sessions", 0, "starts", to="2026-11-03T09:00Z"), "“starts” must be a time in London"),
        (changed("sessions", 0, "starts", to="3 November"), "“starts” must be a time in London"),
        (changed("sessions", 0, "starts", to="2026-11-03"), "“starts” must be a time in London"),
        (changed("sessions", 0, "nominees", to=0), "“nominees” must be a whole number from 1"),
        (changed("sessions", 0, "nominees", to=10**9), "“nominees” must be a whole number from 1"),
        (changed("assessors", 0, "accredited_until", to="2026-02-30"), "“accredited_until” must be a day"),
        (changed("nominees", 0, "past", 0, to={"organisation": "RZ1"}), "has no “until”"),
        (changed("nominees", 0, "past", 0, to="RZ1"), "past[0] must be an object"),
    ],
)
def test_an_instance_that_cannot_be_used_is_refused_in_a_sentence(instance, said):
    with pytest.raises(Unusable) as refused:
        instance_of(instance)
    assert said in str(refused.value)
    assert str(refused.value).endswith(".")


def test_fixed_may_be_left_out():
    instance = full()
    del instance["fixed"]
    assert instance_of(instance).fixed == ()


@pytest.fixture
def run(tmp_path):
    def run(content: bytes, *options: str) -> dict:
        path = tmp_path / "instance.json"
        path.write_bytes(content)
        out = StringIO()
        call_command("build_panels", str(path), *options, stdout=out)
        return json.loads(out.getvalue())

    return run


def test_the_command_prints_the_answer_of_the_schema(run):
    instance = plain(nominees=3)
    answer = run(json.dumps(instance).encode(), "--seconds=10", "--seed=3")
    assert faults(instance, answer) == []
    said = SCHEMA["$defs"]["answer"]
    assert list(answer) == said["required"] == list(said["properties"])
    assert list(answer["panels"][0]) == SCHEMA["$defs"]["panel"]["required"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{", "is not JSON: line 1, expecting property name"),
        (b"sessions,nominees", "is not JSON"),
        (b"\xff\xfe\x00", "is not text in UTF-8"),
        (b"[" * 100_000, "too deeply"),
        (b'{"sessions": [], "sessions": []}', "“sessions” stands twice"),
        (b"NaN", "must hold one object"),
        (json.dumps(full() | {"fixed": [{"nominee": "n1", "session": "s1"}] * 2}).encode(), ""),
    ],
)
def test_a_file_that_cannot_be_read_ends_the_command_in_a_sentence(run, content, said):
    if not said:
        assert run(content)["panels"]  # the same thing fixed twice is fixed
        return
    with pytest.raises(CommandError, match=said):
        run(content)


def test_a_contradiction_ends_the_command_in_a_sentence(run):
    instance = deepcopy(plain(sessions=2))
    instance["fixed"] = [{"nominee": "n1", "session": "s1"}, {"nominee": "n1", "session": "s2"}]
    with pytest.raises(CommandError, match=r"Nominee n1 is fixed in s1 and in s2\. A nominee is seen once\."):
        run(json.dumps(instance).encode())


@pytest.mark.parametrize("option", ["--seconds=-1", "--seconds=soon", "--seconds=nan", "--seed=x", "--seed=-1"])
def test_options_that_mean_nothing_are_refused(run, option):
    with pytest.raises(CommandError, match="is not a"):
        run(b"{}", option)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("build_panels", str(tmp_path / "nothing.json"))
