#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The commands of the guides work as they stand, in a folder that holds nothing but the programs, with what is installed."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from guide import PROGRAMS, all_guides

BUILD = Path(os.environ["LEREN_BUILD_ROOT"])


class Commands(unittest.TestCase):
    maxDiff = None

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Path(folder.name)

    def test_commands(self):
        installed = self.folder()
        subprocess.run(
            ["/usr/bin/meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", installed],
            check=True, env={**os.environ, "LD_PRELOAD": ""}, stdout=subprocess.DEVNULL,
        )
        pkg_config = next(installed.rglob("leren-1.0.pc"))
        libraries = pkg_config.parent.parent
        # it lies in another place than it says
        pkg_config.write_text(
            pkg_config.read_text(encoding="utf-8").replace("prefix=/", f"prefix={installed}/", 1), encoding="utf-8"
        )
        environment = {
            **os.environ,
            "PKG_CONFIG_PATH": str(pkg_config.parent),
            "LD_LIBRARY_PATH": str(libraries),
            "GI_TYPELIB_PATH": str(libraries / "girepository-1.0"),
            "PYTHONPATH": str(next(installed.rglob("gi/overrides/Leren.py")).parents[2]),
            # where GJS looks for overrides, and valac for what it knows of libraries
            "XDG_DATA_DIRS": f"{next(installed.rglob('share'))}:/usr/share",
        }
        del environment["GJS_PATH"]
        for guide in all_guides():
            folder = self.folder()
            shutil.copytree(PROGRAMS / guide.language, folder, dirs_exist_ok=True)
            self.assertTrue(guide.commands, guide.language)
            for commands, printed in guide.commands.items():
                with self.subTest(guide=guide.language, commands=commands):
                    done = subprocess.run(
                        ["/bin/sh", "-ec", commands], cwd=folder, capture_output=True, text=True, env=environment
                    )
                    self.assertEqual((done.returncode, done.stderr, done.stdout), (0, "", printed))


if __name__ == "__main__":
    unittest.main()
