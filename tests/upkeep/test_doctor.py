"""Each thing the doctor looks at, well and not well."""

import datetime
import io
import json

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from supportgroup import clock
from supportgroup.outbox.choices import State
from supportgroup.outbox.models import Message
from supportgroup.upkeep import actions, doctor
from supportgroup.upkeep.checks import database, keys, messages, notify, places, work
from supportgroup.upkeep.findings import Grade, look, ok, wrong
from tests.outbox.factories import MessageFactory
from tests.outbox.notify import TEMPLATE
from tests.outbox.sink import Sink
from tests.surveys.mailing.factories import OpenSurveyFactory

pytestmark = pytest.mark.django_db
NOBODY = "127.0.0.1"
LONG = "k" * 60


def says(check, what=None, **options):
    """Return {what: (grade, says)} of a check, or one of them; whatever is not well says what to do."""
    found = {finding.what: finding for finding in check(**options)}
    assert all(bool(finding.mend) == (finding.grade != Grade.OK) for finding in found.values())
    return (found[what].grade, found[what].says) if what else found


def test_the_database_answers_and_is_new_enough(monkeypatch):
    assert says(database.reachable, "Database")[0] == Grade.OK
    monkeypatch.setattr(database, "OLDEST", 99)
    assert says(database.reachable, "Database")[0] == Grade.WRONG


def test_extensions_can_be_had_or_are_named(monkeypatch):
    assert says(database.extensions, "Extensions of the database")[0] == Grade.OK
    monkeypatch.setattr(database, "EXTENSIONS", ("pg_trgm", "no_such_extension"))
    assert says(database.extensions, "Extensions of the database") == (Grade.WRONG, "no_such_extension cannot be had.")


def test_migrations_that_wait_and_those_from_a_newer_version_are_told_apart():
    recorder = MigrationRecorder(connection)
    assert says(database.migrations, "Migrations")[0] == Grade.OK

    last = recorder.migration_qs.filter(app="upkeep").latest("pk")
    last.delete()
    assert says(database.migrations, "Migrations") == (Grade.WRONG, "1 have not been applied.")
    recorder.record_applied("upkeep", last.name)
    recorder.record_applied("people", "9999_from_the_future")
    assert "newer than this software" in says(database.migrations, "Migrations")[1]


def test_an_owner_of_its_own_is_well_and_one_login_for_all_is_to_be_looked_at():
    assert says(database.owner, "Owner of the tables")[0] == Grade.LOOK
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE ROLE doctors_test_role; GRANT SELECT ON ALL TABLES IN SCHEMA public TO doctors_test_role"
        )
        cursor.execute("SET LOCAL ROLE doctors_test_role")
        grade = says(database.owner, "Owner of the tables")[0]
        cursor.execute("RESET ROLE")
    assert grade == Grade.OK


def test_clocks_that_agree_and_that_do_not(monkeypatch):
    assert says(database.clock_agrees, "Clocks")[0] == Grade.OK
    monkeypatch.setattr(database, "MOST_SECONDS_APART", -1)
    assert says(database.clock_agrees, "Clocks")[0] == Grade.WRONG


def test_redis_answers_or_does_not(settings):
    assert says(work.broker, "Redis")[0] == Grade.OK
    settings.CELERY_BROKER_URL = f"redis://{NOBODY}:9/0"
    assert says(work.broker, "Redis")[0] == Grade.WRONG


def test_a_beat_that_is_fresh_late_or_never_was(settings):
    settings.CELERY_BROKER_URL = f"redis://{NOBODY}:9/0"
    assert "There was never a beat." in says(work.beat_and_worker, "Clock and worker")[1]
    with clock.moved_to(clock.now() - datetime.timedelta(minutes=10)):
        actions.beat(by=actions.COMMAND_LINE)
    late = says(work.beat_and_worker)["Clock and worker"]
    assert (late.grade, late.mend[:18]) == (Grade.WRONG, "No worker answers:")
    assert "The last beat was 10 minutes ago." in late.says

    actions.beat(by=actions.COMMAND_LINE)
    assert says(work.beat_and_worker, "Clock and worker")[0] == Grade.OK


def test_a_message_that_is_late_or_not_sure(group):
    assert {grade for grade, _ in (says(messages.outbox, what) for what in says(messages.outbox))} == {Grade.OK}
    late = MessageFactory(group=group)
    Message.objects.filter(pk=late.pk).update(not_before=clock.now() - datetime.timedelta(minutes=45))
    MessageFactory(group=group, state=State.UNSURE)

    assert says(messages.outbox, "Messages that are due") == (
        Grade.WRONG,
        "1 email should have left, the oldest 45 minutes ago.",
    )
    assert says(messages.outbox, "Messages not sure")[0] == Grade.LOOK


