# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lines that are too long are refused without being read to their end, and without much memory."""

import json
import os
import subprocess

from support import COMMAND, SANITIZED, CommandTest, digest, environment, main

MEBIBYTE = 1024 * 1024


class Limits(CommandTest):
    def test_over_long_line(self):
        source = self.write("long.jsonl", json.dumps(
            {"type": "case", "id": "c", "title": "x" * (40 * 1000 * 1000)}) + "\n")
        line = self.refused("import", "t.leren", source)
        self.assertIn("limit", line)
        self.assertFalse(os.path.exists(self.path("t.leren")))
        self.refused("import", "t.leren", source, "--max-line=1000")
        self.leren("import", "t.leren", source, "--max-line=41000000")
        os.remove(source)
        self.assertEqual(len(self.json("list", "t.leren", "case", "--json")[0]["title"]), 40000000)

    def feed(self, head, filler, total, *options):
        """Feeds @total bytes; gives the status, the line, how much was taken, and peak memory."""
        taken = 0
        with open(self.path("errors"), "wb") as errors:
            with subprocess.Popen([COMMAND, "import", "t.leren", "-", *options],
                                  cwd=self.folder, env=environment(), stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL, stderr=errors) as process:
                try:
                    process.stdin.write(head)
                    block = filler * (MEBIBYTE // len(filler))
                    while taken < total:
                        process.stdin.write(block)
                        taken += len(block)
                    process.stdin.close()
                except BrokenPipeError:
                    pass
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                try:
                    process.stdin.close()
                except BrokenPipeError:
                    pass
        with open(self.path("errors"), encoding="utf-8") as errors:
            return process.returncode, errors.read(), taken, usage.ru_maxrss / 1024

    def check(self, head, filler, *options):
        status, line, taken, memory = self.feed(head, filler, 1024 * MEBIBYTE, *options)
        self.assertEqual(status, 1, line)
        self.assertEqual(line.count("\n"), 1, line)
        self.assertTrue(line.startswith("leren: import: "), line)
        self.assertIn("limit", line)
        self.assertLess(taken, 64 * MEBIBYTE)
        if not SANITIZED:
            self.assertLess(memory, 100)
        self.assertFalse(os.path.exists(self.path("t.leren")))

    def test_a_line_of_a_gibibyte(self):
        self.check(b'{"type":"case","id":"c","title":"', b"x", "--format=jsonl")

    def test_a_record_of_a_gibibyte(self):
        self.check(b'{"format":"leren","version":1,"records":[{"type":"case","id":"c","title":"',
                   b"x")

    def test_blanks_and_numbers_of_a_gibibyte(self):
        self.check(b'{"type":"case","id":"c","urgency":', b"1", "--format=jsonl")
        self.check(b'{"type":"case","id":"c","attributes":', b'{"a":', "--format=jsonl")
        self.check(b'{"type":"case","id":"c","domains":[', b'"a",', "--format=jsonl")

    def test_many_records_take_little(self):
        self.leren("init", "t.leren")
        record = b'{"type":"case","id":"c%07d","title":"A case of some length, to fill memory"}\n'
        text = b"".join(record % number for number in range(200000))
        with open(self.path("many.jsonl"), "wb") as file:
            file.write(text)
        with subprocess.Popen([COMMAND, "import", "t.leren", "many.jsonl"], cwd=self.folder,
                              env=environment(), stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        if not SANITIZED:
            self.assertLess(usage.ru_maxrss / 1024, 100)

    def test_a_failure_at_the_end_changes_nothing(self):
        self.leren("init", "t.leren")
        before = digest(self.path("t.leren"))
        lines = [json.dumps({"type": "case", "id": f"c{number}", "title": "x"})
                 for number in range(20000)]
        source = self.write("many.jsonl", "\n".join(lines + [lines[7]]) + "\n")
        line = self.refused("import", "t.leren", source)
        self.assertIn("20001", line)
        self.assertEqual(digest(self.path("t.leren")), before)


if __name__ == "__main__":
    main()
