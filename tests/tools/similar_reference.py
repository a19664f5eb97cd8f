# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How alike cases are, computed anew from the records as they are imported, straight from the definitions:
Jaccard over sets, the intersection of histograms, BM25, and their weighted mean."""

import math
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from datetime import datetime

WEIGHTS = {"text": 6, "domains": 3, "needs": 2, "levels": 2, "loops": 1, "tensions": 3, "elements": 1, "people": 1}
TEXTS = ("title", "narrative", "question")
MOST_WORDS = 200
BONUS = 0.1


def jaccard(one, other):
    return len(one & other) / len(one | other) if one | other else 0


def intersection(one, other):
    if not one or not other:
        return 0
    return sum(min(one[place] / one.total(), other[place] / other.total()) for place in one)


def fold(words):
    return {folded for word in words if (folded := unicodedata.normalize("NFC", word).casefold().strip())}


class FtsTexts:
    """BM25 by SQLite's own bm25(), in an index of one's own"""

    def __init__(self, texts):
        self.database = sqlite3.connect(":memory:")
        self.database.executescript(
            "CREATE VIRTUAL TABLE texts USING fts5 (title, narrative, question,"
            " tokenize = 'unicode61 remove_diacritics 2');"
            "CREATE VIRTUAL TABLE text_words USING fts5vocab (texts, row);"
            "CREATE VIRTUAL TABLE cut USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');"
            "CREATE VIRTUAL TABLE cut_words USING fts5vocab (cut, row);")
        self.database.executemany("INSERT INTO texts (rowid, title, narrative, question) VALUES (?, ?, ?, ?)",
                                  [(row, *text) for row, text in enumerate(texts)])

    def cut(self, text):
        self.database.execute("DELETE FROM cut")
        self.database.execute("INSERT INTO cut (text) VALUES (?)", ["\n".join(part for part in text if part)])
        return dict(self.database.execute("SELECT term, cnt FROM cut_words"))

    def count(self, word):
        found = self.database.execute("SELECT doc FROM text_words WHERE term = ?", [word]).fetchone()
        return found[0] if found else 0

    def score(self, words):
        expression = " OR ".join(f'"{word}"' for word in words)
        return {row: -score for row, score in
                self.database.execute("SELECT rowid, bm25 (texts) FROM texts WHERE texts MATCH ?", [expression])}


class PlainTexts:
    """The same without SQLite, for texts of plain letters and digits"""

    def __init__(self, texts):
        self.counts = [self.cut(text) for text in texts]
        self.lengths = [count.total() for count in self.counts]
        self.mean = sum(self.lengths) / len(texts)
        self.with_word = Counter(word for count in self.counts for word in count)

    def cut(self, text):
        return Counter(re.findall(r"[a-z0-9]+", " ".join(part for part in text if part).lower()))

    def count(self, word):
        return self.with_word[word]

    def score(self, words):
        weights = [(word, inverse_frequency(len(self.counts), self.with_word[word])) for word in words]
        scores = {}
        for row, (count, length) in enumerate(zip(self.counts, self.lengths)):
            part = 1.2 * (1 - 0.75 + 0.75 * length / self.mean)
            score = sum(weight * count[word] * 2.2 / (count[word] + part) for word, weight in weights if word in count)
            if score:
                scores[row] = score
        return scores


def inverse_frequency(total, count):
    idf = math.log((total - count + 0.5) / (count + 0.5))
    return idf if idf > 0 else 1e-6


class Cases:
    def __init__(self, records, make_texts=FtsTexts):
        self.by_id = {record["id"]: record for record in records if "id" in record}
        self.records = defaultdict(list)
        for record in records:
            self.records[record["type"]].append(record)
        self.ids = [case["id"] for case in self.records["case"]]
        self.row = {case: row for row, case in enumerate(self.ids)}
        texts = [[case.get(member) for member in TEXTS] for case in self.records["case"]]
        self.texts, self.text_of = make_texts(texts), dict(zip(self.ids, texts))
        self.domains = {case["id"]: fold(case.get("domains", [])) for case in self.records["case"]}
        self.needs = {case["id"]: fold(case.get("needs", [])) for case in self.records["case"]}
        self.levels = self.read_places("level", "logical-levels")
        self.loops = self.read_places("loop", "learning-loops")
        self.tensions, self.elements = defaultdict(set), defaultdict(set)
        for tension in self.records["tension"]:
            case = self.case_of(tension)
            self.tensions[case] |= {(name, tension[name]) for name in ("pair", "contradiction") if name in tension}
            self.elements[case] |= set(tension.get("elements", []))
        self.read_people()
        self.read_course()

    def case_of(self, record):
        seen = set()
        while record is not None and record.get("id") not in seen:
            seen.add(record.get("id"))
            if record["type"] == "case":
                return record["id"]
            if "case" in record:
                return record["case"]
            record = self.by_id.get(record.get("subject") or record.get("target"))
        return None

    def read_places(self, member, framework):
        """What most voices say: the record's own is one, and so is each concept that a coder names."""
        voices = defaultdict(set)
        for coding in self.records["coding"]:
            if coding["framework"] == framework:
                voices[coding["target"]].add((coding["coder"], coding["concept"]))
        places = defaultdict(Counter)
        for reflection in self.records["reflection"]:
            own = reflection.get(member)
            votes = Counter(concept for _, concept in voices[reflection["id"]])
            if own:
                votes[own] += 1
            top = [concept for concept in votes if votes[concept] == max(votes.values())]
            said = own if own in top or len(top) != 1 else top[0]
            case = self.case_of(reflection)
            if said and case:
                places[case][said] += 1
        return places

    def read_people(self):
        roles = {person["id"]: set(person.get("roles", [])) for person in self.records["participant"]}
        self.people = defaultdict(set)
        for case in self.records["case"]:
            self.people[case["id"]] |= roles.get(case.get("contributor"), set())
        for session in self.records["session"]:
            for case in session.get("cases", []):
                for person in session.get("present", []):
                    self.people[case] |= roles[person]
        for action in self.records["action"]:
            self.people[self.case_of(action)] |= roles.get(action.get("owner"), set())

    def read_course(self):
        self.moments = defaultdict(list)
        for case in self.records["case"]:
            if "created" in case:
                self.moments[case["id"]].append(datetime.fromisoformat(case["created"]))
        for session in self.records["session"]:
            if "started" in session or "created" in session:
                for case in session.get("cases", []):
                    self.moments[case].append(datetime.fromisoformat(session.get("started") or session["created"]))
        looked_back = {self.case_of(action) for action in self.records["action"]
                       if action.get("state") != "dropped" and (
                           action.get("state") in ("reviewed", "concluded")
                           or any(name in action for name in ("conclusion", "effect", "effect_rating", "reviewed")))}
        self.worked_through = {case["id"] for case in self.records["case"]
                               if case.get("status") == "closed" and case["id"] in looked_back}

    def choose(self, text, fewest):
        total, found = len(self.ids), {}
        for word, frequency in self.texts.cut(text).items():
            count = self.texts.count(word)
            if len(word) > 1 and count >= fewest:
                found[word] = frequency, count
        telling = {word: each for word, each in found.items() if 2 * each[1] < total} or found
        order = sorted(telling, key=lambda word: (-telling[word][0] * inverse_frequency(total, telling[word][1]),
                                                  word.encode()))
        return order[:MOST_WORDS]

    def find(self, asked, weights=None, bonus=BONUS, later=False):
        """For each case that shares something: (score, similarity, local similarities), and the weights"""
        weights = dict(WEIGHTS, **(weights or {}))
        words = self.choose(self.text_of[asked], 2)
        scores = self.texts.score(words) if words else {}
        own = scores.get(self.row[asked])
        local = {
            "text": lambda case: min(scores.get(self.row[case], 0) / own, 1),
            "domains": lambda case: jaccard(self.domains[asked], self.domains[case]),
            "needs": lambda case: jaccard(self.needs[asked], self.needs[case]),
            "levels": lambda case: intersection(self.levels[asked], self.levels[case]),
            "loops": lambda case: intersection(self.loops[asked], self.loops[case]),
            "tensions": lambda case: jaccard(self.tensions[asked], self.tensions[case]),
            "elements": lambda case: jaccard(self.elements[asked], self.elements[case]),
            "people": lambda case: jaccard(self.people[asked], self.people[case]),
        }
        has = {"text": bool(words), **{name: bool(getattr(self, name)[asked]) for name in local if name != "text"}}
        whole = sum(weights[name] for name in local if has[name])
        shares = {name: weights[name] / whole if has[name] and weights[name] else None for name in local}
        result = {}
        for case in self.ids:
            if case == asked or (not later and self.is_later(case, asked)):
                continue
            parts = {name: local[name](case) for name, share in shares.items() if share is not None}
            similarity = sum(shares[name] * part for name, part in parts.items())
            if similarity > 0:
                score = similarity * (1 + bonus if case in self.worked_through else 1)
                result[case] = score, similarity, parts
        return result, shares

    def is_later(self, case, asked):
        return bool(self.moments[case] and self.moments[asked]
                    and min(self.moments[case]) > min(self.moments[asked]))
