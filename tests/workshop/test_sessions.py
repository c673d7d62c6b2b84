from supportgroup.workshop import sessions
from supportgroup.workshop.places import Places
from supportgroup.workshop.sessions import Session


def test_only_one_may_hold_a_folder_at_a_time(tmp_path):
    places = Places(tmp_path)

    with sessions.held(places) as first, sessions.held(places) as second:
        assert first
        assert not second
    with sessions.held(places) as later:
        assert later


def test_what_the_holder_wrote_is_read_by_others_of_the_same_user_alone(tmp_path):
    places = Places(tmp_path)
    places.var.mkdir()
    session = Session(7, "dev.py", 8000, {"DATABASE_URL": "postgres://x:secret@127.0.0.1/x"})

    session.keep(places)

    assert sessions.current(places) == session
    assert (places.var / "session.json").stat().st_mode & 0o777 == 0o600
    sessions.forget(places)
    assert sessions.current(places) is None


def test_a_record_cut_short_counts_as_none(tmp_path):
    places = Places(tmp_path)
    places.var.mkdir()
    (places.var / "session.json").write_text('{"pid": 7, "comm')

    assert sessions.current(places) is None


def test_a_second_launcher_is_told_where_the_first_one_serves():
    assert Session(7, "dev.py", 8000, {}).why_busy() == (
        "The service already runs in this folder, at http://127.0.0.1:8000/ (process 7): "
        "use that one, or stop it with Ctrl-C where it was started."
    )


def test_a_launcher_is_told_which_other_command_holds_the_folder():
    assert Session(7, "dev.py manage shell", 8000, {}).why_busy() == (
        "`dev.py manage shell` (process 7) is using this folder's database: let it finish, then start again."
    )
