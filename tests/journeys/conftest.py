"""What every journey starts from: Chromium, the service on a port of its own, a mail server, and visitors."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from tests.journeys.looking import Look, Watch
from tests.journeys.stage import Stage
from tests.outbox.sink import Sink

HERE = Path(__file__).parent
DESK, PHONE = 1280, 320
HEIGHTS = {DESK: 800, PHONE: 640}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --in-process-gpu"
).split()
NO_CHROMIUM = "The journeys need Chromium: apt-get install chromium-headless-shell fonts-liberation"


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents and "visitor" in item.fixturenames:
            item.add_marker("journey")


@pytest.fixture(scope="session", autouse=True)
def _django_beside_the_browser():
    """Playwright keeps an event loop in this thread, beside which Django would refuse to ask its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_CHROMIUM)
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture
def stage(live_server, settings):
    """The service as a journey finds it: on a port of its own, with committed rows and a mail server."""
    sink = Sink().start()
    settings.SITE_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    cache.clear()
    yield Stage(url=live_server.url, post=sink)
    sink.stop()


@pytest.fixture
def visitor(stage, new_context):
    """Return a function that opens a browser for somebody: a user who is signed in, or nobody yet."""
    watches = []

    def come(user=None, *, width=DESK, javascript=True):
        context = new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=javascript,
            device_scale_factor=2 if width == PHONE else 1,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(10_000)
        if user is not None:
            client = Client()
            client.force_login(user)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": stage.url}])
        page = context.new_page()
        watches.append(Watch(page, stage.url))
        return page

    yield come
    troubles = [trouble for watch in watches for trouble in watch.troubles]
    assert troubles == []


@pytest.fixture(scope="session")
def check():
    """Look at a page in one of its states: axe, both widths, no sideways scrolling, and its picture."""
    return Look()
