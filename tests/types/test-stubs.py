#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The stubs of Python: nothing is missing in them, and mypy says by them what is right and what is wrong."""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

from expected import difference

HERE = Path(__file__).resolve().parent
SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
STUBS = BUILD / "bindings/python/gi-stubs/repository/Leren.pyi"
API = json.loads((BUILD / "bindings/python/gi/overrides/_leren/api.json").read_text(encoding="utf-8"))
CACHE = BUILD / "tests/types/mypy-cache"
MESSAGE = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): error: (?P<text>.*)$", re.M)


def run(*command):
    environment = {**os.environ, "LD_PRELOAD": "", "MYPY_CACHE_DIR": str(CACHE)}
    return subprocess.run(command, capture_output=True, text=True, cwd=CACHE.parent, env=environment)


class Stubs:
    """The names that the stubs have, and those of their classes with what these inherit."""

    def __init__(self, text):
        module = ast.parse(text)
        self.names = self.defined(module.body)
        self.classes = {node.name: node for node in module.body if isinstance(node, ast.ClassDef)}

    @staticmethod
    def defined(body):
        found = set()
        for node in body:
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    found.add(name)
                case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                    found.add(name)
        return found

    def members(self, name):
        """Those of a class and of the classes it derives from, as far as they are in these stubs."""
        node = self.classes.get(name)
        if node is None:
            return set()
        found = self.defined(node.body)
        for base in [*node.bases, *(each.value for each in node.keywords)]:
            base = base.value if isinstance(base, ast.Subscript) else base
            if isinstance(base, ast.Name):
                found |= self.members(base.id)
        return found


def python_name(name):
    return name.replace("-", "_") + "_" * (name in ("from", "import"))


class Complete(unittest.TestCase):
    """Whatever is public has a stub."""

    @classmethod
    def setUpClass(cls):
        cls.stubs = Stubs(STUBS.read_text(encoding="utf-8"))

    def test_of_the_description(self):
        missing = []
        for kind in ("classes", "enums", "functions", "constants"):
            missing += [name for name in API[kind] if name not in self.stubs.names]
        for name, described in API["classes"].items():
            members = self.stubs.members(name)
            wanted = [
                *described["methods"], *described["functions"], *described["constructors"], *described["properties"],
                *("do_" + each for each in described["virtual_methods"]),
            ]
            missing += [f"{name}.{each}" for each in wanted if python_name(each) not in members]
        for name, described in API["enums"].items():
            missing += [f"{name}.{each}" for each in described["members"] if each not in self.stubs.members(name)]
        self.assertEqual(missing, [])

    def test_of_the_namespace(self):
        """What the overrides made of it, attribute by attribute and argument by argument, and nothing else."""
        # the attributes that an object has for each type that is declared
        plurals = [Leren.Declaration.lookup(name).get_plural() for name in Leren.Declaration.list_types()]
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as allowed:
            allowed.write("".join(f"gi.repository.Leren.Store.{plural}\n" for plural in plurals))
            allowed.flush()
            done = run(
                sys.executable, "-m", "mypy.stubtest", "gi.repository.Leren", "--concise", "--mypy-config-file",
                HERE / "mypy.ini", "--allowlist", HERE / "stubtest-allowed.txt", "--allowlist", allowed.name,
            )
        self.assertEqual(done.stdout, "", done.stderr)
        self.assertEqual(done.returncode, 0, done.stderr)


class Checked(unittest.TestCase):
    """What mypy says."""

    def check(self, *files):
        done = run(
            sys.executable, "-m", "mypy", "--config-file", HERE / "mypy.ini", "--no-error-summary",
            "--show-absolute-path", *files,
        )
        self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
        return [(Path(each["file"]), int(each["line"]), each["text"]) for each in MESSAGE.finditer(done.stdout)]

    def test_use(self):
        """Lines that are right pass, and lines that are wrong do not."""
        file = HERE / "typed.py"
        found = [(line, text) for _, line, text in self.check(file)]
        self.assertEqual(difference(file.read_text(encoding="utf-8"), found), [])

    def test_examples(self):
        files = sorted((SOURCE / "examples").rglob("*.py"))
        self.assertGreater(len(files), 0)
        # each is a program of its own, and two may have the same name
        for file in files:
            with self.subTest(file.relative_to(SOURCE)):
                self.assertEqual([f"{where.name}:{line}: {text}" for where, line, text in self.check(file)], [])

    def test_stubs_themselves(self):
        self.assertEqual(self.check(STUBS), [])


if __name__ == "__main__":
    unittest.main()
