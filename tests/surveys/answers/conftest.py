import pytest

from tests.surveys.questionnaire import factories as surveys


@pytest.fixture
def keys(settings, tmp_path):
    """The folder of this test's survey keys."""
    settings.SEALING_KEYS_DIR = str(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def survey(group, keys):
    """The ready-made survey, open, its key made."""
    return surveys.opened(surveys.readymade_draft(group))
