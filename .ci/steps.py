#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Builds and tests libleren step by step, and adds up what passed, failed and was skipped.

    steps.py [STEP...]      the steps are style, tests, sanitizers and valgrind; all where none is given

What is counted are cases: the lines of a test that speaks TAP, the test methods of a Python test,
and one for any other.
"""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MESON = "/usr/bin/meson"
QUIET_FOR = 20  # seconds, after which a step says that it is still at it
SHOWN = re.compile(r"\s*\d+/\d+ ")
NINJA = re.compile(r"\[\d+/\d+\] (?!.*FAILED)")

TAP_LINE = re.compile(r"^(not )?ok\b[ \t]*(\d*)[ \t-]*([^#\n]*)(?:#[ \t]*(\w+)[ \t]*(.*))?$", re.M)
RAN = re.compile(r"^Ran (\d+) tests? in ", re.M)
ENDED = re.compile(r"^(?:OK|FAILED)(?: \((.*)\))?$", re.M)
SKIPPED_METHOD = re.compile(r"^\w+ \((?:__main__\.)?([\w.]+)\)(?:\n[^\n]*?)? \.\.\. skipped ['\"](.*)['\"]$", re.M)


class Tally:
    """What passed, what failed and what was skipped."""

    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped

    def __str__(self):
        return f"{self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped"


def count_tap(name, output, tally):
    for failed, _, case, directive, reason in TAP_LINE.findall(output):
        case = f"{name}:{case.strip()}"
        if directive.upper() == "SKIP":
            tally.skipped.append((case, reason.strip()))
        elif failed and directive.upper() != "TODO":
            tally.failed.append(case)
        else:
            tally.passed += 1


def count_unittest(name, output, tally):
    ran = sum(int(number) for number in RAN.findall(output))
    said = dict.fromkeys(("failures", "errors", "skipped"), 0)
    for detail in ENDED.findall(output):
        for word, number in re.findall(r"([\w ]+)=(\d+)", detail):
            said[word.strip()] = said.get(word.strip(), 0) + int(number)
    named = SKIPPED_METHOD.findall(output)
    for i in range(said["skipped"]):
        method, reason = named[i] if i < len(named) else ("?", "")
        tally.skipped.append((f"{name}:{method}", reason))
    tally.failed += [name] * min(ran, said["failures"] + said["errors"])
    tally.passed += max(0, ran - said["skipped"] - said["failures"] - said["errors"])


def count_test(entry):
    """One test of Meson's log, as cases."""
    tally = Tally()
    name = entry["name"].split(" / ")[-1]
    stdout, stderr = entry.get("stdout") or "", entry.get("stderr") or ""
    if re.search(r"^(?:TAP version \d+|1\.\.\d+)$", stdout, re.M):
        count_tap(name, stdout, tally)
    elif RAN.search(stderr) or RAN.search(stdout):
        count_unittest(name, stderr + "\n" + stdout, tally)
    elif entry["result"] == "SKIP":
        tally.skipped.append((name, stdout.strip().splitlines()[-1] if stdout.strip() else ""))
    elif entry["result"] in ("OK", "EXPECTEDFAIL"):
        tally.passed += 1
    # one that broke off has failed, whatever it said until then
    if entry["result"] not in ("OK", "EXPECTEDFAIL", "SKIP") and not tally.failed:
        tally.failed.append(f"{name}: {entry['result'].lower()}")
    return tally


