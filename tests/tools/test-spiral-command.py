# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The knowledge spiral from the shell: over the examples, and over chains that would exhaust a stack."""

import json

from support import CommandTest, main

MODES = ["socialisation", "externalisation", "combination", "internalisation"]
HOLDERS = ["individual", "team", "organisation", "network"]
LONG = 200000


class Spiral(CommandTest):
    def test_examples(self):
        self.make_store()
        told = self.json("spiral", "t.leren", "--json")
        self.assertEqual(list(told["modes"]), MODES)
        self.assertEqual(sum(told["modes"].values()) + told["without_mode"], told["conversions"])
        self.assertEqual(list(told["reach"]), HOLDERS)
        self.assertLessEqual({"full_turns", "chains", "longest", "circles", "dead_ends", "never_externalised",
                              "never_internalised"}, set(told))
        knowledge = self.json("list", "t.leren", "knowledge", "--json")
        forms = {record["id"]: record["form"] for record in knowledge}
        self.assertEqual(told["knowledge"], len(forms))
        self.assertEqual({forms[each] for each in told["never_externalised"]}, {"tacit"})
        self.assertEqual({forms[each] for each in told["never_internalised"]}, {"explicit"})
        self.assertEqual(told["reach"]["individual"], sum(record.get("holder") == "individual" for record in knowledge))

    def test_scope(self):
        self.make_store()
        told = self.json("spiral", "t.leren", "--practice", "venlo-practice", "--json")
        self.assertLess(0, told["conversions"])
        self.assertTrue(all(each.startswith("venlo-") for each in told["dead_ends"]))
        self.refused("spiral", "t.leren", "--practice", "nobody")

    def test_for_people(self):
        self.make_store()
        told = self.json("spiral", "t.leren", "--json")
        text = self.leren("spiral", "t.leren")
        self.assertIn(f"{told['knowledge']} pieces of knowledge", text)
        self.assertRegex(text, rf"Combination +{told['modes']['combination']}\n")
        self.assertIn(" → ".join(told["longest"]["chains"][0]), text)
        self.assertIn(f"Nothing was made from it: {len(told['dead_ends'])}", text)
        dutch = self.leren("spiral", "t.leren", "--lang=nl")
        self.assertRegex(dutch, rf"Combinatie +{told['modes']['combination']}\n")
        self.assertIn(f"Langste keten: {told['longest']['length']} stappen", dutch)

    def test_nothing(self):
        self.leren("init", "t.leren")
        told = self.json("spiral", "t.leren", "--json")
        self.assertEqual((told["full_turns"], told["chains"], told["longest"]["length"]), (0, [], 0))
        self.leren("spiral", "t.leren")

    def long(self, round_it):
        """One version of a guideline after the other, and at the end back to the first one or not."""
        with open(self.path("long.jsonl"), "w", encoding="utf-8") as file:
            for i in range(LONG):
                file.write(json.dumps({"type": "knowledge", "id": f"k{i}", "statement": "v", "form": "explicit"}) + "\n")
            for i in range(LONG if round_it else LONG - 1):
                conversion = {"type": "conversion", "id": f"c{i}", "sources": [f"k{i}"], "results": [f"k{(i + 1) % LONG}"]}
                file.write(json.dumps(conversion) + "\n")
        self.leren("import", "t.leren", "long.jsonl")
        return self.json("spiral", "t.leren", "--json")

    def test_long_chain(self):
        told = self.long(False)
        self.assertEqual(told["modes"]["combination"], LONG - 1)
        self.assertEqual(told["longest"]["length"], LONG - 1)
        self.assertEqual(told["longest"]["chains"], [[f"k{i}" for i in range(LONG)]])
        self.assertEqual(told["dead_ends"], [f"k{LONG - 1}"])

    def test_long_circle(self):
        told = self.long(True)
        self.assertEqual((told["n_circles"], told["longest"]["length"]), (1, 0))
        self.assertEqual(told["circles"], [[f"k{i}" for i in range(LONG)]])
        self.assertEqual(told["dead_ends"], [])


if __name__ == "__main__":
    main()
