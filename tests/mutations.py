#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Breaks each promise of the bindings in turn, and wants a test to notice: mutations.py python|javascript [PART...]

tests/python/mutations.toml and tests/javascript/mutations.toml hold entries

    [[mutation]]
    promise = "a day is not taken for a moment"     # what users rely on
    file = "_leren/values.py"                       # in bindings/python/gi/overrides, or bindings/javascript/overrides
    find = "if isinstance(day, datetime):"          # what stands there exactly once
    replace = "if False:"
    test = "test-values"                            # in tests/python, or tests/javascript

Each is tried in a copy of the built overrides of its own, and its test has to run and to fail there; without the
mutation it has to pass. With PART only those are tried whose promise, file or test holds that text. It speaks TAP.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = Path(os.environ.get("LEREN_BUILD_ROOT", ROOT / "build"))
KEYS = {"promise", "file", "find", "replace", "test"}
AT_ONCE = 2
PATIENCE = 120  # seconds for one run of a test


class Language:
    """Where the overrides of a language are, and how its tests are run."""

    def __init__(self, name, suffix, overrides, path, command, ran):
        self.name = name
        self.suffix = suffix
        self.overrides = overrides  # in bindings/NAME
        self.path = path  # the variable by which the interpreter finds them
        self.command = command
        self.ran = re.compile(ran, re.M)  # what a test says that got as far as its cases

    def run(self, bindings, test):
        """How the test ends with these overrides: "passed", "failed", or what else became of it; and what it said."""
        environment = {**os.environ, "LEREN_BUILD_ROOT": str(BUILD), "LEREN_SOURCE_ROOT": str(ROOT)}
        environment.setdefault("G_DEBUG", "fatal-criticals")
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        for variable, folder in (
            (self.path, bindings), ("GI_TYPELIB_PATH", BUILD / "libleren"), ("LD_LIBRARY_PATH", BUILD / "libleren"),
        ):
            environment[variable] = os.pathsep.join(filter(None, [str(folder), os.environ.get(variable)]))
        # in a group of its own, so that nothing is left of a test that hangs
        process = subprocess.Popen(
            [*self.command, test], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
        )
        try:
            said, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"was not done after {PATIENCE} s", process.communicate()[0]
        if process.returncode == 0:
            return "passed", said
        if process.returncode > 0 and not self.ran.search(said):
            return "broke off before its first case", said
        return "failed", said


LANGUAGES = {
    language.name: language
    for language in (
        Language("python", ".py", "gi/overrides", "PYTHONPATH", ["/usr/bin/python3"], r"^Ran [1-9]\d* tests? in "),
        Language("javascript", ".js", "overrides", "GJS_PATH", ["gjs", "-m"], r"^not ok "),
    )
}


class Mutations:
    """The mutations of one language."""

    def __init__(self, name, parts, folder):
        self.language = LANGUAGES[name]
        self.folder = folder
        self.tests = ROOT / "tests" / name
        entries = tomllib.loads((self.tests / "mutations.toml").read_text(encoding="utf-8")).get("mutation", [])
        for entry in entries:
            if set(entry) != KEYS:
                wanted = ", ".join(sorted(KEYS))
                sys.exit(f"{self.tests / 'mutations.toml'}: {entry.get('promise')!r} is to have {wanted}")
        self.entries = [
            entry for entry in entries
            if not parts or any(part in entry[key] for part in parts for key in ("promise", "file", "test"))
        ]

    def program(self, test):
        return self.tests / (test + self.language.suffix)

    def copy(self):
        bindings = Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copytree(BUILD / "bindings" / self.language.name, bindings, dirs_exist_ok=True)
        return bindings

    def try_as_it_is(self, test):
        if not self.program(test).is_file():
            return f"there is no {self.program(test)}", ""
        ended, said = self.language.run(self.copy(), self.program(test))
        return None if ended == "passed" else f"the test {ended} without any mutation", said

    def try_one(self, entry):
        """What is wrong, or None; and what the test said."""
        bindings = self.copy()
        file = bindings / self.language.overrides / entry["file"]
        if not file.is_file():
            return f"there is no {entry['file']}", ""
        text = file.read_text(encoding="utf-8")
        times = text.count(entry["find"])
        if times != 1:
            return f"{entry['find']!r} stands in {entry['file']} {times} times, not once", ""
        file.write_text(text.replace(entry["find"], entry["replace"]), encoding="utf-8")
        ended, said = self.language.run(bindings, self.program(entry["test"]))
        shutil.rmtree(bindings)
        if ended == "failed":
            return None, said
        if ended == "passed":
            ended = "passes all the same: it survived"
        return f"{entry['test']} {ended}", said

    def run(self):
        tests = sorted({entry["test"] for entry in self.entries})
        jobs = [(f"{test} passes as it is", self.try_as_it_is, test) for test in tests]
        jobs += [(entry["promise"], self.try_one, entry) for entry in self.entries]
        print(f"1..{len(jobs)}", flush=True)
        failed = 0
        with ThreadPoolExecutor(AT_ONCE) as pool:
            results = [pool.submit(what, about) for _, what, about in jobs]
            for number, ((name, _, _), result) in enumerate(zip(jobs, results), 1):
                wrong, said = result.result()
                print(f"{'not ok' if wrong else 'ok'} {number} {name.replace('#', 'no.')}", flush=True)
                if wrong:
                    failed += 1
                    print("\n".join("# " + line for line in [wrong, *said.splitlines()[-20:]]), flush=True)
        return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("part", nargs="*", help="try only those whose promise, file or test holds this text")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 1 if Mutations(arguments.language, arguments.part, folder).run() else 0


if __name__ == "__main__":
    sys.exit(main())
