#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is installed is enough: a program is compiled and run against it, and scripts import it."""

import os
import shlex
import shutil
import site
import subprocess
import tempfile
import unittest
from pathlib import Path

BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
CC = shlex.split(os.environ.get("CC", "cc"))

PROGRAM = """
#include <leren.h>

int
main (void)
{
  g_autoptr (LerenCase) item = leren_case_new ();

  leren_case_set_title (item, LEREN_VERSION_STRING);
  g_print ("%s\\n", leren_case_get_title (item));
  return 0;
}
"""

PROGRAM_IN_VALA = """
int main () {
	print ("%s\\n", new Leren.Case () { title = "The rent" }.title);
	return 0;
}
"""

SCRIPT = """
import gi
gi.require_version("Leren", "1.0")
from gi.overrides import Leren as overrides
from gi.repository import Leren
print(Leren.Case(title="The rent").get_title())
print(overrides.__file__)
"""

MODULE = """
import Leren from 'gi://Leren?version=1.0';
print(new Leren.Case({title: 'The rent'}).get_title());
print(imports.overrides.Leren.__file__);
"""


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        subprocess.run(
            ["/usr/bin/meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", cls.folder.name],
            check=True, env={**os.environ, "LD_PRELOAD": ""}, stdout=subprocess.DEVNULL,
        )
        cls.pkg_config = next(Path(cls.folder.name).rglob("leren-1.0.pc"))
        cls.prefix = Path(cls.folder.name, *cls.variable("prefix").parts[1:])
        cls.libdir = Path(cls.folder.name, *cls.variable("libdir").parts[1:])

    @classmethod
    def config(cls, *options):
        environment = {**os.environ, "PKG_CONFIG_PATH": str(cls.pkg_config.parent), "LD_PRELOAD": ""}
        done = subprocess.run(
            ["pkg-config", *options, "leren-1.0"], check=True, capture_output=True, text=True, env=environment
        )
        return done.stdout.strip()

    @classmethod
    def variable(cls, name):
        return Path(cls.config(f"--variable={name}"))

    def run_with(self, command, **more):
        left_out = ("LD_LIBRARY_PATH", "GI_TYPELIB_PATH", "PYTHONPATH", "GJS_PATH")
        environment = {k: v for k, v in os.environ.items() if k not in left_out}
        environment["LD_LIBRARY_PATH"] = str(self.libdir)
        environment["GI_TYPELIB_PATH"] = str(self.libdir / "girepository-1.0")
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env={**environment, **more}
        ).stdout

    def introspected(self):
        if not (self.libdir / "girepository-1.0").is_dir():
            self.skipTest("configured without introspection")

    def flags(self):
        said = self.config("--cflags", "--libs").split()
        return [flag.replace(str(self.variable("prefix")), str(self.prefix)) for flag in said]

    def test_program(self):
        program = Path(self.folder.name, "program")
        flags = self.flags()
        subprocess.run(
            [*CC, "-x", "c", "-", "-o", program, *flags], input=PROGRAM, check=True, text=True,
            env={**os.environ, "LD_PRELOAD": ""},
        )
        self.assertEqual(self.run_with([program]).strip(), self.config("--modversion"))

    def test_program_in_vala(self):
        vapi = self.prefix / "share/vala/vapi"
        if not vapi.is_dir():
            self.skipTest("configured without the VAPI")
        program = Path(self.folder.name, "program-in-vala")
        source = program.with_suffix(".vala")
        source.write_text(PROGRAM_IN_VALA, encoding="utf-8")
        subprocess.run(
            [
                "valac", "--quiet", f"--vapidir={vapi}", "--pkg=leren-1.0", f"--output={program}", source,
                *(f"--Xcc={flag}" for flag in ["-w", *self.flags()]),
            ],
            check=True, env={**os.environ, "PKG_CONFIG_PATH": str(self.pkg_config.parent), "LD_PRELOAD": ""},
        )
        self.assertEqual(self.run_with([program]), "The rent\n")

    def test_python(self):
        """The overrides are where this interpreter looks, were it not for the folder they were put in for this test."""
        self.introspected()
        overrides = next(self.prefix.rglob("gi/overrides/Leren.py"))
        modules = overrides.parents[2]
        said = self.run_with(["/usr/bin/python3", "-c", SCRIPT], PYTHONPATH=str(modules))
        self.assertEqual(said.splitlines(), ["The rent", str(overrides)])
        if str(self.variable("prefix")) in ("/usr", "/usr/local"):
            self.assertIn("/" + str(modules.relative_to(self.folder.name)), site.getsitepackages())

    def test_stubs(self):
        """mypy finds the stubs where the overrides are, without being told of them."""
        self.introspected()
        modules = next(self.prefix.rglob("gi-stubs/py.typed")).parents[1]
        program = "from gi.repository import Leren\nreveal_type(Leren.Case().title)"
        cache = str(Path(self.folder.name, "mypy-cache"))
        said = self.run_with(
            ["/usr/bin/python3", "-m", "mypy", "--cache-dir", cache, "-c", program], PYTHONPATH=str(modules), LD_PRELOAD=""
        )
        self.assertIn('Revealed type is "builtins.str"', said)

    def test_where_python_looks(self):
        for prefix in ("/usr", "/usr/local"):
            said = self.run_with(["/usr/bin/python3", SOURCE / "bindings/python/install-dir.py", prefix]).strip()
            self.assertIn(said, site.getsitepackages())
            self.assertTrue(said.startswith(prefix + "/lib/"), said)
        said = self.run_with(["/usr/bin/python3", SOURCE / "bindings/python/install-dir.py", "/opt/leren"]).strip()
        self.assertTrue(said.startswith("/opt/leren/lib/"), said)

    @unittest.skipUnless(shutil.which("gjs"), "GJS is not here")
    def test_javascript(self):
        self.introspected()
        overrides = next(self.prefix.rglob("gjs-1.0/overrides/Leren.js"))
        module = Path(self.folder.name, "program.js")
        module.write_text(MODULE, encoding="utf-8")
        said = self.run_with(["gjs", "-m", module], XDG_DATA_DIRS=f"{overrides.parents[2]}:/usr/share")
        self.assertEqual(said.splitlines(), ["The rent", str(overrides)])

    def test_files(self):
        there = {path.name for path in self.prefix.rglob("*")}
        self.assertIn("leren.h", there)
        self.assertIn("libleren-1.0.so.0", there)
        private = sorted(name for name in there if name.endswith("-private.h"))
        self.assertEqual(private, [])


if __name__ == "__main__":
    unittest.main()
