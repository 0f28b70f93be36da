#!/usr/bin/env python
"""Django's command line. It finds the servers of a running ./run by itself."""

import os
import sys

from launcher.environment import prepare_environment

if __name__ == "__main__":
    prepare_environment(sys.argv[1] if len(sys.argv) > 1 else "help")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
