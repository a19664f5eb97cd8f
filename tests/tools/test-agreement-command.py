# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""agreement, over tables and over the codings in a store."""

import os

from support import SOURCE, CommandTest, main

TABLES = os.path.join(SOURCE, "tests", "data", "agreement")
KRIPPENDORFF = os.path.join(TABLES, "krippendorff-2011.csv")
PROMISED = {"units", "coders", "pairable", "metric", "alpha", "alpha_low", "alpha_high", "fleiss_kappa", "cohen_kappa"}

PEOPLE = [{"type": "participant", "id": name, "name": name} for name in ("an", "bo")]
TEXT = "They only watch us cook, and we let them."


def coding(number, target, concept, coder, framework="logical-levels", **members):
    return {"type": "coding", "id": f"k{number}", "target": target, "framework": framework, "concept": concept,
            "coder": coder, **members}


class Agreement(CommandTest):
    def agreement(self, *arguments, **options):
        return self.json("agreement", *arguments, "--json", **options)

    def store(self, *codings):
        records = PEOPLE + [{"type": "reflection", "id": name, "text": TEXT} for name in ("r1", "r2", "r3")]
        self.write("records.json", {"format": "leren", "version": 1, "records": records + list(codings)})
        self.leren("import", "codings.csv", "records.json")
        return "codings.csv"

    def test_published_figures(self):
        for metric, alpha in (("nominal", .7434), ("ordinal", .8154), ("interval", .8491), ("ratio", .7974)):
            found = self.agreement(KRIPPENDORFF, "--metric", metric)
            self.assertLessEqual(PROMISED, set(found))
            self.assertEqual((found["units"], found["coders"], found["pairable"]), (12, 4, 40))
            self.assertEqual(found["metric"], metric)
            self.assertAlmostEqual(found["alpha"], alpha, 4)
            self.assertLess(found["alpha_low"], alpha)
            self.assertGreater(found["alpha_high"], alpha)
            self.assertIsNone(found["cohen_kappa"])
            self.assertIsNone(found["fleiss_kappa"])
            self.assertAlmostEqual(found["gwet_ac1"], .775, 3)
            self.assertEqual(len(found["pairs"]), 6)
            self.assertEqual([row["unit"] for row in found["differences"]][0], "6")
            self.assertEqual(found["differences"][0]["values"], ["1", "2", "3", "4"])
            self.assertIsNone(found["unitizing"])

    def test_units_and_coders_exchanged(self):
        """Of 5,000 coders there are twelve million pairs."""
        row = ",".join(str(i % 3) for i in range(5000))
        table = self.write("exchanged.csv", ",".join(f"c{i}" for i in range(5000)) + f"\n{row}\n")
        found = self.agreement(table, "--resamples=0")
        self.assertEqual(found["coders"], 5000)
        self.assertIsNone(found["pairs"])
        text = self.leren("agreement", table, "--resamples=0")
        self.assertIn("too many coders", text)
        self.assertNotIn("Two by two", text)
        few = self.write("few.csv", ",".join(f"c{i}" for i in range(200)) + "\n" + "1," * 199 + "2\n")
        self.assertEqual(len(self.agreement(few, "--resamples=0")["pairs"]), 19900)

    def test_spans_of_more_coders_than_pairs_are_written_of(self):
        coders = [{"type": "participant", "id": f"p{i}"} for i in range(201)]
        spans = [coding(i, "r1", "belief", f"p{i}", start=i % 5, end=10) for i in range(201)]
        for n, pairs in ((200, 19900), (201, None)):
            records = coders + [{"type": "reflection", "id": "r1", "text": TEXT}] + spans[:n]
            self.write("records.json", {"format": "leren", "version": 1, "records": records})
            self.leren("import", f"{n}.leren", "records.json")
            found = self.agreement(f"{n}.leren", "--resamples=0")["unitizing"]
            self.assertEqual(found["coders"], n)
            self.assertEqual(found["pairs"] and len(found["pairs"]), pairs)

    def test_nominal_is_what_is_not_said(self):
        self.assertEqual(self.agreement(KRIPPENDORFF)["metric"], "nominal")

    def test_seed(self):
        one, same, other = (self.agreement(KRIPPENDORFF, f"--seed={seed}") for seed in (7, 7, 8))
        self.assertEqual(one, same)
        self.assertNotEqual(one["alpha_low"], other["alpha_low"])
        self.assertEqual(one["alpha"], other["alpha"])
        self.assertEqual(one["bootstrap"], {"resamples": 1000, "left_out": 0, "seed": 7, "level": 0.95})
        self.assertIsNone(self.agreement(KRIPPENDORFF, "--resamples=0")["alpha_low"])

    def test_standard_input(self):
        found = self.agreement("-", stdin=b"unit,An,Bo\na,x,x\nb,x,y\nc,y,y\n")
        self.assertEqual((found["units"], found["coders"]), (3, 2))
        self.assertAlmostEqual(found["cohen_kappa"], 0.4)

    def test_for_people(self):
        text = self.leren("agreement", KRIPPENDORFF)
        for part in ("12 units, 4 coders; 40 values in 11 units can be paired", "0.743", "tentative",
                     "A: 1, B: 2, C: 3, D: 4"):
            self.assertIn(part, text)
        text = self.leren("agreement", KRIPPENDORFF, "--metric=ordinal", "--lang=nl")
        self.assertIn("0.815", text)
        self.assertIn("codeurs", text)
        self.assertNotIn("coders", text)

    def test_how_alpha_is_to_be_read(self):
        for table, says in (
            ("An,Bo\n1,1\n1,1\n", "Everybody always gave the same value"),
            ("An,Bo\n1,\n,1\n", "No unit was judged by two coders"),
            ("An\n1\n2\n", "No unit was judged by two coders"),
            ("An,Bo\n" + "1,1\n2,2\n" * 50, "good enough"),
            ("An,Bo\n" + "1,1\n2,2\n1,2\n" * 50, "too little"),
            ("An,Bo\n" + "1,1\n2,2\n" * 5 + "1,2\n", "it stands on little"),
        ):
            text = " ".join(self.leren("agreement", "-", stdin=table.encode()).split())
            self.assertIn(says, text, table)

    def test_nothing_defined_is_null(self):
        for table in ("An\n1\n2\n", "An,Bo\n1,\n,1\n", "An,Bo\n1,1\n1,1\n", "An,Bo\n"):
            found = self.agreement("-", stdin=table.encode())
            for name in ("alpha", "alpha_low", "alpha_high", "fleiss_kappa", "cohen_kappa"):
                self.assertIsNone(found[name], (table, name))

    def test_order(self):
        table = b"An,Bo\nlow,low\nhigh,middle\nmiddle,middle\n"
        self.refused("agreement", "-", "--metric=ordinal", stdin=table)
        found = self.agreement("-", "--metric=ordinal", "--order=low, middle,high", stdin=table)
        numbers = self.agreement("-", "--metric=ordinal", stdin=b"An,Bo\n1,1\n3,2\n2,2\n")
        self.assertEqual(found["alpha"], numbers["alpha"])
        self.assertEqual(found["cohen_kappa_quadratic"], numbers["cohen_kappa_quadratic"])

    def test_faults_say_where(self):
        self.write("bad.csv", "unit,An,Bo\na,1,2\nb,1,much\n")
        line = self.refused("agreement", "bad.csv", "--metric=interval")
        self.assertIn("bad.csv: line 3, column 3", line)
        self.assertIn("much", line)
        self.write("ragged.csv", "unit,An,Bo\na,1\n")
        self.assertIn("ragged.csv: line 2", self.refused("agreement", "ragged.csv"))
        self.assertIn("nowhere.csv", self.refused("agreement", "nowhere.csv"))
        self.refused("agreement", self.folder)

    def test_misuse(self):
        for arguments in ("--metric=own", "--metric=nonsense", "--resamples=-1", "--seed=-1",
                          "--framework=logical-levels", "--since=2024-01-01"):
            self.assertEqual(self.run_raw("agreement", KRIPPENDORFF, arguments).returncode, 2, arguments)

    def test_codings_in_a_store(self):
        """A store is one by what is in it, not by its name."""
        path = self.store(
            coding(1, "r1", "behaviour", "an"), coding(2, "r1", "behaviour", "bo"),
            coding(3, "r2", "belief", "an"), coding(4, "r2", "identity", "bo"),
            coding(5, "r3", "belief", "an"), coding(6, "r3", "belief", "bo"))
        found = self.agreement(path)
        self.assertEqual((found["units"], found["coders"], found["pairable"]), (3, 2, 6))
        self.assertEqual(found["names"], ["an", "bo"])
        self.assertEqual([row["unit"] for row in found["differences"]], ["r2"])
        self.assertAlmostEqual(found["cohen_kappa"], (2 / 3 - 3 / 9) / (1 - 3 / 9))
        self.assertIsNone(found["unitizing"])
        ordinal = self.agreement(path, "--metric=ordinal")
        self.assertGreater(ordinal["alpha"], found["alpha"])
        self.assertIsNotNone(ordinal["gwet_ac2"]["ordinal"])

    def test_spans(self):
        path = self.store(
            coding(1, "r1", "behaviour", "an", start=0, end=10), coding(2, "r1", "behaviour", "bo", start=0, end=10),
            coding(3, "r1", "belief", "an", start=20, end=30), coding(4, "r1", "belief", "bo", start=22, end=30))
        found = self.agreement(path)
        self.assertEqual(found["unitizing"]["spans"], 4)
        self.assertEqual(found["unitizing"]["length"], len(TEXT))
        self.assertEqual({row["value"]: row["alpha"] == 1 for row in found["unitizing"]["categories"]},
                         {"behaviour": True, "belief": False})
        self.assertIn("spans: 4; texts: 1", self.leren("agreement", path))

    def test_weights(self):
        path = self.store(*[coding(2 * i + j, f"r{i}", "belief", coder, weight=weight)
                            for i, weights in ((1, (1, 1)), (2, (2, 3)), (3, (5, 5)))
                            for j, (coder, weight) in enumerate(zip(("an", "bo"), weights))])
        table = self.agreement("-", "--metric=interval", stdin=b"an,bo\n1,1\n2,3\n5,5\n")
        found = self.agreement(path, "--metric=interval")
        self.assertEqual(found["alpha"], table["alpha"])
        self.assertEqual(found["alpha_low"], table["alpha_low"])

    def test_several_frameworks(self):
        path = self.store(coding(1, "r1", "behaviour", "an"), coding(2, "r1", "single", "bo", "learning-loops"))
        line = self.refused("agreement", path)
        self.assertIn("logical-levels", line)
        self.assertIn("learning-loops", line)
        self.assertEqual(self.agreement(path, "--framework=learning-loops")["units"], 1)
        self.assertIn("nonsense", self.refused("agreement", path, "--framework=nonsense"))
        self.leren("init", "empty.leren")
        self.assertIn("no codings", self.refused("agreement", "empty.leren"))

    def test_scope(self):
        path = self.store(coding(1, "r1", "behaviour", "an", at="2020-01-01T00:00:00Z"),
                          coding(2, "r1", "behaviour", "bo", at="2024-01-01T00:00:00Z"))
        self.assertEqual(self.agreement(path)["coders"], 2)
        self.assertEqual(self.agreement(path, "--since=2022-01-01")["coders"], 1)


if __name__ == "__main__":
    main()
