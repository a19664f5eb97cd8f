#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The spiral of random graphs, against networkx and against trying every chain."""

import json
import random
import re
import unittest

import gi
import networkx

gi.require_version("Json", "1.0")
gi.require_version("Leren", "1.0")
from gi.repository import Json, Leren

FORMS = ["tacit", "explicit"]
HOLDERS = ["individual", "team", "organisation", "network", None]
MODES = {("tacit", "tacit"): "socialisation", ("tacit", "explicit"): "externalisation",
         ("explicit", "explicit"): "combination", ("explicit", "tacit"): "internalisation"}


class Story:
    """Some knowledge, and conversions between any of it."""

    def __init__(self, seed, n_pieces, n_conversions):
        chance = random.Random(seed)
        self.pieces = {f"k{i}": (chance.choice(FORMS), chance.choice(HOLDERS)) for i in range(n_pieces)}
        ids = list(self.pieces)
        self.superseded = dict(zip(ids[1:], ids[:1])) if chance.random() < 0.3 else {}
        self.conversions = {}
        for i in range(n_conversions):
            sources = chance.sample(ids, chance.choice([0, 1, 1, 1, 1, 2, 3]))
            if sources and chance.random() < 0.7:  # of one form, so that the mode follows
                sources = [each for each in sources if self.pieces[each][0] == self.pieces[sources[0]][0]]
            results = chance.sample(ids, chance.choice([1, 1, 1, 2]))
            kinds = {(self.pieces[a][0], self.pieces[b][0]) for a in sources for b in results}
            mode = MODES[kinds.pop()] if len(kinds) == 1 else chance.choice([None, *MODES.values()])
            self.conversions[f"c{i}"] = (sources, results, mode)

    def records(self):
        for each, (form, holder) in self.pieces.items():
            record = {"type": "knowledge", "id": each, "statement": "x", "form": form}
            if holder:
                record["holder"] = holder
            if each in self.superseded:
                record["superseded_by"] = self.superseded[each]
            yield record
        for each, (sources, results, mode) in self.conversions.items():
            record = {"type": "conversion", "id": each, "sources": sources, "results": results}
            # where it follows it is not always stated
            follows = len({(self.pieces[a][0], self.pieces[b][0]) for a in sources for b in results}) == 1
            if mode and not (follows and int(each[1:]) % 2):
                record["mode"] = mode
            yield record

    def spiral(self):
        store = Leren.Store.open(":memory:", Leren.StoreFlags.NONE, None)
        transaction = store.begin()
        for record in self.records():
            store.save(Leren.Record.from_json(json.dumps(record), -1), None)
        transaction.commit()
        return Leren.spiral(Leren.Snapshot.take(store, None, None))

    def graph(self):
        """Pieces only; a conversion without sources starts from a node of its own."""
        graph = networkx.MultiDiGraph()
        graph.add_nodes_from(self.pieces)
        for each, (sources, results, mode) in self.conversions.items():
            for source in sources or [("before", each)]:
                for result in results:
                    graph.add_edge(source, result, mode=mode)
        return graph

    def turns(self):
        """All conversions that complete a turn, by every chain that passes none twice."""
        letters = {each: mode[0] if mode else "-" for each, (_, _, mode) in self.conversions.items()}
        socialised = {piece for _, results, mode in self.conversions.values() if mode == "socialisation" for piece in results}
        complete = set()

        def starts(each):
            sources = self.conversions[each][0]
            if not sources:
                return True
            tacit = [piece for piece in sources if self.pieces[piece][0] == "tacit"]
            return bool(tacit) if letters[each] == "s" else any(piece not in socialised for piece in tacit)

        def go(chain):
            text = "".join(letters[each] for each in chain)
            results = self.conversions[chain[-1]][1]
            if re.fullmatch("s+e+c+i|e+c+i+s", text) and any(self.pieces[piece][0] == "tacit" for piece in results):
                complete.add(chain[-1])
            if re.fullmatch("s+(e+(c+i?)?)?|e+(c+(i+s?)?)?", text):
                for each, (sources, _, _) in self.conversions.items():
                    if each not in chain and set(sources) & set(results):
                        go([*chain, each])

        for each in self.conversions:
            if letters[each] in "se" and starts(each):
                go([each])
        return complete

    def is_turn(self, pieces, chain):
        """Whether a chain that the library tells is one, link by link."""
        text = "".join((self.conversions[each][2] or "-")[0] for each in chain)
        links = [set(self.conversions[a][1]) & set(self.conversions[b][0]) for a, b in zip(chain, chain[1:])]
        between = pieces[len(pieces) - len(chain):-1]
        return (re.fullmatch("s+e+c+i|e+c+i+s", text) and all(piece in link for piece, link in zip(between, links))
                and pieces[-1] in self.conversions[chain[-1]][1] and self.pieces[pieces[-1]][0] == "tacit"
                and (len(pieces) == len(chain) or pieces[0] in self.conversions[chain[0]][0]))


