"""Settings."""

from pathlib import Path

import pytest

from index.embedding import DEFAULT_MODEL
from index.errors import ShinchokuError
from index.settings import Settings, describe


def test_defaults():
    settings = Settings.load(environment={})
    assert settings.model == DEFAULT_MODEL
    assert settings.data.name == "shinchoku"
    assert settings.models == settings.data / "models"
    assert settings.chroma_host == ""


def test_an_argument_goes_before_the_environment():
    environment = {"SHINCHOKU_DATA": "/from/environment", "SHINCHOKU_CHROMA_PORT": "9000"}
    assert Settings.load({"data": "/given"}, environment).data == Path("/given")
    assert Settings.load({"data": None}, environment).data == Path("/from/environment")
    assert Settings.load({}, environment).chroma_port == 9000


def test_an_empty_variable_is_not_set():
    assert Settings.load(environment={"SHINCHOKU_MODEL": ""}).model == DEFAULT_MODEL


def test_home_is_expanded():
    assert Settings.load({"data": "~/x"}, {}).data == Path.home() / "x"


def test_unknown_settings_are_refused():
    with pytest.raises(ShinchokuError, match="Unknown setting modle; known are data, model,"):
        Settings.load({"modle": "x"}, {})


@pytest.mark.parametrize("port", ["0", "70000", "eight", "-1", "８０００x"])
def test_a_port_is_a_port(port):
    with pytest.raises(ShinchokuError, match="chroma_port must be a port number"):
        Settings.load({"chroma_port": port}, {})


def test_every_setting_is_described():
    for name, variable, text in describe():
        assert variable == f"SHINCHOKU_{name.upper()}"
        assert text.endswith(".")
