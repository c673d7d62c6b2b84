#!/usr/bin/env python
"""Django's command line, with the development settings unless told otherwise."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supportgroup.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
