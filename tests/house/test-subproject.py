#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Another project builds libleren as its subproject, and runs with it."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])

MESON_BUILD = """
project('uses-leren', 'c')
leren = dependency('libleren', fallback: 'libleren', default_options: [
  'tests=false', 'introspection=false', 'vapi=false',
])
by_name = dependency('leren-1.0')
uses = executable('uses-leren', 'uses-leren.c', dependencies: leren)
test('uses-leren', uses)
"""

PROGRAM = """
#include <leren.h>

int
main (void)
{
  g_autoptr (LerenCase) item = leren_case_new ();
  g_autofree char *json = NULL;

  leren_record_set_id (LEREN_RECORD (item), "c1");
  leren_case_set_title (item, "The rent");
  json = leren_record_to_json (LEREN_RECORD (item), NULL);
  g_print ("%s\\n", json);
  return 0;
}
"""


def run(*command):
    environment = {k: v for k, v in os.environ.items() if k not in ("LD_PRELOAD", "LD_LIBRARY_PATH", "GI_TYPELIB_PATH")}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}:\n{done.stdout}")
    return done.stdout


class Subproject(unittest.TestCase):
    def test_builds_and_runs(self):
        with tempfile.TemporaryDirectory() as folder:
            top, build = Path(folder, "top"), Path(folder, "build")
            (top / "subprojects").mkdir(parents=True)
            (top / "subprojects/libleren").symlink_to(SOURCE, target_is_directory=True)
            (top / "meson.build").write_text(MESON_BUILD, encoding="utf-8")
            (top / "uses-leren.c").write_text(PROGRAM, encoding="utf-8")
            run("/usr/bin/meson", "setup", build, top, "-Doptimization=0", "-Ddebug=false", "-Dwerror=true")
            run("ninja", "-C", build, "uses-leren")
            said = run(build / "uses-leren")
            self.assertEqual(said, '{"type":"case","id":"c1","title":"The rent"}\n')
            self.assertFalse(list(build.rglob("*.gir")))


if __name__ == "__main__":
    unittest.main()
