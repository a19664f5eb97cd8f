# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Files are written whole or not at all: links, full disks, folders that cannot be written."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import unittest

from support import COMMAND, CommandTest, digest, environment, main


def can_mount():
    if shutil.which("unshare") is None or os.geteuid() != 0:
        return False
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


class Output(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store([{"type": "case", "id": "c", "title": "C"}])
        self.before = digest(self.path("t.leren"))

    def tearDown(self):
        self.assertEqual(digest(self.path("t.leren")), self.before)
        super().tearDown()

    def commands(self, out):
        return (["export", "t.leren", "-o", out], ["report", "t.leren", "-o", out])

    def test_only_its_owner_reads_it(self):
        for command in self.commands("out"):
            self.leren(*command)
            self.assertEqual(stat.S_IMODE(os.stat(self.path("out")).st_mode), 0o600)
            os.chmod(self.path("out"), 0o644)
            self.leren(*command)
            self.assertEqual(stat.S_IMODE(os.stat(self.path("out")).st_mode), 0o600)
        self.assertEqual(sorted(os.listdir(self.folder)), ["out", "records.json", "t.leren"])

    def test_links_are_not_followed(self):
        target = self.write("target", "precious")
        os.symlink(target, self.path("link"))
        os.symlink("nowhere", self.path("dangling"))
        for command in (*self.commands("link"), *self.commands("dangling")):
            self.refused(*command)
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), "precious")

    def test_where_nothing_can_be_written(self):
        for out in (".", "none/out", "/proc/out", "/dev/full", "t.leren"):
            for command in self.commands(out):
                self.refused(*command)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode))
        self.assertEqual(sorted(os.listdir(self.folder)), ["records.json", "t.leren"])

    def test_a_hard_link_to_the_store(self):
        os.link(self.path("t.leren"), self.path("same"))
        for command in self.commands("same"):
            self.refused(*command)

    def test_standard_output(self):
        self.assertEqual(self.leren("export", "t.leren"),
                         self.leren("export", "t.leren", "-o", "-"))
        self.assertIn("<!DOCTYPE html>", self.leren("report", "t.leren", "-o", "-"))
        self.leren("export", "t.leren", "-o", "/dev/null")
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_nothing_is_left_behind(self):
        with open(self.path("out"), "w", encoding="utf-8") as file:
            file.write("before")
        self.refused("report", "t.leren", "-o", "out", "--case", "none")
        with open(self.path("out"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "before")
        self.assertEqual(sorted(os.listdir(self.folder)), ["out", "records.json", "t.leren"])


class Interrupted(CommandTest):
    def test_import_that_is_interrupted(self):
        with subprocess.Popen([COMMAND, "import", "t.leren", "-"], cwd=self.folder,
                              env=environment(), stdin=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdin.write(b'{"type":"case","id":"c","title":"T"}\n')
            process.stdin.flush()
            for _ in range(100):
                if os.path.exists(self.path("t.leren")):
                    break
                time.sleep(0.05)
            process.terminate()
            _, errors = process.communicate(
                b"".join(b'{"type":"case","id":"c%d","title":"T"}\n' % n for n in range(5000)))
        self.assertEqual(process.returncode, 1)
        self.assertEqual(errors.count(b"\n"), 1, errors)
        self.assertEqual(os.listdir(self.folder), [])


@unittest.skipUnless(can_mount(), "a small file system cannot be mounted here")
class SmallDisk(CommandTest):
    def on_disk(self, prepare, *arguments, size="400k"):
        """Runs a command beside a small file system at disk/; gives status, errors and what is
        left there."""
        os.makedirs(self.path("disk"), exist_ok=True)
        script = (f"mount -t tmpfs -o size={size} tmpfs disk && {{ {prepare}; }} && "
                  '{ "$@"; echo $? > status; sha256sum disk/*.leren > after 2> /dev/null; '
                  'ls -A disk > left; }')
        done = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", COMMAND, *arguments],
                              cwd=self.folder, env=environment(), check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = done.stderr.decode()
        with open(self.path("status"), encoding="utf-8") as file:
            status = int(file.read())
        with open(self.path("left"), encoding="utf-8") as file:
            left = file.read().split()
        return status, errors, left

    def check_line(self, status, errors):
        lines = errors.splitlines()
        self.assertEqual(status, 1, errors)
        self.assertEqual(len(lines), 1, errors)
        self.assertRegex(lines[0], r"^leren: .*: .*")

    def fill(self):
        self.write("many.jsonl", "".join(
            '{"type":"case","id":"c%d","title":"%s"}\n' % (n, "x" * 200) for n in range(5000)))

    def test_import_into_a_full_disk(self):
        self.fill()
        status, errors, left = self.on_disk(":", "import", "disk/t.leren", "many.jsonl")
        self.check_line(status, errors)
        self.assertEqual(left, [])

    def test_a_store_on_a_full_disk_stays(self):
        self.fill()
        self.make_store([{"type": "case", "id": "c", "title": "C"}])
        status, errors, left = self.on_disk("cp t.leren disk", "import", "disk/t.leren",
                                            "many.jsonl")
        self.check_line(status, errors)
        self.assertEqual(left, ["t.leren"])
        with open(self.path("after"), encoding="utf-8") as file:
            self.assertEqual(file.read().split()[0], digest(self.path("t.leren")))

    def test_export_and_report_to_a_full_disk(self):
        self.make_store()
        for arguments in (["export", "t.leren", "-o", "disk/out"],
                          ["report", "t.leren", "-o", "disk/out"]):
            status, errors, left = self.on_disk(":", *arguments, size="8k")
            self.check_line(status, errors)
            self.assertEqual(left, [])

    def test_a_disk_that_cannot_be_written(self):
        self.make_store([{"type": "participant", "id": "p"},
                         {"type": "action", "id": "a", "what": "x"}])
        self.write("more.json", {"format": "leren", "version": 1, "records": [
            {"type": "case", "id": "c", "title": "C"}]})
        for arguments in (["import", "disk/t.leren", "more.json"], ["init", "disk/u.leren"],
                          ["import", "disk/u.leren", "more.json"],
                          ["add", "disk/t.leren", "case", "title=x"],
                          ["act", "disk/t.leren", "a", "own", "owner=p"],
                          ["export", "disk/t.leren", "-o", "disk/out"],
                          ["report", "disk/t.leren", "-o", "disk/out"]):
            with self.subTest(arguments):
                status, errors, left = self.on_disk("cp t.leren disk; mount -o remount,ro disk",
                                                    *arguments)
                self.check_line(status, errors)
                self.assertEqual(left, ["t.leren"])
        status, errors, _ = self.on_disk("cp t.leren disk; mount -o remount,ro disk",
                                         "list", "disk/t.leren", "action")
        self.assertEqual((status, errors), (0, ""))


class Killed(CommandTest):
    def test_who_only_looks_finds_the_store_as_it_was_before_a_writer_was_killed(self):
        self.make_store([{"type": "case", "id": f"c{i}", "title": "Huur"} for i in range(3000)], "k.leren")
        whole = self.leren("list", "k.leren", "case")
        # so many pages that some of them are in the file already, and no commit
        killed = subprocess.run([sys.executable, "-c", """
import os, signal, sqlite3
store = sqlite3.connect("k.leren", isolation_level=None)
store.execute("PRAGMA cache_size = 2")
store.execute("BEGIN IMMEDIATE")
store.execute('UPDATE "case" SET title = title || id')
os.kill(os.getpid(), signal.SIGKILL)
"""], cwd=self.folder, check=False)
        self.assertEqual(killed.returncode, -signal.SIGKILL)
        self.assertEqual(self.leren("list", "k.leren", "case"), whole)
        self.assertEqual(self.leren("check", "k.leren"), "no problems\n")


if __name__ == "__main__":
    main()
