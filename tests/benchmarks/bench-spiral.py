#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The spiral of many conversions, against networkx.

Both start from what is in memory: libleren from a snapshot, networkx from lists of conversions with
their modes. networkx makes its graph, condenses it, and finds the longest chain; reach, dead ends and
what was never put into words or made one's own go along the condensation, and full turns along the
graph, each in one pass of plain Python. The answers are compared.
LEREN_BENCH_CONVERSIONS (200,000) and LEREN_BENCH_TURNS (3) say how much.
"""

import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from pathlib import Path

import networkx

LEREN = os.environ["LEREN_COMMAND"]
SPIRAL = os.environ["LEREN_BENCH_SPIRAL"]
CONVERSIONS = int(os.environ.get("LEREN_BENCH_CONVERSIONS", "200000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "3"))
HOLDERS = ["individual", "team", "organisation", "network"]
ORDER = ["socialisation", "externalisation", "combination", "internalisation"]
MODES = {("tacit", "tacit"): 0, ("tacit", "explicit"): 1, ("explicit", "explicit"): 2, ("explicit", "tacit"): 3}
PARTS = ["modes", "full_turns", "longest", "circles", "dead_ends", "never_externalised", "never_internalised", "reach"]


def make(count):
    """Knowledge that mostly comes of what is a little older, and now and then leads back."""
    chance = random.Random(11)
    pieces = {f"k{i}": (chance.choice(["tacit", "explicit"]), chance.choice(HOLDERS)) for i in range(count)}
    ids, conversions = list(pieces), {}
    for i in range(count):
        at = chance.randrange(count)
        first = ids[at]
        sources = [first]
        near = ids[max(0, at - 40)]
        if chance.random() < 0.3 and near != first and pieces[near][0] == pieces[first][0]:
            sources.append(near)
        back = chance.random() < 0.02
        to = ids[max(0, at - chance.randint(1, 60))] if back else ids[min(count - 1, at + chance.randint(1, 60))]
        conversions[f"c{i}"] = (sources, [to], MODES[pieces[first][0], pieces[to][0]])
    return pieces, conversions


def write(path, pieces, conversions):
    with open(path, "w", encoding="utf-8") as file:
        for each, (form, holder) in pieces.items():
            file.write(json.dumps({"type": "knowledge", "id": each, "statement": "x", "form": form, "holder": holder}) + "\n")
        for each, (sources, results, _) in conversions.items():
            file.write(json.dumps({"type": "conversion", "id": each, "sources": sources, "results": results}) + "\n")


def full_turns(pieces, conversions):
    uses, socialised = {}, set()
    for each, (sources, results, mode) in conversions.items():
        for source in sources:
            uses.setdefault(source, []).append(each)
        if mode == 0:
            socialised.update(results)
    complete = set()
    for start in (0, 1):
        queue = deque(each for each, (sources, _, mode) in conversions.items() if mode == start
                      and any(pieces[source][0] == "tacit" and (start == 0 or source not in socialised) for source in sources))
        seen, come = set(queue), set()
        while queue:
            each = queue.popleft()
            place = (conversions[each][2] - start) % 4
            for piece in conversions[each][1]:
                if (piece, place) in come:
                    continue
                come.add((piece, place))
                for to in uses.get(piece, ()):
                    there = (conversions[to][2] - start) % 4
                    if to in seen or there not in (place, place + 1):
                        continue
                    seen.add(to)
                    if there == 3:
                        complete.add(to)
                    else:
                        queue.append(to)
    return len(complete)


def spread(condensed, order, members, own, ways):
    """What each piece comes to by the ways of the condensation, as bits."""
    bits = {}
    for component in order:
        found = 0
        for piece in members[component]:
            found |= own.get(piece, 0)
        for other in ways(component):
            found |= bits[other]
        bits[component] = found
    return {piece: bits[component] for component in order for piece in members[component]}


def with_networkx(pieces, conversions):
    begun = time.monotonic()
    graph = networkx.DiGraph()
    graph.add_nodes_from(pieces)
    after, before = {}, {}
    for sources, results, mode in conversions.values():
        for source in sources:
            after[source] = after.get(source, 0) | 1 << mode
            for result in results:
                graph.add_edge(source, result)
                before[result] = before.get(result, 0) | 1 << mode
    condensed = networkx.condensation(graph)
    members = networkx.get_node_attributes(condensed, "members")
    order = list(networkx.topological_sort(condensed))
    modes_after = spread(condensed, order[::-1], members, after, condensed.successors)
    modes_before = spread(condensed, order, members, before, condensed.predecessors)
    holders = {piece: 1 << HOLDERS.index(holder) for piece, (_, holder) in pieces.items()}
    reach = spread(condensed, order[::-1], members, holders, condensed.successors)
    counts = Counter(mode for _, _, mode in conversions.values())
    told = {
        "modes": {name: counts[i] for i, name in enumerate(ORDER)},
        "full_turns": full_turns(pieces, conversions),
        "longest": networkx.dag_longest_path_length(condensed, default_weight=1),
        "circles": sum(len(each) > 1 or any(graph.has_edge(piece, piece) for piece in each) for each in members.values()),
        "dead_ends": [piece for piece in pieces if piece not in after],
        "never_externalised": [piece for piece, (form, _) in pieces.items()
                               if form == "tacit" and not modes_after[piece] & 2 and not modes_before[piece] & 8],
        "never_internalised": [piece for piece, (form, _) in pieces.items() if form == "explicit" and not modes_after[piece] & 8],
        "reach": {to: sum(holders[piece] == 1 and reach[piece] >> i & 1 for piece in pieces) for i, to in enumerate(HOLDERS)},
    }
    return time.monotonic() - begun, told


def checksum(told):
    return hashlib.sha256(json.dumps([told[part] for part in PARTS], sort_keys=True).encode()).hexdigest()[:16]


def main():
    pieces, conversions = make(CONVERSIONS)
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as name:
        source, store = str(Path(name, "knowledge.jsonl")), str(Path(name, "knowledge.leren"))
        write(source, pieces, conversions)
        subprocess.run([LEREN, "import", store, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ours = json.loads(subprocess.run([SPIRAL, store, str(TURNS)], check=True, capture_output=True).stdout)
    theirs = [with_networkx(pieces, conversions) for _ in range(TURNS)]
    told = ours["spiral"] | {"longest": ours["spiral"]["longest"]["length"], "circles": ours["spiral"]["n_circles"]}
    taken = statistics.median(turn[0] for turn in ours["turns"])
    leren = statistics.median(turn[1] for turn in ours["turns"])
    python = statistics.median(turn[0] for turn in theirs)
    print(f"spiral: {len(conversions)} conversions of {len(pieces)} pieces of knowledge, median of {TURNS} turns")
    for who, seconds, each in (("networkx", python, theirs[0][1]), ("leren", leren, told)):
        print(f"  {who:<10} {seconds:8.3f} s  {each['full_turns']} full turns, longest {each['longest']}, {each['circles']} circles, "
              f"{len(each['dead_ends'])} dead ends  checksum {checksum(each)}")
    print(f"  (leren's snapshot of it took {taken:.3f} s)")
    print(f"  ratio {python / leren:.1f}  (promised: at least 20); with the snapshot {python / (leren + taken):.1f}")
    if checksum(told) != checksum(theirs[0][1]):
        sys.exit("the two do not say the same: " + ", ".join(part for part in PARTS if told[part] != theirs[0][1][part]))


main()
