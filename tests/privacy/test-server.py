# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A client asks a city to be forgotten, and records come of age: on a server too nothing of it stays in the database's files."""

import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

from support import CommandTest, main  # noqa: E402

SERVER = os.environ["LEREN_TEST_STORE"]
FOLDER = pathlib.Path(re.search(r"host=([^&]+)", SERVER).group(1))
# Words that stand nowhere else: of who is erased, of what has come of age, and of what stays
ERASED = ["Zwirkelmans", "Ofelientje", "Fagottiaans", "Brummelaer"]
EXPIRED = ["Kwastelorum"]
STAYS = "Snorrebaarden"
RECORDS = [
    {"type": "participant", "id": "ofelientje", "name": f"{ERASED[1]} {ERASED[0]}"},
    {"type": "participant", "id": "w2", "name": "Bo Jansma"},
    {"type": "team", "id": "t1", "name": "Wijkteam", "members": ["ofelientje", "w2"]},
    {"type": "case", "id": "c1", "title": "Rent arrears", "narrative": f"{ERASED[1]} {ERASED[0]} rang.", "team": "t1"},
    {"type": "reflection", "id": "r1", "text": f"We asked {ERASED[2]}.", "author": "ofelientje", "case": "c1"},
    {"type": "reflection", "id": "r2", "text": f"Long ago: {EXPIRED[0]}.", "case": "c1", "at": "2015-01-01T00:00:00Z"},
    {"type": "reflection", "id": "r3", "text": f"Of late: {STAYS}.", "case": "c1", "at": "2025-01-01T00:00:00Z"},
]
SCHEDULE = {"format": "leren-retention", "version": 1, "rules": [{"type": "reflection", "years": 3, "after": "at"}]}


def database(name):
    return SERVER.replace("leren@/", f"leren@/{name}")


def psql(name, sql):
    return subprocess.run(["psql", "--no-psqlrc", "-qAt", database(name), "-c", sql], check=True, capture_output=True,
                          text=True).stdout.strip()


def files_with(word):
    """Of the databases of the server, written out first; its write-ahead log is somebody else's business."""
    psql("postgres", "CHECKPOINT")
    return [path for path in (FOLDER / "data" / "base").rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


class Server(CommandTest):
    def setUp(self):
        super().setUp()
        name = f"city_{self._testMethodName}"
        psql("postgres", f"CREATE DATABASE {name}")
        self.name, self.place = name, database(name)
        self.leren("import", self.place, self.write("records.json", {"format": "leren", "version": 1, "records": RECORDS}))
        self.leren("add", self.place, "reflection", "id=r4", f"text=Once more {ERASED[3]}", "author=ofelientje")
        # the server keeps samples of what is in a column
        psql(name, "ANALYZE")

    def tearDown(self):
        psql("postgres", f"DROP DATABASE {self.name}")

    def test_erase(self):
        for word in ERASED:
            self.assertNotEqual(files_with(word), [], word)
        said = self.leren("erase", self.place, "ofelientje", "--yes")
        self.assertIn("write-ahead log", said)
        for word in ERASED:
            self.assertEqual(files_with(word), [], word)
        self.assertNotEqual(files_with(STAYS), [])
        self.assertIn("no problems", self.leren("check", self.place))
        self.assertIn("[x x x]", self.leren("show", self.place, "r1"))

    def test_erase_who_logs_in(self):
        """A role that names who was erased would tell it."""
        psql("postgres", "CREATE ROLE ofelientje LOGIN")
        self.leren("admit", self.place, "ofelientje", "ofelientje")
        self.assertIn("withdraw that first", self.refused("erase", self.place, "ofelientje", "--yes"))
        self.assertIn(ERASED[0], self.leren("show", self.place, "ofelientje"))
        self.leren("withdraw", self.place, "ofelientje")
        self.leren("erase", self.place, "ofelientje", "--yes")
        self.assertEqual(files_with(ERASED[0]), [])

    def test_retain(self):
        schedule = self.write("schedule.json", SCHEDULE)
        self.assertIn("Nothing was changed", self.leren("retain", self.place, "--schedule", schedule))
        self.assertNotEqual(files_with(EXPIRED[0]), [])
        self.assertIn("write-ahead log", self.leren("retain", self.place, "--schedule", schedule, "--yes"))
        self.assertEqual(files_with(EXPIRED[0]), [])
        self.assertNotEqual(files_with(STAYS), [])
        self.assertIn("no problems", self.leren("check", self.place))
        self.assertNotIn("r2", self.leren("list", self.place, "reflection"))


main()
