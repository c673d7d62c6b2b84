"""What the tests of keying start from: the ready-made survey, open, with two who may key in forms."""

import datetime

import pytest
from django.core.cache import cache

from supportgroup.access.actor import SignedIn
from supportgroup.access.choices import Role
from supportgroup.groups.models import GroupSetting
from surveys.questionnaire.choices import Duty
from surveys.questionnaire.models import SurveyDuty
from tests import factories
from tests.surveys.questionnaire import factories as surveys


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def keys(settings, tmp_path):
    """The folder of this test's survey keys."""
    settings.SEALING_KEYS_DIR = str(tmp_path / "keys")
    return tmp_path / "keys"


@pytest.fixture
def survey(group, keys, pals, pals_entry):
    """The ready-made survey of 20 questions, open; Ruth sees names, Owen keys forms, and none is drawn."""
    draw(group, percent=0)
    draft = surveys.readymade_draft(group)
    SurveyDuty.objects.filter(survey=draft).delete()
    SurveyDuty.objects.create(survey=draft, user=pals, duty=Duty.MAILING)
    SurveyDuty.objects.create(survey=draft, user=pals_entry, duty=Duty.ENTRY)
    return surveys.opened(draft)


@pytest.fixture
def joan(group, survey):
    """Another officer who keys in forms of this survey."""
    user = factories.user_with_role(Role.PALS, group)
    SurveyDuty.objects.create(survey=survey, user=user, duty=Duty.ENTRY)
    return user


@pytest.fixture
def every_form_is_drawn(survey):
    draw(survey.group, percent=100)


def draw(group, *, percent):
    """Set how many of a hundred forms are keyed twice."""
    whenever = datetime.date(2000, 1, 1)
    GroupSetting.objects.update_or_create(
        group=group, key="keying.second", applies_from=whenever, defaults={"value": percent}
    )


def as_user(user):
    return SignedIn(user)
