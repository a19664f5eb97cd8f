#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A program that asks for an older libleren is warned of what came later, and no other is."""

import os
import shlex
import subprocess
import unittest
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
CC = shlex.split(os.environ.get("CC", "cc"))

PROGRAM = """
#include <leren.h>

int
main (void)
{
  return leren_get_major_version ();
}
"""


class Availability(unittest.TestCase):
    def compile(self, program, *options):
        flags = subprocess.run(
            ["pkg-config", "--cflags", "gio-2.0", "json-glib-1.0"], check=True, capture_output=True, text=True
        ).stdout.split()
        return subprocess.run(
            [
                *CC, "-std=c11", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", *options, *flags,
                f"-I{SOURCE}/libleren", f"-I{BUILD}/libleren", "-x", "c", "-",
            ],
            input=program, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C", "LD_PRELOAD": ""},
        )

    def test_this_version(self):
        """Nothing is said, even where everything is asked for."""
        done = self.compile(PROGRAM, "-Werror", "-Wno-unused-parameter")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        done = self.compile(PROGRAM, "-Werror", "-Wno-unused-parameter", "-DLEREN_VERSION_MAX_ALLOWED=LEREN_VERSION_0_1")
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_older_version(self):
        done = self.compile(PROGRAM, "-DLEREN_VERSION_MAX_ALLOWED=0")
        self.assertEqual(done.returncode, 0)
        self.assertIn("warning: 'leren_get_major_version' is deprecated: Not available before 0.1", done.stderr)

    def test_only_leren_h(self):
        done = self.compile('#include "core/leren-record.h"\n')
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("Only <leren.h> can be included directly", done.stderr)


if __name__ == "__main__":
    unittest.main()
