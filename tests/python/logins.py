# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""For the tests of logins on a server: psql as one of them."""

import os
import subprocess

SERVER = os.environ["LEREN_TEST_STORE"]


def location(user, database):
    return SERVER.replace("leren@/", f"{user}@/{database}")


def psql(user, database, sql):
    """What it says, in both streams, and whether all went well."""
    done = subprocess.run(["psql", "--no-psqlrc", "--quiet", location(user, database)], input=sql, capture_output=True,
                          text=True, timeout=120, check=False)
    said = done.stdout + done.stderr
    return "ERROR" not in said and done.returncode == 0, said


def must(user, database, sql):
    works, said = psql(user, database, sql)
    if not works:
        raise AssertionError(f"{sql}\n{said}")
    return said
