import time

import pytest

from supportgroup.longwork import nudge
from supportgroup.longwork.actions import SWEEP


@pytest.fixture
def redis_is_away(settings):
    """Point the nudges at a port where nobody answers."""
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:9/0"
    nudge._broker.cache_clear()
    nudge._quiet_until = 0.0
    yield
    nudge._broker.cache_clear()
    nudge._quiet_until = 0.0


def test_while_redis_is_away_nobody_waits_and_nothing_fails(redis_is_away, caplog):
    began = time.monotonic()

    assert nudge.now(SWEEP) is False
    assert nudge.now(SWEEP) is False, "it is not tried again for a while"

    assert time.monotonic() - began < 2
    assert caplog.text.count("No worker could be woken") == 1
