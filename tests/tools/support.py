# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of the command share: running it, and judging what it says."""

import glob
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import unittest

COMMAND = os.environ["LEREN_COMMAND"]
SOURCE = os.environ.get("LEREN_SOURCE_ROOT", os.path.join(os.path.dirname(__file__), "..", ".."))
EXAMPLES = sorted(glob.glob(os.path.join(SOURCE, "examples", "data", "*.json")))
SANITIZED = "asan" in os.environ.get("LD_PRELOAD", "")


def environment(**changes):
    result = dict(os.environ, G_DEBUG="fatal-criticals")
    for name, value in changes.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class CommandTest(unittest.TestCase):
    """Each test runs in a folder of its own."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="leren-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        mode = "wb" if isinstance(content, bytes) else "w"
        options = {} if isinstance(content, bytes) else {"encoding": "utf-8"}
        with open(self.path(name), mode, **options) as file:
            file.write(content if isinstance(content, (bytes, str)) else json.dumps(content))
        return self.path(name)

    def run_raw(self, *arguments, stdin=None, **changes):
        return subprocess.run(
            [COMMAND, *arguments], cwd=self.folder, env=environment(**changes),
            input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)

    def leren(self, *arguments, **options):
        """Runs a command that must succeed, and gives what it prints."""
        done = self.run_raw(*arguments, **options)
        errors = done.stderr.decode()
        self.assertEqual(done.returncode, 0, f"{arguments}: {errors}")
        self.assertNotIn("CRITICAL", errors)
        self.assertNotIn("WARNING", errors)
        return done.stdout.decode()

    def json(self, *arguments, **options):
        return json.loads(self.leren(*arguments, **options))

    def refused(self, *arguments, status=1, **options):
        """Runs a command that must fail with one line, and gives that line."""
        done = self.run_raw(*arguments, **options)
        errors = done.stderr.decode()
        self.assertEqual(done.returncode, status, f"{arguments}: {errors}")
        self.assertEqual(done.stdout, b"", arguments)
        self.assertEqual(errors.count("\n"), 1, f"{arguments}: {errors!r}")
        self.assertTrue(errors.startswith("leren: "), errors)
        self.assertTrue(errors.endswith("\n"), errors)
        self.assertGreaterEqual(errors.count(": "), 2, f"no WHAT: WHERE: WHY: {errors}")
        self.assertTrue(errors[:-1].isprintable(), repr(errors))
        return errors[:-1]

    def misused(self, *arguments, **options):
        line = self.refused(*arguments, status=2, **options)
        self.assertIn("--help”", line)
        return line

    def make_store(self, records=(), name="t.leren"):
        """A store with @records, or with the examples"""
        if records:
            source = self.write("records.json",
                                {"format": "leren", "version": 1, "records": list(records)})
            self.leren("import", name, source)
        else:
            self.leren("import", name, *EXAMPLES)
        return name


def main():
    unittest.main()
