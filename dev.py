#!/usr/bin/env python3
"""The two commands: `python3 dev.py` runs the service here, `python3 dev.py test` tests it.

This file parses on old Pythons too, so that it can say which one is needed. All else is in supportgroup/workshop.
"""

import os
import sys

OLDEST = (3, 11)


def why_not_python(version):
    """Return the sentence for a Python that is too old, or None for one that will do."""
    if tuple(version[:2]) >= OLDEST:
        return None
    return (
        "Python %d.%d or newer is needed and this is %d.%d: install a newer one and start dev.py with it, "
        "for example `python%d.%d dev.py`." % (OLDEST + tuple(version[:2]) + OLDEST)
    )


def main():
    """Hand over to the workshop, or say why not."""
    reason = why_not_python(sys.version_info)
    if reason:
        sys.stderr.write(reason + "\n")
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from supportgroup.workshop.commandline import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
