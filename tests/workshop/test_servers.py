"""The embedded servers, started for real: as whoever runs the tests and, where that is root, as an ordinary user."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
import pytest
import redis

from supportgroup.workshop import servers
from supportgroup.workshop.places import Places
from supportgroup.workshop.processes import Children

ROOT = Path(__file__).resolve().parent.parent.parent
_SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from supportgroup.workshop import servers
from supportgroup.workshop.places import Places
from supportgroup.workshop.processes import Children
with Children() as children:
    addresses = servers.embedded(children, Places(Path(sys.argv[1]), Path(sys.argv[2])), durable=False)
    print(sorted(addresses))
"""


@pytest.fixture
def folder():
    """A folder that every user may enter."""
    path = Path(tempfile.mkdtemp(prefix="supportgroup-servers-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def test_what_was_committed_is_there_after_a_stop_and_a_start(folder, hearing):
    places = Places(ROOT, folder)
    with Children() as children:
        addresses = servers.embedded(children, places, durable=True)
        with psycopg2.connect(addresses["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute("create table kept (word text); insert into kept values ('Ångström')")
        redis.Redis.from_url(addresses["REDIS_URL"]).rpush("queue", "task")

    with Children() as children:
        addresses = servers.embedded(children, places, durable=True)
        with psycopg2.connect(addresses["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute("select lower(word) from kept")
            word = cursor.fetchone()[0]
        queued = redis.Redis.from_url(addresses["REDIS_URL"]).llen("queue")

    assert word == "ångström"
    assert queued == 1


def test_nobody_gets_in_without_the_password(folder, hearing):
    with Children() as children:
        addresses = servers.embedded(children, Places(ROOT, folder), durable=False)
        database, broker = (addresses[name].split("@")[1] for name in ("DATABASE_URL", "REDIS_URL"))

        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(f"postgres://supportgroup:wrong@{database}")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(f"redis://{broker}").ping()


def python_for(user):
    """Return a Python, new enough, that this user may start, or None."""
    asked = "import sys; raise SystemExit(sys.version_info < (3, 11))"
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            if subprocess.run([python, "-c", asked], user=user, cwd="/", check=False).returncode == 0:
                return python
        except OSError:
            continue
    return None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become an ordinary user")
def test_an_ordinary_user_can_start_the_servers(folder):
    nobody = pwd.getpwnam("nobody")
    python = python_for("nobody")
    if not python:
        pytest.skip("no Python 3.11 on this machine that an ordinary user may start")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)

    done = subprocess.run(
        [python, "-c", _SCRIPT, ROOT, folder], user="nobody", cwd="/", capture_output=True, text=True, check=False
    )

    assert done.stdout == "['DATABASE_URL', 'REDIS_URL']\n", done.stderr
