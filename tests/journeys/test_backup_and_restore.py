"""A backup is restored on another machine, and a nurse goes on working there."""

import subprocess
import sys
import time
import urllib.request

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from supportgroup.workshop import ports
from surveys.questionnaire import readymade
from tests.factories import PASSWORD
from tests.house.code import ROOT
from tests.journeys.steps import asks
from tests.upkeep.machine import Machine, name_of


@pytest.fixture
def elsewhere(tmp_path, transactional_db):
    """An empty machine, on which a web server can be started."""
    machine = Machine(name_of("journey"), tmp_path / "elsewhere")
    machine.folder.mkdir()
    yield machine.make()
    machine.end()


@pytest.fixture
def serve(elsewhere):
    """Return a function that starts gunicorn on that machine and gives its address."""
    started = []

    def start():
        port = ports.free()
        address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "gunicorn", "--config", "python:supportgroup.workshop.web",
                   "--workers", "1", "--bind", f"127.0.0.1:{port}", "supportgroup.wsgi"]  # fmt: skip
        log = (elsewhere.folder / "gunicorn.log").open("wb")
        started.append(
            subprocess.Popen(
                command, cwd=ROOT, env=elsewhere.environment | {"SITE_URL": address}, stdout=log, stderr=log
            )
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{address}/accessibility/", timeout=5)
            except OSError:
                time.sleep(0.2)
            else:
                return address
        raise AssertionError((elsewhere.folder / "gunicorn.log").read_text())

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


def test_after_a_restore_a_nurse_signs_in_and_finds_her_patients(
    stage, elsewhere, serve, tmp_path, new_context, monkeypatch
):
    # Given a service with a survey that was sent, and its backup of the night
    monkeypatch.setenv("BACKUP_PASSPHRASE", "otter-lantern-quartz-plover")
    stage.patient("Edith Marsh")
    stage.survey_sent()
    nurse = stage.nurse
    nurse.set_password(PASSWORD)
    nurse.save()
    call_command("backup", tmp_path / "night.backup")

    # When it is restored on an empty machine
    done = elsewhere.manage("restore", tmp_path / "night.backup")
    assert done.returncode == 0, done.stderr
    address = serve()

    # Then the nurse signs in there and finds the patient and the survey
    page = new_context().new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{address}/sign-in/login/")
    page.get_by_label("Email address").fill(nurse.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    page.goto(f"{address}/immunology/people/")
    asks(page, "1 person")
    expect(page.get_by_role("link", name="Marsh")).to_be_visible()
    page.goto(f"{address}/immunology/surveys/")
    expect(page.get_by_role("link", name=readymade.TITLE).first).to_be_visible()
