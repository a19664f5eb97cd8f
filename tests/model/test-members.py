#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The declarations against the table of the interchange, transcribed by hand: types, members, kinds,
what is required, words, frameworks, targets, bounds and defaults."""

import json
import os
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

FRAMEWORKS = Path(os.environ["LEREN_SOURCE_ROOT"], "libleren/theory/frameworks")

# A member is `name`, with `*` where it is required, then what it holds:
#   text integer number boolean time date json, ref:TYPE or ref (any), refs:TYPE, texts, framework,
#   words:a|b (one of), list:a|b (a list of), concept:FRAMEWORK, concepts:FRAMEWORK,
#   and at the end low..high and =default
COMMON = """
    id* text; created time; modified time; author ref:participant; practice ref:practice;
    visibility words:private|session|team|network|public =team; attributes json
"""
TYPES = {
    "practice": """
        name* text; learners text; setting text; goal text; facilitation text; conclusion text;
        phase concept:programme-phases; started date; ended date
    """,
    "team": "name* text; organisation text; members refs:participant",
    "participant": """
        name text;
        roles list:client|expert-by-experience|carer|volunteer|professional|manager|coach|researcher|educator|policy-maker;
        force concept:forces; profile concept:professional-profile; expertise json; organisation text
    """,
    "case": """
        title* text; narrative text; contributor ref:participant; question text; domains texts;
        urgency integer 1..5; status words:open|paused|closed; team ref:team; needs texts
    """,
    "session": """
        title text; team ref:team; protocol framework =action-learning; place text; started time;
        minutes number 0..; facilitator ref:participant; present refs:participant; cases refs:case;
        cancelled boolean
    """,
    "contribution": """
        session* ref:session; case ref:case; speaker* ref:participant;
        kind* words:open-question|closed-question|story|observation|feeling|assumption|idea|advice|summary|decision;
        text text; in_reply_to ref:contribution; stage text; at time; seconds number 0..
    """,
    "reflection": """
        text* text; subject ref; case ref:case; session ref:session; level concept:logical-levels;
        loop concept:learning-loops; timing concept:reflection-timing; stance words:espoused|in-use;
        certainty words:known|uncertain|ambiguous; collective boolean; at time
    """,
    "action": """
        what* text; case ref:case; session ref:session; intended_effect text; owner ref:participant;
        level concept:logical-levels; due date;
        state words:proposed|owned|undertaken|reviewed|concluded|dropped =proposed; undertaken date;
        effect text; effect_rating integer 1..10; reviewed date; review_session ref:session;
        reflection ref:reflection; conclusion words:adopt|adapt|abandon; previous ref:action;
        drop_reason text
    """,
    "knowledge": """
        statement* text; form* words:tacit|explicit; holder words:individual|team|organisation|network;
        kind words:sympathised|conceptual|operational|systemic; origin words:experience|professional|theoretical;
        product text; area text; case ref:case; team ref:team; valid_until date;
        superseded_by ref:knowledge
    """,
    "conversion": """
        sources refs:knowledge; results* refs:knowledge; mode concept:knowledge-conversion;
        session ref:session; participants refs:participant; trigger text; at time
    """,
    "tension": """
        description* text; pole_from text; pole_to text; pair concept:shifts;
        contradiction concept:contradictions; elements concepts:activity-system;
        status words:felt|surfaced|explored|used|settled =felt; parties refs:participant;
        case ref:case; surfaced date; settled date
    """,
    "rating": """
        value* number; subject ref; framework framework; concept text; participant ref:participant;
        minimum number =1; maximum number =10; at time
    """,
    "coding": """
        target* ref; framework* framework; concept* text; coder* ref:participant; start integer 0..;
        end integer 0..; weight number; memo text; at time
    """,
}
KINDS = {
    "texts": "texts", "ref": "reference", "refs": "references", "words": "enum", "list": "words",
    "concept": "concept", "concepts": "concepts",
}


def expected(table):
    for member in " ".join(table.split()).split("; "):
        name, what, *rest = member.split()
        kind, _, detail = what.partition(":")
        yield name.rstrip("*"), name.endswith("*"), kind, detail, rest


class Members(unittest.TestCase):
    def test_types(self):
        built_in = [name for name in Leren.Declaration.list_types() if "." not in name]
        self.assertEqual(built_in, list(TYPES))

    def test_members(self):
        for name, table in TYPES.items():
            declaration = Leren.Declaration.lookup(name)
            fields = [declaration.get_field(i) for i in range(declaration.get_n_fields())]
            members = [*expected(COMMON), *expected(table)]
            self.assertEqual([f.get_name() for f in fields], [m[0] for m in members], name)
            for field, member in zip(fields, members):
                with self.subTest(type=name, member=member[0]):
                    self.compare(declaration, field, *member)

    def compare(self, declaration, field, name, required, kind, detail, rest):
        self.assertEqual(field.get_property(), name.replace("_", "-"))
        self.assertEqual(field.is_required(), required)
        is_kind = field.get_kind().value_nick
        # the concepts of the core frameworks are also enums
        if kind == "concept" and is_kind == "enum":
            data = json.loads((FRAMEWORKS / f"{detail}.json").read_text(encoding="utf-8"))
            self.assertEqual(field.get_words(), [concept["id"] for concept in data["concepts"]])
        else:
            self.assertEqual(is_kind, KINDS.get(kind, kind))
            # words that are also the concepts of a framework may say so
            if is_kind != "enum":
                self.assertEqual(field.get_framework() or "", detail if kind.startswith("concept") else "")
        if kind in ("words", "list"):
            self.assertEqual(field.get_words(), detail.split("|"))
        if kind in ("ref", "refs"):
            self.assertEqual(field.get_target() or "", detail)
        low = high = default = None
        for part in rest:
            if part.startswith("="):
                default = part[1:]
            else:
                low, high = (float(bound) if bound else None for bound in part.split(".."))
        _, minimum, maximum = field.get_range()
        self.assertEqual((minimum if minimum == minimum else None, maximum if maximum == maximum else None), (low, high))
        self.assertTrue(field.get_description())

        pspec = getattr(Leren, declaration.get_name().title()).find_property(field.get_property())
        value = pspec.default_value
        if default is None:
            self.assertIn(getattr(value, "value_nick", value), (None, "none", 0, False))
        else:
            self.assertEqual(getattr(value, "value_nick", value), type(value)(default) if isinstance(value, float) else default)


if __name__ == "__main__":
    unittest.main()
