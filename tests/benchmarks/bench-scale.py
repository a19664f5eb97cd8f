#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How far one server goes: what docs/scale.md says was measured by this.

Practices of 2,000 records each are imported, looked at, cut into pieces and looked at again. LEREN_BENCH_RECORDS
(100,000) says of how many records, with commas between several sizes; LEREN_BENCH_PIECES (16) into how many.
"""

import importlib.util
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren  # noqa: E402

from case_records import ONSETS, VOWELS  # noqa: E402

HERE = Path(__file__).resolve().parent
LEREN = os.environ["LEREN_COMMAND"]
SIZES = [int(number) for number in os.environ.get("LEREN_BENCH_RECORDS", "100000").split(",")]
PIECES = int(os.environ.get("LEREN_BENCH_PIECES", "16"))
PER_PRACTICE = 2000

spec = importlib.util.spec_from_file_location("with_server", HERE.parent / "postgres" / "with-server.py")
with_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(with_server)


def write(path, count):
    """A practice has 3 teams, 40 people, 200 cases, 156 sessions and 1,600 records of what was said and done."""
    chance = random.Random(11)
    words = ["".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.choice((1, 2, 2, 3))))
             for _ in range(20000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]

    def text(low, high):
        return " ".join(chance.choices(words, weights, k=chance.randint(low, high)))

    texts = [text(8, 40) for _ in range(5000)]
    with open(path, "w", encoding="utf-8") as lines:
        for n in range(count // PER_PRACTICE):
            say = lambda line: lines.write(line + "\n")  # noqa: E731
            say(f'{{"type":"practice","id":"p{n}","name":"Wijkteam {n}"}}')
            for i in range(40):
                say(f'{{"type":"participant","id":"p{n}-u{i}","name":"{texts[i][:20]}","practice":"p{n}"}}')
            for i in range(3):
                members = ",".join(f'"p{n}-u{j}"' for j in range(i * 13, i * 13 + 13))
                say(f'{{"type":"team","id":"p{n}-t{i}","name":"Team {i}","practice":"p{n}","members":[{members}]}}')
            for i in range(200):
                say(f'{{"type":"case","id":"p{n}-c{i}","title":"{chance.choice(texts)[:40]}",'
                    f'"narrative":"{chance.choice(texts)}","status":"{chance.choice(("open", "closed"))}",'
                    f'"team":"p{n}-t{i % 3}"}}')
            for i in range(156):
                say(f'{{"type":"session","id":"p{n}-s{i}","team":"p{n}-t{i % 3}","cases":["p{n}-c{i}"],'
                    f'"present":["p{n}-u{i % 39}"]}}')
            for i in range(1000):
                say(f'{{"type":"contribution","id":"p{n}-k{i}","session":"p{n}-s{i % 156}","speaker":"p{n}-u{i % 40}",'
                    f'"kind":"open-question","text":"{chance.choice(texts)}"}}')
            for i in range(400):
                say(f'{{"type":"reflection","id":"p{n}-r{i}","case":"p{n}-c{i % 200}","loop":"single",'
                    f'"text":"{chance.choice(texts)}"}}')
            for i in range(200):
                say(f'{{"type":"action","id":"p{n}-a{i}","case":"p{n}-c{i}","what":"{chance.choice(texts)[:60]}"}}')


def took(function, times=1):
    """The median, in milliseconds"""
    measured = []
    for i in range(times):
        begun = time.monotonic()
        function(i)
        measured.append((time.monotonic() - begun) * 1000)
    return statistics.median(measured)


def look(store, count, round_):
    """What a team's work asks of a store: milliseconds each"""
    chance = random.Random(round_)
    n_practices = count // PER_PRACTICE

    def a_case():
        return f"p{chance.randrange(n_practices)}-c{chance.randrange(200)}"

    def save(i):
        store.save(Leren.Reflection(id=f"new{round_}-{i}", case=a_case(), text="Te snel een oplossing"), None)

    def change(i):
        case = store.get(a_case(), None)
        case.props.title = f"Huurachterstand {i}"
        store.save(case, None)

    def cases_of_team(_):
        query = store.query("case")
        query.filter("team", Leren.Comparison.EQUAL, f"p{chance.randrange(n_practices)}-t0")
        return query.run(None).get_n_items()

    def search(_):
        query = store.query("reflection")
        query.search("bo gru")
        query.page(0, 20)
        return query.run(None).get_n_items()

    result = {"get": took(lambda _: store.get(a_case(), None), 200), "save": took(save, 200),
              "change": took(change, 100), "cases of a team": took(cases_of_team, 5),
              "first search": took(search), "search": took(search, 5)}
    snapshots = [None]

    def snapshot(_):
        snapshots[0] = Leren.Snapshot.take(store, None, None)

    result["snapshot"] = took(snapshot)
    return result


def main():
    settings = ("shared_buffers=1GB", "max_wal_size=8GB", "autovacuum=on")
    with tempfile.TemporaryDirectory() as folder, with_server.Server(safe=True, settings=settings) as server:
        for count in SIZES:
            lines, name = Path(folder, "records.jsonl"), f"city{count}"
            write(lines, count)

            def psql(sql, database=name):
                return subprocess.run(["psql", "--no-psqlrc", "-tAU", "leren", "-h", server.folder, "-d", database,
                                       "-c", sql], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

            def size():
                return int(psql(f"SELECT pg_database_size ('{name}')")) / int(psql("SELECT count(*) FROM leren.identity"))

            psql(f"CREATE DATABASE {name}", "postgres")
            print(f"{count} records, {lines.stat().st_size / count:.0f} bytes each as JSON Lines", flush=True)
            begun = time.monotonic()
            subprocess.run([LEREN, "import", server.location(name), lines], check=True, stdout=subprocess.DEVNULL)
            taken = time.monotonic() - begun
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            psql("VACUUM ANALYZE")
            print(f"  import {taken:.1f} s, {count / taken:.0f}/s, {size():.0f} bytes each in the database, "
                  f"at most {peak:.0f} MiB in the program", flush=True)
            store = Leren.Store.open(server.location(name), Leren.StoreFlags.NONE, None)
            for round_ in range(2):
                if round_ > 0:
                    print(f"  cut into {PIECES} in {took(lambda _: psql(f'SELECT leren.partition ({PIECES})')) / 1000:.1f} s",
                          flush=True)
                    psql("VACUUM ANALYZE")
                for what, milliseconds in look(store, count, round_).items():
                    print(f"  {what}: {milliseconds:.1f} ms", flush=True)
                print(f"  with the index of words: {size():.0f} bytes each", flush=True)
            lines.unlink()
            store.close()
            psql(f"DROP DATABASE {name}", "postgres")


if __name__ == "__main__":
    sys.exit(main())