class Graphs(unittest.TestCase):
    def compare(self, story):
        spiral = story.spiral()
        told = json.loads(Json.to_string(spiral.to_json(), False))
        graph = story.graph()
        plain = networkx.DiGraph(graph)
        condensed = networkx.condensation(plain)
        circles = {frozenset(data["members"]) for _, data in condensed.nodes(data=True)
                   if len(data["members"]) > 1 or any(plain.has_edge(each, each) for each in data["members"])}
        self.assertEqual({frozenset(circle) for circle in told["circles"]}, circles)
        self.assertEqual(told["longest"]["length"], networkx.dag_longest_path_length(condensed, default_weight=1))
        steps = networkx.DiGraph()  # pieces and conversions alike
        for each, (sources, results, _) in story.conversions.items():
            steps.add_edges_from([(source, each) for source in sources] + [(each, result) for result in results])
        self.assertEqual(len(told["longest"]["chains"]), told["longest"]["ends"])
        for pieces, chain in zip(told["longest"]["chains"], told["longest"]["conversions"]):
            self.assertTrue(all(networkx.has_path(steps, a, b) for a, b in zip(pieces, pieces[1:])))
            self.assertTrue(all(networkx.has_path(steps, a, b) for a, b in zip(chain, chain[1:])))
            self.assertLessEqual(len({condensed.graph["mapping"][piece] for piece in pieces}), told["longest"]["length"] + 1)
            self.assertEqual(len(set(chain)), len(chain))

        after = {piece: networkx.descendants(plain, piece) | {piece} for piece in story.pieces}
        before = {piece: networkx.ancestors(plain, piece) | {piece} for piece in story.pieces}
        forms = {piece: form for piece, (form, _) in story.pieces.items()}
        said = {a for a, _, mode in graph.edges(data="mode") if mode == "externalisation"}
        done = {a for a, _, mode in graph.edges(data="mode") if mode == "internalisation"}
        own = {b for _, b, mode in graph.edges(data="mode") if mode == "internalisation"}
        holds = [piece for piece in story.pieces if piece not in story.superseded]
        used = {piece for sources, _, _ in story.conversions.values() for piece in sources}
        self.assertEqual(told["dead_ends"], [piece for piece in holds if piece not in used])
        self.assertEqual(told["never_externalised"], [piece for piece in story.pieces if forms[piece] == "tacit"
                                                      and not after[piece] & said and not before[piece] & own])
        self.assertEqual(told["never_internalised"], [piece for piece in holds if forms[piece] == "explicit"
                                                      and not after[piece] & done])
        for origin in HOLDERS[:4]:
            mine = [piece for piece, (_, holder) in story.pieces.items() if holder == origin]
            for to in HOLDERS[:4]:
                wide = {piece for piece, (_, holder) in story.pieces.items() if holder == to}
                self.assertEqual(told["reach_from"][origin][to], sum(bool(after[piece] & wide) for piece in mine))
        self.assertEqual(told["reach"], told["reach_from"]["individual"])
        modes = [mode for _, _, mode in story.conversions.values()]
        self.assertEqual(told["modes"], {mode: modes.count(mode) for mode in MODES.values()})
        self.assertEqual(told["without_mode"], modes.count(None))
        for pieces, chain in zip(told["chains"], told["chain_conversions"]):
            self.assertTrue(story.is_turn(pieces, chain), (pieces, chain))
        return told

    def test_small(self):
        turns = 0
        for seed in range(400):
            story = Story(seed, 3 + seed % 6, seed % 15)
            with self.subTest(seed=seed):
                told = self.compare(story)
                complete = story.turns()
                self.assertEqual({chain[-1] for chain in told["chain_conversions"]}, complete)
                self.assertEqual(told["full_turns"], len(complete))
                turns += len(complete)
        self.assertGreater(turns, 50)

    def test_larger(self):
        for seed in range(20):
            with self.subTest(seed=seed):
                self.compare(Story(seed, 60, 40 + 5 * seed))


if __name__ == "__main__":
    unittest.main()