def test_a_mail_server_that_answers_is_away_or_is_none(settings):
    assert says(messages.mail_server, "Mail server")[0] == Grade.LOOK
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server = Sink().start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = NOBODY, server.port
    assert says(messages.mail_server, "Mail server")[0] == Grade.OK
    server.stop()
    assert says(messages.mail_server, "Mail server")[0] == Grade.WRONG


def test_a_group_that_is_none_incomplete_or_ready():
    assert says(messages.groups, "Groups")[0] == Grade.LOOK
    from tests.factories import GroupFactory

    GroupFactory(public_code="qvt")
    GroupFactory(public_code="rzk", helpline="")
    assert says(messages.groups, "Group qvt")[0] == Grade.OK
    assert says(messages.groups, "Group rzk")[0] == Grade.LOOK
    assert "Nothing is sent: 1 thing that every message must say is missing." in says(messages.groups, "Group rzk")[1]


def test_keys_that_are_set_weak_known_or_none(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    settings.SECRET_KEY, settings.LINK_KEY, settings.FIELD_KEYS = LONG, LONG, [Fernet.generate_key().decode()]
    assert {finding.grade for finding in says(keys.secrets).values()} == {Grade.OK}

    settings.LINK_KEY, settings.FIELD_KEYS = "short", ["no key"]
    assert says(keys.secrets, "LINK_KEY")[0] == Grade.LOOK
    assert says(keys.secrets, "FIELD_KEYS")[0] == Grade.WRONG
    settings.LINK_KEY, settings.FIELD_KEYS = "", [Fernet.generate_key().decode() for _ in range(2)]
    assert says(keys.secrets, "LINK_KEY")[0] == Grade.WRONG
    assert says(keys.secrets, "FIELD_KEYS")[0] == Grade.LOOK


def test_a_file_of_keys_that_others_can_read(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / ".env").write_text("SECRET_KEY=x")
    (tmp_path / ".env").chmod(0o644)
    assert says(keys.secrets, "File .env")[0] == Grade.WRONG
    (tmp_path / ".env").chmod(0o600)
    assert says(keys.secrets, "File .env")[0] == Grade.OK


def test_a_folder_of_sealing_keys_absent_loose_incomplete_or_well(settings, tmp_path, group):
    settings.SEALING_KEYS_DIR = ""
    assert says(keys.sealing_folder, "Sealing keys")[0] == Grade.OK
    folder = tmp_path / "sealing"
    settings.SEALING_KEYS_DIR = str(folder)
    assert says(keys.sealing_folder, "Sealing keys")[0] == Grade.LOOK
    folder.mkdir(mode=0o700)
    assert says(keys.sealing_folder, "Sealing keys")[0] == Grade.OK
    survey = OpenSurveyFactory(group=group)
    file = folder / f"survey-{survey.pk}.key"
    file.unlink(missing_ok=True)
    assert "are not here" in says(keys.sealing_folder, "Sealing keys")[1]
    file.write_bytes(b"k" * 32)
    file.chmod(0o644)
    assert "Others can read" in says(keys.sealing_folder, "Sealing keys")[1]
    file.chmod(0o600)
    assert says(keys.sealing_folder, "Sealing keys")[0] == Grade.OK


def test_the_folder_of_files_that_is_ours_or_open_to_all(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    assert says(places.files_folder, "Folder of files")[0] == Grade.OK
    settings.FILES_DIR.mkdir()
    settings.FILES_DIR.chmod(0o755)
    assert says(places.files_folder, "Folder of files")[0] == Grade.WRONG
    settings.FILES_DIR.chmod(0o750)
    assert says(places.files_folder, "Folder of files")[0] == Grade.OK


def test_a_folder_that_cannot_be_written(settings, tmp_path):
    (tmp_path / "taken").write_text("A file stands where the folder would be, so that not even root can make it.")
    settings.FILES_DIR = tmp_path / "taken" / "files"
    assert says(places.files_folder, "Folder of files")[0] == Grade.WRONG


@pytest.mark.parametrize(
    ("least", "little", "grade"), [(0, 0, "ok"), (0, 1 << 60, "look at"), (1 << 60, 1 << 60, "wrong")]
)
def test_room_on_the_disk(least, little, grade):
    assert says(places.disk, "Disk", least=least, little=little)[0] == grade


def test_addresses_and_https(settings):
    settings.ALLOWED_HOSTS, settings.SITE_URL, settings.DEBUG = ["*"], "http://x.example", True
    assert {finding.grade for finding in says(places.addresses).values()} == {Grade.WRONG}

    settings.ALLOWED_HOSTS, settings.SITE_URL, settings.DEBUG = ["x.example"], "https://x.example", False
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_TRUSTED_ORIGINS = []
    assert says(places.addresses, "HTTPS")[0] == Grade.LOOK
    settings.CSRF_TRUSTED_ORIGINS = ["https://x.example"]
    assert {finding.grade for finding in says(places.addresses).values()} == {Grade.OK}


def test_a_backup_that_is_fresh_old_or_never_was():
    assert "None was ever made" in says(places.backups, "Backups")[1]
    with clock.moved_to(clock.now() - datetime.timedelta(days=3)):
        actions.note_backup(size=1, rows=1, with_keys=False, by=actions.COMMAND_LINE)
    assert says(places.backups, "Backups") == (Grade.LOOK, "The last was made 3 days ago.")
    actions.note_backup(size=1, rows=1, with_keys=False, by=actions.COMMAND_LINE)
    assert says(places.backups, "Backups")[0] == Grade.OK


def test_the_worst_line_gives_the_exit_code_and_a_check_that_breaks_hides_no_other(capsys, monkeypatch):
    def breaks():
        raise ZeroDivisionError("Mary Lane")
        yield

    monkeypatch.setattr(doctor, "CHECKS", (breaks, places.versions))
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)

    assert ended.value.code == 2
    assert out.getvalue().startswith("wrong    breaks: This could not be looked at (ZeroDivisionError).")
    assert "Mary" not in out.getvalue()
    assert "ok       Versions: Python" in out.getvalue()


def test_the_same_for_a_machine(monkeypatch):
    monkeypatch.setattr(doctor, "CHECKS", (places.versions,))
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", json=True, stdout=out)

    told = json.loads(out.getvalue())
    assert (ended.value.code, told["worst"], told["findings"][0]["grade"]) == (0, "ok", "ok")


def test_the_worst_of_several():
    assert doctor.worst([ok("a", "b"), look("a", "b", "c"), wrong("a", "b", "c")]) == Grade.WRONG
    assert doctor.worst([ok("a", "b"), look("a", "b", "c")]) == Grade.LOOK
    assert doctor.worst([]) == Grade.OK


def test_every_check_can_be_made_here_and_none_breaks(group):
    assert [finding for finding in doctor.examine() if "could not be looked at" in finding.says] == []


def test_the_settings_of_notify_are_read_without_asking_it(settings):
    settings.TEXTS = settings.LETTERS = settings.EMAILS = ""
    assert says(notify.notify, notify.WHAT) == (Grade.OK, "It is not used.")

    settings.EMAILS, settings.TEXTS, settings.LETTERS = "notify", "notify", "yes"
    settings.NOTIFY_API_KEY, settings.NOTIFY_URL = "", "http://api.example"
    settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_EMAIL_REPLY_TO = "", "survey@hospital.example"
    settings.NOTIFY_TEXT_TEMPLATE, settings.NOTIFY_TEXT_SENDER = "template 1", ""
    assert {what: found.says for what, found in says(notify.notify).items()} == {
        "LETTERS": "“yes” is no way to send: it may be nothing or notify.",
        "NOTIFY_API_KEY": "It is missing, so nothing goes by Notify.",
        "NOTIFY_URL": "It does not begin with https://.",
        "NOTIFY_EMAIL_TEMPLATE": "It is missing, and EMAILS is “notify”.",
        "NOTIFY_EMAIL_REPLY_TO": "It is not an id of 36 characters.",
        "NOTIFY_TEXT_TEMPLATE": "It is not an id of 36 characters.",
    }

    settings.LETTERS, settings.NOTIFY_URL = "notify", "https://api.notifications.service.gov.uk"
    settings.NOTIFY_EMAIL_TEMPLATE = settings.NOTIFY_TEXT_TEMPLATE = TEMPLATE
    settings.NOTIFY_EMAIL_REPLY_TO, settings.NOTIFY_API_KEY = "", f"live-{TEMPLATE}"
    assert says(notify.notify, "NOTIFY_API_KEY") == (
        Grade.WRONG, "It is not a whole key: a name, then two ids of 36 characters.",
    )  # fmt: skip
    settings.NOTIFY_API_KEY = f"live key-{TEMPLATE}-{TEMPLATE}"
    assert says(notify.notify, notify.WHAT) == (
        Grade.OK, "TEXTS and LETTERS and EMAILS go by it, and its settings are whole.",
    )  # fmt: skip
