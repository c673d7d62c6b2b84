"""The settings of a second machine, for processes that the tests of backup and restore start."""

from pathlib import Path

from supportgroup.settings import test
from supportgroup.settings.test import *  # noqa: F403  one settings file continues another

FILES_DIR = Path(test.env("FILES_DIR"))
STORAGES = test.STORAGES
STORAGES["default"]["OPTIONS"]["location"] = FILES_DIR
FIELD_KEYS = test.env.list("OTHER_FIELD_KEYS", default=test.FIELD_KEYS)
LINK_KEY = test.env("OTHER_LINK_KEY", default=test.LINK_KEY)
