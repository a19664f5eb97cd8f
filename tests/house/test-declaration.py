#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adds one member to one declaration, in a copy of the tree, and looks for it everywhere.

What is looked for is in added-member.py, which runs against the library that is built of the copy.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
HERE = Path(__file__).resolve().parent

MEMBER = """
[[member]]
name = "mood_after"
kind = "integer"
minimum = 1
maximum = 10
doc = "How the contributor felt afterwards, from 1 (heavy) to 10 (light)."
"""


def run(*command, **environment):
    clean = {k: v for k, v in os.environ.items() if k not in ("LD_PRELOAD", "LD_LIBRARY_PATH", "GI_TYPELIB_PATH")}
    done = subprocess.run(command, env={**clean, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        print(f"{' '.join(map(str, command))}:\n{done.stdout}", file=sys.stderr)
        sys.exit(1)


def main():
    with tempfile.TemporaryDirectory() as folder:
        tree, build = Path(folder, "tree"), Path(folder, "build")
        shutil.copytree(
            SOURCE, tree, symlinks=True,
            ignore=shutil.ignore_patterns(".git", "_build*", "build*", "node_modules", "__pycache__"),
        )
        declaration = tree / "libleren/model/records/case.toml"
        declaration.write_text(declaration.read_text(encoding="utf-8") + MEMBER, encoding="utf-8")
        run(
            "/usr/bin/meson", "setup", build, tree, "-Dtests=false", "-Dvapi=false", "-Doptimization=0",
            "-Ddebug=false", "-Dwerror=true",
        )
        run("ninja", "-C", build)
        environment = {
            **os.environ,
            "LD_PRELOAD": "",
            "LD_LIBRARY_PATH": str(build / "libleren"),
            "GI_TYPELIB_PATH": str(build / "libleren"),
            "LEREN_BUILD_ROOT": str(build),
        }
        sys.exit(subprocess.run([sys.executable, HERE / "added-member.py", *sys.argv[1:]], env=environment).returncode)


main()
