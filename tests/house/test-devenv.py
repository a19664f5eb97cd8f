#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`meson devenv` is a shell in which Python, GJS and the shell find this build, and all else."""

import os
import subprocess
import unittest
from pathlib import Path

BUILD = Path(os.environ["LEREN_BUILD_ROOT"])


class Devenv(unittest.TestCase):
    def said(self, *command):
        clean = {k: v for k, v in os.environ.items() if k not in ("LD_LIBRARY_PATH", "GI_TYPELIB_PATH")}
        done = subprocess.run(
            ["/usr/bin/meson", "devenv", "-C", BUILD, *command], capture_output=True, text=True, env=clean
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def test_python(self):
        program = "import gi; gi.require_version('Leren', '1.0'); from gi.repository import Leren; print(Leren.Case(title='t').get_title())"
        self.assertEqual(self.said("/usr/bin/python3", "-c", program), "t")

    def test_javascript(self):
        program = "imports.gi.versions.Leren = '1.0'; print(new imports.gi.Leren.Case({title: 't'}).title)"
        self.assertEqual(self.said("gjs", "-c", program), "t")

    def test_stubs(self):
        program = "from gi.repository import Leren; reveal_type(Leren.Case().title)"
        said = self.said("/usr/bin/python3", "-m", "mypy", "--cache-dir", BUILD / "tests/types/mypy-cache", "-c", program)
        self.assertIn('Revealed type is "builtins.str"', said)

    def test_command(self):
        self.assertEqual(self.said("sh", "-c", "command -v leren"), str(BUILD / "libleren/tools/leren"))
        self.assertIn("diagnose", self.said("leren", "--help"))


if __name__ == "__main__":
    unittest.main()
