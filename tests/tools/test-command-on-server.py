# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The command on a store in a database on a server, which it never takes for a file."""

import json
import os
import subprocess

import support

LOCATION = os.environ["LEREN_TEST_STORE"].replace("@/?", "@/postgres?")


def ask(sql):
    return subprocess.run(["psql", "--no-psqlrc", "--tuples-only", "--no-align", LOCATION, "--command", sql],
                          stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


class ImportTest(support.CommandTest):
    def source(self, *records):
        return self.write("in.jsonl", "".join(json.dumps(record) + "\n" for record in records))

    def test_into_what_is_there(self):
        cases = [{"type": "case", "id": f"arrears-{n}", "title": "Rent arrears", "team": "noord"} for n in range(2000)]
        self.leren("import", LOCATION, self.source(
            {"type": "practice", "id": "wijkteam", "name": "Wijkteam Noord"},
            {"type": "team", "id": "noord", "name": "Noord", "practice": "wijkteam"}))
        self.leren("import", LOCATION, self.source(*cases))

        others = [{**case, "id": f"more-{case['id']}"} for case in cases]
        for wrong, said in (({"type": "team", "id": "arrears-7", "name": "T"}, "is used by another record (a case)"),
                            ({"type": "team", "id": "more-arrears-7", "name": "T"}, "is used by another record (a case)"),
                            ({"type": "case", "id": "new", "title": "T", "team": "gone"}, "names “gone”")):
            line = self.refused("import", LOCATION, self.source(*others, wrong))
            self.assertIn("in.jsonl: line 2001: ", line)
            self.assertIn(said, line)

        self.assertEqual(ask('SELECT count (*), count (DISTINCT _rowid_) FROM leren."case"'), "2000|2000")
        self.assertEqual(ask("SELECT type, owner, count (*) FROM leren.identity GROUP BY 1, 2 ORDER BY 1"),
                         "case|wijkteam|2000\npractice|wijkteam|1\nteam|wijkteam|1")
        self.assertEqual(ask("SELECT change, last_row - first_row + 1 FROM leren.journal ORDER BY number"),
                         "imported|2\nimported|2000")
        self.leren("check", LOCATION)
        self.assertEqual(os.listdir(self.folder), ["in.jsonl"])


if __name__ == "__main__":
    support.main()
