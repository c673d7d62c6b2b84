"""What the children are told through their environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import keys
from .places import Places
from .ports import LOOPBACK
from .troubles import Trouble

DEVELOPMENT = "supportgroup.settings.development"
TEST = "supportgroup.settings.test"


@dataclass(frozen=True)
class Wanted:
    """Which servers the person named; what is not named is embedded."""

    database_url: str
    redis_url: str
    email_url: str

    @classmethod
    def by(cls, environment: Mapping[str, str]) -> "Wanted":
        """Read the three addresses; raises Trouble where only one of DATABASE_URL and REDIS_URL is set."""
        named = {name: environment.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
        missing = [name for name, value in named.items() if not value]
        if len(missing) == 1:
            (given,) = named.keys() - set(missing)
            raise Trouble(
                f"{given} is set and {missing[0]} is not: set both to use your own servers, "
                "or neither to have them started here."
            )
        return cls(named["DATABASE_URL"], named["REDIS_URL"], environment.get("EMAIL_URL", ""))

    @classmethod
    def nothing(cls) -> "Wanted":
        """Return the wish for embedded servers throughout."""
        return cls("", "", "")

    @property
    def embedded(self) -> bool:
        return not self.database_url


def of_development(environment: Mapping[str, str], places: Places, *, port: int) -> dict[str, str]:
    """Return what every child of `dev.py` is told, web processes among them: not where the sealing keys lie."""
    own = {
        "SECRET_KEY": keys.kept(places.keys, "secret-key"),
        "FIELD_KEYS": keys.kept(places.keys, "field-keys", keys.field_key),
        "LINK_KEY": keys.kept(places.keys, "link-key"),
        "DEMO_PASSWORD": keys.kept(places.keys, "demo-password", keys.spoken_password),
        "FILES_DIR": str(places.files),
        "MAIL_CATCHER_DIR": str(places.mail),
        "SITE_URL": f"http://{LOOPBACK}:{port}",
    }
    told = {**own, **environment, "DJANGO_SETTINGS_MODULE": DEVELOPMENT}
    told.pop("SEALING_KEYS_DIR", None)
    return told


def with_sealing_keys(variables: Mapping[str, str], environment: Mapping[str, str], places: Places) -> dict[str, str]:
    """Return the same with the folder of the sealing keys: for the worker and the demo, never for web processes."""
    folder = environment.get("SEALING_KEYS_DIR") or str(places.sealing_keys)
    return {**variables, "SEALING_KEYS_DIR": folder}


def of_tests(environment: Mapping[str, str], addresses: Mapping[str, str]) -> dict[str, str]:
    """Return what the tests are told: their own servers, and an address where no mail server is."""
    return {
        **environment,
        **addresses,
        "DJANGO_SETTINGS_MODULE": TEST,
        "EMAIL_URL": f"smtp://{LOOPBACK}:9",
    }
