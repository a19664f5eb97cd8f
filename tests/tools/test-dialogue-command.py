#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""dialogue: its JSON, what people read, and a meeting that others counted."""

import json
import math
import os
import re
import unittest
from datetime import datetime, timedelta, timezone

from support import CommandTest, SOURCE, main

SHARED = os.environ.get("LEREN_SHARED", os.path.join(SOURCE, "..", "shared"))
AMI = os.path.join(SHARED, "data", "dialogue", "ami-ES2002d.json")

# The dialogue acts of the AMI corpus (Carletta, 2007), and the kinds of turns nearest to them.
# What elicits something is a question: open where it asks for information or for proposals, closed
# where it asks for a yes or no to what was said. A suggestion tells others what to do, and an
# offer what the speaker could do.
KINDS = {
    "el.inf": "open-question", "el.sug": "open-question", "el.ass": "closed-question",
    "el.und": "closed-question", "sug": "advice", "off": "idea", "inf": "observation",
    "ass": "assumption", "und": "summary", "be.pos": "feeling", "be.neg": "feeling",
    "bck": "observation", "stl": "observation", "fra": "observation", "oth": "story",
}


def evenness(amounts):
    total = sum(amounts)
    shares = [amount / total for amount in amounts]
    return -sum(share * math.log(share) for share in shares if share) / math.log(len(shares))


def count_words(text):
    words = re.findall(r"\w+(?:['’.]\w+)*", text)
    return sum(any(letter.isalnum() for letter in word) for word in words)


def to_records(acts):
    """Each act is a turn of the one who speaks; each role of the meeting is a person."""
    began = datetime(2004, 3, 4, 10, tzinfo=timezone.utc)
    roles = sorted({act["attributes"]["role"] for act in acts})
    yield {"type": "session", "id": "meeting", "started": began.isoformat(), "present": roles}
    for role in roles:
        yield {"type": "participant", "id": role, "roles": ["professional"]}
    for number, act in enumerate(acts):
        start, end = float(act["starttime"]), float(act["endtime"])
        yield {"type": "contribution", "id": f"act{number}", "session": "meeting",
               "speaker": act["attributes"]["role"], "kind": KINDS[act["label"]],
               "text": act["text"], "seconds": round(end - start, 3),
               "at": (began + timedelta(seconds=start)).isoformat()}


@unittest.skipUnless(os.path.exists(AMI), "no meeting of the AMI corpus in ../shared or $LEREN_SHARED")
class Ami(CommandTest):
    """Meeting ES2002d: what its publishers' annotations come to"""

    def test_figures(self):
        with open(AMI, encoding="utf-8") as file:
            acts = json.load(file)
        store = self.make_store(to_records(acts))
        result = self.json("dialogue", store, "--json")
        session, = result["sessions"]
        self.assertEqual(session["turns"], 1362)
        seconds = {voice["participant"]: voice["seconds"] for voice in session["voices"]}
        expected = {"PM": 842.06, "ID": 647.09, "UI": 217.30, "ME": 845.10}
        self.assertEqual(set(seconds), set(expected))
        for role, value in expected.items():
            self.assertAlmostEqual(seconds[role], value, delta=0.005)
        self.assertEqual(round(session["evenness_seconds"], 4), 0.9302)
        self.assertEqual(session["open_questions"] + session["closed_questions"], 131)
        self.assertEqual(session["advice"], 46)
        self.assertEqual(session["kinds"]["idea"], 12)
        self.assertEqual(sum(session["kinds"].values()), 1362)
        self.assertEqual(session["silent"], [])

        # and by turns and words, counted once more
        turns, words = dict.fromkeys(expected, 0), dict.fromkeys(expected, 0)
        early, asked = 0, False
        for act in sorted(acts, key=lambda act: float(act["starttime"])):
            turns[act["attributes"]["role"]] += 1
            words[act["attributes"]["role"]] += count_words(act["text"])
            asked = asked or KINDS[act["label"]] == "open-question"
            early += act["label"] == "sug" and not asked
        self.assertEqual({voice["participant"]: voice["turns"] for voice in session["voices"]}, turns)
        self.assertEqual({voice["participant"]: voice["words"] for voice in session["voices"]}, words)
        self.assertAlmostEqual(session["evenness"], evenness(turns.values()), places=12)
        self.assertAlmostEqual(session["evenness_words"], evenness(words.values()), places=12)
        self.assertEqual(session["advice_before_question"], early)


class Dialogue(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store()

    def test_shape(self):
        result = self.json("dialogue", "t.leren", "--json")
        self.assertEqual(set(result), {"sessions", "unrecorded", "trends", "changed", "gone"})
        turns = self.json("list", "t.leren", "contribution", "--json")
        self.assertEqual(sum(session["turns"] for session in result["sessions"]), len(turns))
        sessions = {session["id"]: session
                    for session in self.json("list", "t.leren", "session", "--json")}
        self.assertEqual(len(result["sessions"]) + result["unrecorded"], len(sessions))
        for session in result["sessions"]:
            said = [turn for turn in turns if turn["session"] == session["session"]]
            spoke = {turn["speaker"] for turn in said}
            present = set(sessions[session["session"]].get("present", [])) | spoke
            self.assertEqual({voice["participant"] for voice in session["voices"]}, spoke)
            self.assertEqual(set(session["silent"]), present - spoke)
            self.assertAlmostEqual(sum(voice["share"] for voice in session["voices"]), 1)
            self.assertEqual(session["words"], sum(count_words(turn.get("text", "")) for turn in said))
            if len(present) < 2:
                self.assertIsNone(session["evenness"])
            else:
                counts = [sum(turn["speaker"] == person for turn in said) for person in present]
                self.assertAlmostEqual(session["evenness"], evenness(counts))
            for name in ("open_questions", "closed_questions", "advice", "question_advice_ratio",
                         "advice_before_question", "client", "roles", "replies"):
                self.assertIn(name, session)

    def test_one_session(self):
        result = self.json("dialogue", "t.leren", "--session", "jes-session-weekly", "--json")
        session, = result["sessions"]
        self.assertEqual(session["session"], "jes-session-weekly")
        self.assertEqual(session["silent"], ["jes-resident-chair", "jes-resident-shopper"])
        self.assertEqual(session["client"]["voice"], "heard")
        self.assertEqual(session["client"]["share"], 0.75)
        self.assertEqual(session["replies"][1],
                         {"from": "jes-residents", "to": "jes-supporter", "turns": 1})
        line = self.refused("dialogue", "t.leren", "--session", "nonsense")
        self.assertIn("nonsense", line)
        self.assertIn("leren list", line)

    def test_for_people(self):
        text = self.leren("dialogue", "t.leren", "--practice", "jes-practice")
        self.assertIn("jes-session-weekly", text)
        self.assertIn("75 %", text)
        self.assertIn("did not speak", text)
        self.assertIn("2 sessions\n", text)
        text = self.leren("dialogue", "t.leren", "--practice", "jes-practice", "--lang=nl")
        self.assertIn("75 %", text)
        self.assertIn("zei niets", text)
        self.assertNotIn("turns", text)

    def test_nobody(self):
        self.leren("init", "empty.leren")
        self.assertEqual(self.json("dialogue", "empty.leren", "--json")["sessions"], [])
        self.assertEqual(self.leren("dialogue", "empty.leren"), "0 sessions\n")


if __name__ == "__main__":
    main()
