import pytest

from tests.surveys.questionnaire import factories as surveys


@pytest.fixture
def keys(settings, tmp_path):
    """The folder of this test's survey keys."""
    settings.SEALING_KEYS_DIR = str(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def draft(group, pals, pals_entry):
    """The ready-made survey as a draft, both duties named."""
    survey = surveys.SurveyFactory(group=group, title="Your treatment and support")
    for question in surveys.QUESTIONS:
        surveys.QuestionFactory(survey=survey, **question)
    return surveys.with_duties(survey, mailing=pals, entry=pals_entry)


@pytest.fixture
def opened(draft, keys):
    """The same survey, open."""
    return surveys.opened(draft)