def allowed_skips():
    allowed = {}
    for line in (ROOT / "tests/allowed-skips.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            allowed[name] = reason.strip()
    return allowed


class Failed(Exception):
    """A command ended with an error."""


class Run:
    """The steps of one run, what they said, and how long they took."""

    def __init__(self, names):
        self.names = names
        self.tally = Tally()
        self.began = time.monotonic()
        self.at = 0

    def say(self, text):
        print(text, flush=True)

    def heading(self, text):
        self.at += 1
        self.say(f"\n== Step {self.at} of {len(self.names)}: {text} ({time.monotonic() - self.began:.0f} s)")

    def command(self, what, *arguments, log, **environment):
        """Runs a command into a log, of which the lines that tell of progress are shown."""
        began = last = time.monotonic()
        process = subprocess.Popen(
            [str(argument) for argument in arguments], cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
            env={**os.environ, **environment},
        )
        lines, lock = [], threading.Lock()

        def read():
            for line in process.stdout:
                with lock:
                    lines.append(line)

        reader = threading.Thread(target=read)
        reader.start()
        shown = 0
        while reader.is_alive():
            reader.join(0.5)
            with lock:
                fresh, shown = lines[shown:], len(lines)
            for line in fresh:
                if what == "test" and SHOWN.match(line):
                    self.say("   " + line.rstrip())
                    last = time.monotonic()
            if time.monotonic() - last > QUIET_FOR:
                where = lines[-1].strip()[:60] if lines else ""
                self.say(f"   … {what}: {time.monotonic() - began:.0f} s  {where}")
                last = time.monotonic()
        code = process.wait()
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(lines), encoding="utf-8")
        if code != 0 and what != "test":
            self.say("".join([line for line in lines if not NINJA.match(line)][-60:]))
            raise Failed(f"{what} ended with {code}; all it said is in {log.relative_to(ROOT)}")
        if what != "test":
            self.say(f"   {what}: {time.monotonic() - began:.0f} s")
        return code

    def build(self, folder, *options, **environment):
        logs = folder / "logs"
        if not (folder / "build.ninja").exists():
            self.command("configure", MESON, "setup", folder, *options, log=logs / "setup.txt", **environment)
        self.command("build", "ninja", "-C", folder, log=logs / "build.txt", **environment)

    def test(self, folder, *options, setup=None, **environment):
        log = folder / "meson-logs" / ("testlog-" + setup + ".json" if setup else "testlog.json")
        log.unlink(missing_ok=True)
        chosen = ["--setup", setup] if setup else []
        code = self.command(
            "test", MESON, "test", "-C", folder, "--no-rebuild", *chosen, *options,
            log=folder / "logs" / f"test-{setup or 'all'}.txt", **environment,
        )
        tally, broken = Tally(), []
        if log.exists():
            for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
                entry = json.loads(line)
                its = count_test(entry)
                tally.add(its)
                if its.failed:
                    broken.append(entry)
        if code != 0 and not tally.failed:
            tally.failed.append(f"meson test ended with {code}")
        if tally.passed == 0 and not tally.failed:
            tally.failed.append("no test ran")
        for entry in broken:
            self.say(f"\n-- {entry['name']}: {entry['result']}")
            said = (entry.get("stdout") or "") + (entry.get("stderr") or "")
            self.say("\n".join(line for line in said.splitlines()[-80:] if not re.match(r"(ok|#) ", line)))
        self.say(f"   {tally}")
        self.tally.add(tally)

    # --- the steps ---------------------------------------------------------------------------------

    def style(self):
        self.heading("style")
        program = shutil.which("clang-format-14") or shutil.which("clang-format")
        files = sorted(
            path.relative_to(ROOT)
            for folder in ("libleren", "bindings", "examples", "tests")
            for path in (ROOT / folder).rglob("*")
            if path.suffix in (".c", ".h") and "node_modules" not in path.parts
        )
        tally = Tally()
        for path in files:
            done = subprocess.run(
                [program, "--dry-run", "-Werror", "--ferror-limit=1", path],
                cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            )
            if done.returncode == 0:
                tally.passed += 1
            else:
                tally.failed.append(f"style: {path}")
                self.say(done.stderr.rstrip())
        if tally.failed:
            self.say("   clang-format -i puts it right")
        self.say(f"   {tally}")
        self.tally.add(tally)

    def tests(self):
        self.heading("tests, and the reference")
        folder = ROOT / "_build-tests"
        self.build(folder, "-Dwerror=true", "-Dgtk_doc=true")
        self.test(folder)

    def sanitizers(self):
        self.heading("tests under AddressSanitizer and UndefinedBehaviorSanitizer")
        folder = ROOT / "_build-sanitizers"
        # what runs while building is not what is tested, and never gives back all its memory
        lax = {"ASAN_OPTIONS": "detect_leaks=0"}
        # libpq brings p11-kit along, whose end waits forever for a lock of the C library under AddressSanitizer
        options = ["-Db_sanitize=address,undefined", "-Db_lundef=false", "-Dpostgresql=disabled"]
        self.build(folder, "-Dwerror=true", *options, **lax)
        self.test(folder, "--no-suite", "house", "--timeout-multiplier", "4", **lax)

    def valgrind(self):
        self.heading("tests under valgrind")
        folder = ROOT / "_build-tests"
        self.build(folder, "-Dwerror=true", "-Dgtk_doc=true")
        self.test(folder, setup="valgrind")

    def all(self):
        for name in self.names:
            try:
                getattr(self, name)()
            except Failed as failed:
                self.say(f"   {failed}")
                self.tally.failed.append(f"{name}: {failed}")
        allowed = allowed_skips()
        for name, reason in self.tally.skipped:
            listed = [why for pattern, why in allowed.items() if fnmatch.fnmatchcase(name, pattern)]
            if listed:
                self.say(f"skipped: {name}: {listed[0]}")
            else:
                self.tally.failed.append(f"{name}: skipped ({reason}), and not listed in tests/allowed-skips.txt")
        self.say(f"\n== Done in {time.monotonic() - self.began:.0f} s")
        for name in self.tally.failed:
            self.say(f"failed: {name}")
        self.say(str(self.tally))
        return 1 if self.tally.failed else 0


STEPS = ["style", "tests", "sanitizers", "valgrind"]


def main():
    names = sys.argv[1:] or STEPS
    if not set(names) <= set(STEPS):
        print(f"the steps are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    return Run(names).all()


sys.exit(main())
