"""The web app's prices and limits are the backend's."""

from infra import web_config


def test_the_generated_file_is_current():
    assert web_config.TARGET.read_text() == web_config.rendered(), (
        "run `python -m infra.web_config`"
    )
